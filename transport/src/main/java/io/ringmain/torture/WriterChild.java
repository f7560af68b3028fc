package io.ringmain.torture;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.ringmain.journal.JournalException;
import io.ringmain.journal.JournalKey;
import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.JournalWriter;
import io.ringmain.journal.WhenFull;

/**
 * A process that writes a journal until it is killed, and says on standard output, a line each: {@code ready} when the classes
 * are loaded; {@code opening}; {@code open LAST NS FINDINGS}; {@code w SEQUENCE} and {@code d SEQUENCE} for each
 * acknowledged write and each new durable position; {@code closing} and {@code closed LAST}; {@code failed WHY}. What it is to
 * do comes as one line on standard input, see {@link SessionPlan}.
 */
final class WriterChild
{
    static final int SEGMENT_BYTES = 1 << 20;

    private static final long SLOW_NS = 1_000_000;

    /** Unbuffered: what a killed process has said must have arrived. */
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private WriterChild()
    {}

    /**
     * Runs one session.
     *
     * @param args a directory for a journal to warm up with
     */
    public static void main(String[] args) throws IOException
    {
        warmUp(Path.of(args[0]));
        say("ready");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
        {
            String line = in.readLine();
            if (line != null)
            {
                String[] fields = line.split("\t", -1);
                session(SessionPlan.parse(fields), Path.of(fields[fields.length - 2]),
                        Path.of(fields[fields.length - 1]));
            }
        }
        catch (JournalException e)
        {
            say("failed " + e.getMessage());
        }
    }

    /** The first opening in a JVM takes long, and says nothing about the journal. */
    private static void warmUp(Path directory)
    {
        try (JournalWriter<Numbered> writer = JournalWriter.open(directory, Numbered.codec(new KnownInput(0)),
                JournalOptions.defaults().withSegmentBytes(SEGMENT_BYTES)))
        {
            Numbered event = new Numbered();
            for (int i = 0; i < 1_000; i++)
            {
                writer.onEvent(event.with(i), i, i % 10 == 9);
            }
        }
    }

    private static void session(SessionPlan plan, Path directory, Path key) throws IOException
    {
        JournalOptions options = JournalOptions.defaults().withSegmentBytes(SEGMENT_BYTES).withWhenFull(WhenFull.FAIL)
                .withSync(plan.sync().policy()).withKey(plan.encrypted() ? JournalKey.ofFile(key) : null);
        KnownInput input = new KnownInput(plan.salt());
        say("opening");
        JournalWriter<Numbered> writer = JournalWriter.open(directory, Numbered.codec(input), options);
        try (writer)
        {
            String findings = writer.opening().findings().stream().map(finding -> finding.kind().name())
                    .collect(Collectors.joining(","));
            say("open %d %d %s".formatted(writer.opening().lastSequence(), writer.opening().tookNs(), findings));
            write(writer, plan, input);
            say("closing");
        }
        say("closed " + writer.durablePosition());
    }

    private static void write(JournalWriter<Numbered> writer, SessionPlan plan, KnownInput input) throws IOException
    {
        Random random = new Random(plan.seed());
        Numbered event = new Numbered();
        long next = writer.writtenPosition() + 1;
        long durable = writer.durablePosition();
        long bytes = 0;
        for (long batch = 0; plan.batches() == 0 || batch < plan.batches(); batch++)
        {
            for (int left = 1 + random.nextInt(plan.maxBatch()); left > 0; left--)
            {
                bytes += input.size(next);
                writer.onEvent(event.with(next), next, left == 1);
                next++;
            }
            say("w " + writer.writtenPosition());
            if (writer.durablePosition() != durable)
            {
                durable = writer.durablePosition();
                say("d " + durable);
            }
            long pauseNs = bytes > plan.fullBytes() ? Math.max(SLOW_NS, plan.pauseNs()) : plan.pauseNs();
            if (pauseNs > 0)
            {
                LockSupport.parkNanos(pauseNs);
            }
        }
    }

    private static void say(String line) throws IOException
    {
        OUT.write((line + '\n').getBytes(StandardCharsets.UTF_8));
    }
}

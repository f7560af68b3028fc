package io.ringmain.cli;

import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ringmain.cli.Surroundings.Streams;
import io.ringmain.journal.JournalPositions;
import io.ringmain.journal.JournalSink;
import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSource;
import io.ringmain.node.Endpoint;
import io.ringmain.node.Endpoints;
import io.ringmain.report.Units;
import io.ringmain.transfer.Schedule;
import io.ringmain.transfer.Transfer;
import io.ringmain.transfer.Waiting;

/** A recording: from the first record to the account. */
final class RecordRun
{
    private static final double NS_PER_SECOND = 1e9;

    private final RecordOptions options;
    private final Streams streams;
    private final boolean json;
    private final Carrying carrying;
    private final Progress progress;
    private long startNs = System.nanoTime();
    private long elapsedNs;

    RecordRun(RecordOptions options, Streams streams, boolean json, Lifetime lifetime)
    {
        this.options = options;
        this.streams = streams;
        this.json = json;
        carrying = new Carrying(streams, false, lifetime);
        progress = carrying.progress();
    }

    int run()
    {
        // a journal that is there is opened first, so that what a crash left open is settled before it is read
        boolean there = Files.exists(options.journal().directory());
        JournalSink sink = there ? openSink() : null;
        RecordSource source = Carrying.open(this::openSource, sink);
        try (progress)
        {
            return record(source, sink != null ? sink : Carrying.open(this::openSink, source));
        }
    }

    private JournalSink openSink()
    {
        return JournalSink.open(options.journal().directory(), options.options());
    }

    private RecordSource openSource()
    {
        IntFunction<Map<Integer, LogRecord>> last = partitions -> options.resume()
                ? JournalPositions.last(options.journal().directory(), options.reading(), partitions)
                : Map.of();
        Endpoints.warning(options.source()).ifPresent(progress::done);
        return Endpoints.source(options.source(), options.follow(), last, options.reading(), System.in);
    }

    private int record(RecordSource source, JournalSink sink)
    {
        Transfer transfer = new Transfer(source, sink, Schedule.recorded(Schedule.MAX), Waiting.precise());
        boolean failed = true;
        try (transfer)
        {
            startNs = System.nanoTime();
            RateLine line = new RateLine("recording", startNs);
            carrying.run(transfer, startNs,
                    nowNs -> line.at(nowNs, transfer.records(), transfer.bytes(), source.share()));
            failed = false;
        }
        finally
        {
            elapsedNs = Math.max(1, System.nanoTime() - startNs);
            progress.close();
            if (failed)
            {
                // the failure itself is told after this
                streams.err().println(summary(transfer, sink) + goOn());
            }
        }
        account(transfer, sink);
        return 0;
    }

    private void account(Transfer transfer, JournalSink sink)
    {
        if (json)
        {
            streams.out().println(jsonAccount(transfer, sink));
            return;
        }
        String text = summary(transfer, sink);
        streams.out().println(carrying.stopped() ? "Stopped. " + text + goOn() : text);
        if (sink.acknowledged() > 0)
        {
            streams.out().println("Look at it: ringmain stat " + options.journal() + options.key().asArguments());
        }
    }

    private String summary(Transfer transfer, JournalSink sink)
    {
        long records = sink.acknowledged();
        if (records == 0)
        {
            return "Nothing was recorded: %s had nothing %s.".formatted(options.source(),
                    options.resume() ? "behind what the journal has" : "in it");
        }
        long first = sink.firstSequence();
        return String.format(Locale.ROOT,
                "Recorded %s, %s, from %s in %s, %s/s: sequences %d to %d of %s, %s.",
                Units.count(records, "record"), Units.bytes(transfer.bytes()), options.source(),
                Units.duration(elapsedNs), Units.count(Math.round(records * NS_PER_SECOND / elapsedNs)), first,
                first + records - 1, options.journal(), Units.count(sink.segments(), "segment"));
    }

    private String goOn()
    {
        if (options.source() instanceof Endpoint.StandardInput || options.source() instanceof Endpoint.Journal)
        {
            return "";
        }
        return "\nGo on: ringmain record " + Shell.quoted(options.source()) + " " + Shell.quoted(options.journal()) +
                " --resume" +
                (options.follow() ? " --follow" : "") + options.key().asArguments();
    }

    private String jsonAccount(Transfer transfer, JournalSink sink)
    {
        long records = sink.acknowledged();
        ObjectNode account = new ObjectMapper().createObjectNode().put("source", options.source().toString())
                .put("journal", options.journal().directory().toString()).put("records", records)
                .put("bytes", transfer.bytes());
        if (records > 0)
        {
            account.put("firstSequence", sink.firstSequence()).put("lastSequence", sink.firstSequence() + records - 1);
        }
        return account.put("segments", sink.segments()).put("elapsedNs", elapsedNs)
                .put("stopped", carrying.stopped()).toString();
    }
}

package io.ringmain.benchmarks.journal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a journal for a fork that is to know nothing of it yet. */
final class Preparation
{
    private static final String QUICK = "quick";

    private Preparation()
    {}

    /** Writes what the run needs, in a child of this process with the same flags. */
    static void inAnotherJvm(JournalRun run, JournalEffort effort, Path journal)
            throws IOException, InterruptedException
    {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Preparation.class.getName());
        command.add(effort.equals(JournalEffort.QUICK) ? QUICK : "full");
        command.addAll(run.arguments());
        command.add(journal.toString());
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        child.getOutputStream().close();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0)
        {
            throw new IOException("the journal could not be written: " + said.strip());
        }
    }

    /**
     * Writes it.
     *
     * @param args {@code full} or {@code quick}, then a run, then a folder that does not exist
     * @throws Exception when it failed
     */
    public static void main(String[] args) throws Exception
    {
        List<String> words = List.of(args);
        JournalRun run = JournalRun.parse(words.subList(1, words.size()));
        Path journal = Files.createDirectory(Path.of(words.get(words.size() - 1)));
        ReadSpeed.write(run, JournalEffort.of(words.get(0).equals(QUICK)), journal,
                new Payloads(run.payloadBytes()));
    }
}

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
    private Preparation()
    {}

    /** Writes so much, in a child of this process with the same flags. */
    static void inAnotherJvm(Volume volume, Path journal) throws IOException, InterruptedException
    {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Preparation.class.getName(),
                Long.toString(volume.events()), Integer.toString(volume.payloadBytes()),
                Integer.toString(volume.segmentBytes()), journal.toString()));
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
     * @param args events, bytes of a payload, bytes of a segment, and a folder that does not exist
     * @throws Exception when it failed
     */
    public static void main(String[] args) throws Exception
    {
        Volume volume = new Volume(Long.parseLong(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Path journal = Files.createDirectory(Path.of(args[3]));
        ReadSpeed.write(Keeper.RINGMAIN, volume, journal, new Payloads(volume.payloadBytes()));
    }
}

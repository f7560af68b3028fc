package io.ringmain.benchmarks.kafka;

import java.nio.file.Path;

/** The main class of a side's JVM: carries until standard input ends, or until it fails. */
final class SideMain
{
    private static final int FAILED = 1;

    private SideMain()
    {}

    /**
     * Carries.
     *
     * @param args the file of a {@link SideJob}
     * @throws Exception when it cannot be read
     */
    public static void main(String[] args) throws Exception
    {
        SideJob job = SideJob.read(Path.of(args[0]));
        new Thread(() -> carry(job), "carrier").start();
        while (System.in.read() >= 0)
        {
            // whatever was written means nothing
        }
        // what is committed is committed
        Runtime.getRuntime().halt(0);
    }

    private static void carry(SideJob job)
    {
        try
        {
            job.side().carrier().carry(job);
        }
        catch (Throwable e)
        {
            System.err.println("failed: " + e);
            e.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        }
    }
}

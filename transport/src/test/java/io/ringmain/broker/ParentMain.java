package io.ringmain.broker;

import java.nio.file.Path;

/** A parent to be killed: starts a broker, prints its pid, and stays. */
final class ParentMain
{
    private ParentMain()
    {}

    public static void main(String[] args) throws InterruptedException
    {
        try
        {
            BrokerProcess broker = BrokerProcess.start(BrokerOptions.in(Path.of(args[0]), Path.of(args[1])));
            System.out.println("pid " + broker.pid());
            Thread.currentThread().join();
        }
        catch (BrokerException e)
        {
            System.out.println("failed " + e.getMessage());
        }
    }
}

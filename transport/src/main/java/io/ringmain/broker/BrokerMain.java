package io.ringmain.broker;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The child's main: formats the storage unless that was done before, then becomes Kafka. Arguments: the file to
 * lock, the properties file, the cluster's id.
 */
final class BrokerMain
{
    /** The classes of the broker are missing; the parent knows this code. */
    static final int EXIT_NO_BROKER = 3;

    /** Another broker runs in the data directory; the parent knows this code too. */
    static final int EXIT_IN_USE = 4;

    /** Kept reachable: a collected channel gives its lock back. */
    private static FileChannel locked;

    private BrokerMain()
    {}

    public static void main(String[] args)
    {
        watchParent(System.in);
        ignoreInterrupt();
        lock(Path.of(args[0]));
        try
        {
            becomeKafka(args[1], args[2]);
        }
        catch (NoClassDefFoundError missing)
        {
            System.err.println("ERROR The broker's classes are not on the class path: " + missing.getMessage());
            Runtime.getRuntime().halt(EXIT_NO_BROKER);
        }
    }

    /**
     * Kafka's own lock comes too late: a second broker in the same directory would already have opened the metadata log.
     * Held until the process ends.
     */
    private static void lock(Path file)
    {
        try
        {
            locked = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked.tryLock() == null)
            {
                Runtime.getRuntime().halt(EXIT_IN_USE);
            }
        }
        catch (IOException e)
        {
            System.err.println("ERROR " + file + " cannot be locked: " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void becomeKafka(String properties, String clusterId)
    {
        // Kafka's StorageTool prints what it did, and throws what it could not do
        String[] format = {"format", "--ignore-formatted", "-t", clusterId, "-c", properties};
        int exit;
        try
        {
            exit = StorageTool.execute(format, System.out);
        }
        catch (RuntimeException e)
        {
            System.err.println("ERROR The storage could not be formatted: " + e.getMessage());
            e.printStackTrace();
            exit = 1;
        }
        if (exit != 0)
        {
            Runtime.getRuntime().halt(exit);
        }
        Kafka.main(new String[] {properties});
    }

    /**
     * The parent holds the other end of the pipe and never writes, so its end means that the parent is gone, however it
     * went. Halting leaves the data as a crash would; Kafka recovers from that when it next starts.
     */
    private static void watchParent(InputStream stdin)
    {
        Thread watch = new Thread(() ->
        {
            try
            {
                while (stdin.read() >= 0)
                {
                    // whatever was written means nothing
                }
            }
            catch (IOException e)
            {
                // a broken pipe says the same as its end
            }
            System.err.println("The parent process is gone: halting");
            Runtime.getRuntime().halt(1);
        }, "ringmain/parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /**
     * Ctrl-C on a terminal goes to parent and child alike; the parent still needs the broker while it drains, and stops
     * it then. Set before Kafka's own handler, which calls on to the one before it. Reflection, because javac warns of
     * {@code sun.misc.Signal} and cannot be told not to.
     */
    private static void ignoreInterrupt()
    {
        try
        {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object nothing = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler},
                    (proxy, method, args) -> null);
            signal.getMethod("handle", signal, handler).invoke(null,
                    signal.getConstructor(String.class).newInstance("INT"), nothing);
        }
        catch (ReflectiveOperationException | IllegalArgumentException e)
        {
            System.err.println("SIGINT stops this broker, since its handler could not be set: " + e);
        }
    }
}

package io.ringmain.benchmarks.machine;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import io.ringmain.benchmarks.report.Unit;

/** 64 bytes to another thread and back through the kernel's TCP: what any bridge of one machine pays, with no broker. */
final class LoopbackTrip extends Probe
{
    private static final int MESSAGE_BYTES = 64;

    private final int trips;

    LoopbackTrip(int trips)
    {
        super("loopback", Unit.NANOSECONDS,
                "64 bytes by TCP on 127.0.0.1 to a thread that blocks, and back: the median of " + trips);
        this.trips = trips;
    }

    @Override
    double once(Path folder) throws Exception
    {
        try (ServerSocketChannel server = ServerSocketChannel.open())
        {
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> echo(server));
            long medianNs;
            try (SocketChannel client = SocketChannel.open(server.getLocalAddress()))
            {
                medianNs = trips(client);
            }
            echo.get();
            return medianNs;
        }
    }

    private long trips(SocketChannel client) throws IOException
    {
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        ByteBuffer message = ByteBuffer.allocateDirect(MESSAGE_BYTES);
        long[] tookNs = new long[trips];
        for (int i = 0; i < trips; i++)
        {
            long beganNs = System.nanoTime();
            write(client, message);
            if (!read(client, message))
            {
                throw new EOFException("the echo has hung up after " + i + " trips");
            }
            tookNs[i] = System.nanoTime() - beganNs;
        }
        Arrays.sort(tookNs);
        return tookNs[trips / 2];
    }

    private static void echo(ServerSocketChannel server)
    {
        ByteBuffer message = ByteBuffer.allocateDirect(MESSAGE_BYTES);
        try (SocketChannel channel = server.accept())
        {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            while (read(channel, message))
            {
                write(channel, message);
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(SocketChannel channel, ByteBuffer message) throws IOException
    {
        message.clear();
        while (message.hasRemaining())
        {
            channel.write(message);
        }
    }

    /** False when the other side has hung up. */
    private static boolean read(SocketChannel channel, ByteBuffer message) throws IOException
    {
        message.clear();
        while (message.hasRemaining())
        {
            if (channel.read(message) < 0)
            {
                return false;
            }
        }
        return true;
    }
}

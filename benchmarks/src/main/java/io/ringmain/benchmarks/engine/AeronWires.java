package io.ringmain.benchmarks.engine;

import java.util.function.Consumer;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;

/**
 * Aeron's IPC with a driver of its own in this process, whose one thread sleeps while there is nothing to set up: events go
 * through shared memory from publication to subscription and do not pass it.
 */
final class AeronWires implements Wire.Maker, AutoCloseable
{
    private static final String CHANNEL = "aeron:ipc?term-length=";
    private static final int LEAST_TERM = 64 * 1024;
    /** A publisher may be half a term ahead of its subscriber. */
    private static final int TERMS = 2;
    private static final int RECORD = 96;

    private final MediaDriver driver;
    private final Aeron aeron;
    private int streams;

    AeronWires()
    {
        driver = MediaDriver.launchEmbedded(new MediaDriver.Context().threadingMode(ThreadingMode.SHARED)
                .dirDeleteOnStart(true).dirDeleteOnShutdown(true).warnIfDirectoryExists(false));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
    }

    @Override
    public Wire make(int capacity, int producers)
    {
        String channel = CHANNEL + Math.max(LEAST_TERM,
                Integer.highestOneBit(Math.multiplyExact(capacity * TERMS, RECORD) - 1) << 1);
        int stream = ++streams;
        Subscription subscription = aeron.addSubscription(channel, stream);
        Wire wire = producers == 1
                ? new OneToOne(aeron.addExclusivePublication(channel, stream), subscription)
                : new ManyToOne(aeron.addPublication(channel, stream), subscription);
        while (!subscription.isConnected())
        {
            Thread.onSpinWait();
        }
        return wire;
    }

    @Override
    public void close()
    {
        aeron.close();
        driver.close();
    }

    /** Where events come out. */
    private abstract static class Received implements Wire
    {
        private final Subscription subscription;
        private final BenchEvent event = new BenchEvent();
        private Consumer<BenchEvent> handler;
        private final FragmentHandler read = (buffer, offset, length, header) ->
        {
            EventBytes.read(buffer, offset, event);
            handler.accept(event);
        };

        Received(Subscription subscription)
        {
            this.subscription = subscription;
        }

        @Override
        public final int poll(Consumer<BenchEvent> newHandler, int limit)
        {
            handler = newHandler;
            return subscription.poll(read, limit);
        }
    }

    private static final class OneToOne extends Received
    {
        private final ExclusivePublication publication;
        private final BufferClaim claim = new BufferClaim();

        OneToOne(ExclusivePublication publication, Subscription subscription)
        {
            super(subscription);
            this.publication = publication;
        }

        @Override
        public boolean offer(BenchEvent event)
        {
            if (publication.tryClaim(EventBytes.LENGTH, claim) < 0)
            {
                return false;
            }
            EventBytes.write(event, claim.buffer(), claim.offset());
            claim.commit();
            return true;
        }
    }

    private static final class ManyToOne extends Received
    {
        private final Publication publication;
        private final ThreadLocal<BufferClaim> claims = ThreadLocal.withInitial(BufferClaim::new);

        ManyToOne(Publication publication, Subscription subscription)
        {
            super(subscription);
            this.publication = publication;
        }

        @Override
        public boolean offer(BenchEvent event)
        {
            BufferClaim claim = claims.get();
            if (publication.tryClaim(EventBytes.LENGTH, claim) < 0)
            {
                return false;
            }
            EventBytes.write(event, claim.buffer(), claim.offset());
            claim.commit();
            return true;
        }
    }
}

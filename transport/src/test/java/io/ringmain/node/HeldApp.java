package io.ringmain.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.EventHandler;

import io.ringmain.pipeline.PipelineBuilder;

/** A tally whose lane a test can hold: in a record, and in the end of a partition. */
final class HeldApp extends TallyApp
{
    private final Hold hold;

    HeldApp(Hold hold)
    {
        this.hold = hold;
    }

    @Override
    public void describe(PipelineBuilder<Entry> pipeline, EventHandler<Entry> journal, EventHandler<Entry> egress)
    {
        super.describe(pipeline, journal, egress);
        pipeline.stage("hold", hold).after("journal");
    }

    /** The stage that holds it; each release is for good, and for all partitions. */
    static final class Hold implements EventHandler<Entry>, AutoCloseable
    {
        private static final int PATIENCE_S = 60;

        private final long position;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch record = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        Hold(long position)
        {
            this.position = position;
        }

        /** Returns when the lane is held in the record at that position. */
        void awaitRecord()
        {
            await(reached);
        }

        void releaseRecord()
        {
            record.countDown();
        }

        void releaseEnd()
        {
            end.countDown();
        }

        @Override
        public void onEvent(Entry entry, long sequence, boolean endOfBatch)
        {
            if (entry.position() == position)
            {
                reached.countDown();
                await(record);
            }
        }

        @Override
        public void onShutdown()
        {
            await(end);
        }

        /** Holds nothing any more, so that a node can end. */
        @Override
        public void close()
        {
            releaseRecord();
            releaseEnd();
        }

        private static void await(CountDownLatch latch)
        {
            try
            {
                assertTrue(latch.await(PATIENCE_S, TimeUnit.SECONDS), "not within " + PATIENCE_S + " s");
            }
            catch (InterruptedException e)
            {
                throw new IllegalStateException(e);
            }
        }
    }
}

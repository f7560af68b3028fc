package io.ringmain.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import com.lmax.disruptor.EventHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.ringmain.lane.IdlePolicy;
import io.ringmain.pipeline.Account;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.PipelineBuilder;
import io.ringmain.pipeline.Publisher;

/** DisruptorStressTest.shouldHandleLotsOfThreads: several times more publishers and lanes than CPUs, none loses a thing. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class StressTest
{
    private static final int EACH = 50_000;

    @Test
    void shouldShowEveryEventOnceAndWholeToEveryStageWhenThreadsAreManyMoreThanCpus() throws InterruptedException
    {
        int threads = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        PipelineBuilder<long[]> builder = Pipeline.builder("stress", () -> new long[2]).capacity(1 << 12)
                .publisherIdle(IdlePolicy.YIELD);
        List<Checks> stages = IntStream.range(0, threads).mapToObj(i -> new Checks()).toList();
        for (int i = 0; i < threads; i++)
        {
            builder.stage("s" + i, stages.get(i)).lane("l" + i, IdlePolicy.YIELD);
        }
        Pipeline<long[]> stress = builder.start();
        AtomicLong published = new AtomicLong();
        List<Thread> publishers = new ArrayList<>();
        for (int i = 0; i < threads; i++)
        {
            publishers.add(new Thread(() -> publish(stress.publisher(), published)));
        }
        publishers.forEach(Thread::start);
        for (Thread publisher : publishers)
        {
            publisher.join();
        }
        Account account = stress.close(Duration.ofSeconds(20));

        long all = (long) threads * EACH;
        assertEquals(all, published.get());
        assertTrue(account.complete(), account::toString);
        for (Checks stage : stages)
        {
            assertEquals(all, stage.count);
            assertEquals(0, stage.wrong);
        }
    }

    private static void publish(Publisher<long[]> publisher, AtomicLong published)
    {
        for (int i = 0; i < EACH; i++)
        {
            long sequence = publisher.claim(1);
            long[] event = publisher.event(sequence);
            event[0] = sequence;
            event[1] = ~sequence;
            publisher.commit(sequence, 1);
        }
        published.addAndGet(EACH);
    }

    private static final class Checks implements EventHandler<long[]>
    {
        private long count;
        private long wrong;

        @Override
        public void onEvent(long[] event, long sequence, boolean endOfBatch)
        {
            boolean whole = event[0] == sequence && event[1] == ~sequence && sequence == count;
            wrong += whole ? 0 : 1;
            count++;
        }
    }
}

package io.ringmain.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RewindableException;
import com.lmax.disruptor.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.ringmain.failure.FailurePolicy;
import io.ringmain.failure.PipelineFailedException;
import io.ringmain.pipeline.Account;
import io.ringmain.pipeline.Pipeline;

/**
 * What the Disruptor's own tests expect of it, asked of a pipeline, by handlers written for the Disruptor. Each test names
 * the scenario that it stands for.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class DisruptorScenariosTest
{
    private final List<Long> seen = new CopyOnWriteArrayList<>();

    /** DisruptorTest.shouldWaitUntilAllFirstEventProcessorsProcessEventBeforeMakingItAvailableToDependentEventProcessors. */
    @Test
    void shouldHoldAnEventBackUntilAllFirstStagesHaveHandledIt() throws InterruptedException
    {
        CountDownLatch fastDone = new CountDownLatch(1);
        CountDownLatch slowMayGo = new CountDownLatch(1);
        Pipeline<long[]> numbers = Pipeline.builder("numbers", () -> new long[1])
                .stage("fast", (event, sequence, endOfBatch) -> fastDone.countDown()).lane("x")
                .stage("slow", (event, sequence, endOfBatch) -> slowMayGo.await()).lane("y")
                .stage("after", (event, sequence, endOfBatch) -> seen.add(sequence)).after("fast", "slow").lane("z")
                .start();
        numbers.publisher().publish(event -> event[0] = 1);
        fastDone.await();
        List<Long> held = List.copyOf(seen);
        slowMayGo.countDown();
        numbers.close();

        assertEquals(List.of(), held);
        assertEquals(List.of(0L), seen);
    }

    /** DisruptorTest.shouldBlockProducerUntilAllEventProcessorsHaveAdvanced. */
    @Test
    void shouldHoldThePublisherBackUntilTheSlowestStageHasAdvanced()
    {
        CountDownLatch slowMayGo = new CountDownLatch(1);
        Pipeline<long[]> numbers = Pipeline.builder("numbers", () -> new long[1]).capacity(4)
                .stage("fast", (event, sequence, endOfBatch) -> event[0]++)
                .stage("slow", (event, sequence, endOfBatch) -> slowMayGo.await()).lane("slow").start();
        long first = numbers.publisher().claim(4);
        numbers.publisher().commit(first, 4);

        boolean before = numbers.publisher().tryPublish(event -> event[0] = 1);
        slowMayGo.countDown();
        boolean after = numbers.publisher().publish(event -> event[0] = 1, Duration.ofSeconds(20).toNanos());
        numbers.close();

        assertFalse(before);
        assertTrue(after);
    }

    /** DisruptorTest.shouldThrowExceptionIfStartIsCalledTwice. */
    @Test
    void shouldRefuseASecondStart()
    {
        try (Pipeline<long[]> numbers = Pipeline.builder("numbers", () -> new long[1])
                .stage("a", (event, sequence, endOfBatch) -> seen.add(sequence)).start())
        {
            assertThrows(IllegalStateException.class, numbers::start);
        }
    }

    /** DisruptorTest.shouldSupportSpecifyingAExceptionHandlerForEventProcessors, …ToOverrideTheExceptionHandler…. */
    @Test
    void shouldFollowThePolicyOfTheStageThatThrew()
    {
        RuntimeException broken = new IllegalStateException("no");
        List<Throwable> kept = new CopyOnWriteArrayList<>();
        EventHandler<long[]> throwing = (event, sequence, endOfBatch) ->
        {
            throw broken;
        };
        Pipeline<long[]> numbers = Pipeline.builder("numbers", () -> new long[1]).stage("skips", throwing)
                .onFailure(FailurePolicy.skip()).stage("keeps", throwing)
                .onFailure(FailurePolicy.deadLetter(letter -> kept.add(letter.cause()))).start();
        numbers.publisher().publish(event -> event[0] = 1);
        Account account = numbers.close(Duration.ofSeconds(10));

        assertEquals(List.of(broken), kept);
        assertEquals(new Account(1, 1, 0, 1, 1, List.of()), account);
    }

    /** DisruptorTest.shouldThrowTimeoutExceptionIfShutdownDoesNotCompleteNormally. */
    @Test
    void shouldSayWhatIsLeftWhenTheShutdownTakesTooLong()
    {
        CountDownLatch never = new CountDownLatch(1);
        Pipeline<long[]> numbers = Pipeline.builder("numbers", () -> new long[1])
                .stage("hangs", (event, sequence, endOfBatch) -> never.await()).start();
        numbers.publisher().publish(event -> event[0] = 1);

        Account account = numbers.close(Duration.ofMillis(5));

        assertEquals(1, account.leftBehind());
        assertFalse(account.complete());
    }

    /** ShutdownOnFatalExceptionTest.shouldShutdownGracefulEvenWithFatalExceptionHandler: there it can hang. */
    @Test
    void shouldCloseAfterAFailureHoweverManyEventsWait()
    {
        RuntimeException fatal = new IllegalArgumentException("fatal");
        for (int i = 0; i < 50; i++)
        {
            Pipeline<long[]> numbers = Pipeline.builder("numbers", () -> new long[1]).capacity(4)
                    .stage("fails", (event, sequence, endOfBatch) ->
                    {
                        throw fatal;
                    }).start();
            PipelineFailedException published = assertThrows(PipelineFailedException.class, () ->
            {
                for (int n = 0; n < 10; n++)
                {
                    numbers.publisher().publish(event -> event[0] = 1);
                }
            });
            assertSame(fatal, published.getCause());
            assertSame(fatal, assertThrows(PipelineFailedException.class, numbers::close).getCause());
        }
    }

    /** BatchEventProcessorTest.reportAccurateBatchSizesAtBatchStartTime, shouldNotPassZeroSizeToBatchStartAware. */
    @Test
    void shouldTellTheSizeOfTheBatchAndTheDepthOfTheQueueAtItsStart()
    {
        List<String> starts = new ArrayList<>();
        Pipeline<long[]> numbers = Pipeline.builder("numbers", () -> new long[1]).capacity(4096)
                .stage("a", new EventHandler<>()
                {
                    @Override
                    public void onBatchStart(long batchSize, long queueDepth)
                    {
                        starts.add(batchSize + " of " + queueDepth);
                    }

                    @Override
                    public void onEvent(long[] event, long sequence, boolean endOfBatch)
                    {
                        event[0]++;
                    }
                }).build();
        var lanes = numbers.startInvoked();
        for (int size : new int[] {3, 1, 2000})
        {
            long first = numbers.publisher().claim(size);
            numbers.publisher().commit(first, size);
            while (lanes.invoke() > 0)
            {
                // until nothing is left
            }
        }
        numbers.close();

        assertEquals(List.of("3 of 3", "1 of 1", "1024 of 2000", "976 of 976"), starts);
    }

    /** BatchEventProcessorTest.shouldAlwaysHalt: closing at any moment after the start ends the thread. */
    @Test
    void shouldEndEveryThreadWhenClosedRightAfterTheStart()
    {
        for (int i = 0; i < 200; i++)
        {
            Pipeline<long[]> numbers = Pipeline.builder("numbers", () -> new long[1])
                    .stage("a", (event, sequence, endOfBatch) -> event[0]++).start();

            assertEquals(List.of(), numbers.close(Duration.ZERO).stuckLanes());
        }
    }

    /** SequenceReportingCallbackTest.shouldReportProgressByUpdatingSequenceViaCallback. */
    @Test
    void shouldLetAStageReleaseAnEventBeforeItsBatchEnds() throws InterruptedException
    {
        CountDownLatch behindSawIt = new CountDownLatch(1);
        EventHandler<long[]> early = new EventHandler<>()
        {
            private Sequence handled;

            @Override
            public void setSequenceCallback(Sequence callback)
            {
                handled = callback;
            }

            @Override
            public void onEvent(long[] event, long sequence, boolean endOfBatch) throws Exception
            {
                handled.set(sequence);
                behindSawIt.await();
            }
        };
        Pipeline<long[]> numbers = Pipeline.builder("numbers", () -> new long[1]).stage("early", early).lane("x")
                .stage("behind", (event, sequence, endOfBatch) -> behindSawIt.countDown()).after("early").lane("y")
                .start();
        long first = numbers.publisher().claim(2);
        numbers.publisher().commit(first, 2);

        behindSawIt.await();
        numbers.close();
    }

    /** RewindBatchEventProcessorTest.shouldRewindOnFirstEventOfBatchSizeOfTen, …OnLastEvent…, …OnceInMiddle…. */
    @Test
    void shouldRewindFromAnyPlaceOfABatch()
    {
        for (long at : new long[] {0, 4, 9})
        {
            seen.clear();
            boolean[] failed = {false};
            Pipeline<long[]> numbers = Pipeline.builder("numbers", () -> new long[1])
                    .rewindable("writes", (event, sequence, endOfBatch) ->
                    {
                        if (sequence == at && !failed[0])
                        {
                            failed[0] = true;
                            throw new RewindableException(new IllegalStateException("again"));
                        }
                        seen.add(sequence);
                    }, 1, Duration.ZERO).start();
            long first = numbers.publisher().claim(10);
            numbers.publisher().commit(first, 10);
            numbers.close();

            assertEquals(10 + at, seen.size());
            assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L),
                    List.copyOf(seen).subList((int) at, seen.size()));
        }
    }
}

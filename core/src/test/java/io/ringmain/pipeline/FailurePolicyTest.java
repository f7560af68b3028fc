package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.lmax.disruptor.EventHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.ringmain.counter.StageCounter;
import io.ringmain.counter.StageStats;
import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Positioned;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.failure.PipelineFailedException;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class FailurePolicyTest
{
    private final IllegalArgumentException broken = new IllegalArgumentException("price is -1");
    private final List<Long> behind = new ArrayList<>();
    private final List<Long> beside = new ArrayList<>();

    @Test
    void shouldHideTheEventFromDescendantsAloneWhenAStageSkips()
    {
        Pipeline<Order> orders = run(FailurePolicy.skip(), failing(Integer.MAX_VALUE));
        Account account = orders.close(Pipeline.DEFAULT_DEADLINE);

        StageStats fails = orders.stats().stage("fails");
        assertEquals(List.of(0L, 1L, 2L, 4L, 5L, 6L, 7L), behind);
        assertEquals(8, beside.size());
        assertEquals(new Account(8, 8, 0, 1, 0, List.of()), account);
        assertEquals(List.of(1L, 0L, 1L, 8L), counters(fails));
        assertEquals(8, orders.latency().get("fails").getTotalCount(), "a skipped event was handled");
    }

    @Test
    void shouldGoOnAsIfNothingHappenedWhenARetryHelps()
    {
        Pipeline<Order> orders = run(FailurePolicy.retry(3, Duration.ofNanos(1)), failing(3));
        orders.close();

        assertEquals(8, behind.size());
        assertEquals(List.of(3L, 3L, 0L, 8L), counters(orders.stats().stage("fails")));
    }

    @Test
    void shouldHaltWithTheLastCauseWhenNoRetryHelps()
    {
        Pipeline<Order> orders = run(FailurePolicy.retry(3, Duration.ZERO), failing(Integer.MAX_VALUE));

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertSame(broken, thrown.getCause());
        assertEquals(List.of(0L, 1L, 2L), behind);
        assertEquals(List.of(4L, 3L, 0L, 4L), counters(orders.stats().stage("fails")));
    }

    @Test
    void shouldSkipWhenNoRetryHelpsAndSkippingComesNext()
    {
        Pipeline<Order> orders = run(FailurePolicy.retry(2, Duration.ZERO, FailurePolicy.skip()),
                failing(Integer.MAX_VALUE));
        orders.close();

        assertEquals(List.of(0L, 1L, 2L, 4L, 5L, 6L, 7L), behind);
        assertEquals(List.of(3L, 2L, 1L, 8L), counters(orders.stats().stage("fails")));
    }

    @Test
    void shouldHandOverTheEventWithItsPositionAndTheCauseWhenItGoesToDeadLetters()
    {
        List<String> letters = new ArrayList<>();
        Pipeline<Line> lines = Pipeline.builder("lines", Line::new)
                .stage("parse", (line, sequence, endOfBatch) -> line.parse()).onFailure(
                        FailurePolicy.<Line>retry(1, Duration.ZERO, FailurePolicy.deadLetter(letter -> letters.add(
                                letter.stage() + " " + letter.sequence() + " " + letter.partition() + "/" +
                                        letter.position() + " " + letter.event().number + " " + letter.cause()))))
                .build();
        var lanes = lines.startInvoked();
        for (int i = 0; i < 3; i++)
        {
            int number = i;
            lines.publisher().publish(line ->
            {
                line.number = number - 1;
                line.position(7, 100 + number);
            });
        }
        Feed.runDry(lanes);
        Account account = lines.close(Pipeline.DEFAULT_DEADLINE);

        assertEquals(List.of("parse 1 7/101 0 java.lang.ArithmeticException: / by zero"), letters);
        assertEquals(1, account.deadLettered());
        assertEquals(0, account.skipped());
    }

    @Test
    void shouldTellNoPositionWhenTheEventHasNone()
    {
        List<Long> positions = new ArrayList<>();
        Pipeline<Order> orders = run(
                FailurePolicy.deadLetter(letter -> positions.add(letter.partition() + letter.position())),
                failing(Integer.MAX_VALUE));
        orders.close();

        assertEquals(List.of(Positioned.NO_POSITION), positions);
        assertEquals(7, behind.size());
    }

    @Test
    void shouldHaltWithBothCausesWhenADeadLetterCannotBeKept()
    {
        IllegalStateException diskFull = new IllegalStateException("disk full");
        Pipeline<Order> orders = run(FailurePolicy.deadLetter(letter ->
        {
            throw diskFull;
        }), failing(Integer.MAX_VALUE));

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertSame(diskFull, thrown.getCause());
        assertSame(broken, diskFull.getSuppressed()[0]);
    }

    static Stream<FailurePolicy<Order>> policies()
    {
        return Stream.of(FailurePolicy.halt(), FailurePolicy.skip(), FailurePolicy.deadLetter(letter ->
        {}),
                FailurePolicy.retry(5, Duration.ZERO, FailurePolicy.skip()),
                new FailurePolicy.Rewind<>(5, Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldHaltAtOnceWhateverThePolicyWhenAHandlerThrowsAnError(FailurePolicy<Order> policy)
    {
        AssertionError error = new AssertionError("cannot be");
        int[] calls = {0};
        Pipeline<Order> orders = run(policy, (order, sequence, endOfBatch) ->
        {
            calls[0]++;
            throw error;
        });

        PipelineFailedException thrown = assertThrows(PipelineFailedException.class, orders::close);

        assertSame(error, thrown.getCause());
        assertEquals(1, calls[0]);
        assertEquals(List.of(), behind);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldHaltWhateverThePolicyWhenTheStartOfABatchThrows(FailurePolicy<Order> policy)
    {
        Pipeline<Order> orders = run(policy, new EventHandler<>()
        {
            @Override
            public void onBatchStart(long batchSize, long queueDepth)
            {
                throw broken;
            }

            @Override
            public void onEvent(Order order, long sequence, boolean endOfBatch)
            {
                throw new AssertionError("the batch did not start");
            }
        });

        assertSame(broken, assertThrows(PipelineFailedException.class, orders::close).getCause());
        assertEquals(1, orders.stats().stage("fails").get(StageCounter.FAILURES));
    }

    @Test
    void shouldReleaseTheLaneFromALongPauseWhenThePipelineHaltsMeanwhile()
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("pauses", (order, sequence, endOfBatch) ->
        {
            throw broken;
        }).onFailure(FailurePolicy.retry(10, FailurePolicy.MAX_PAUSE)).stage("halts", (order, sequence, endOfBatch) ->
        {
            throw new AssertionError("cannot be");
        }).lane("other").start();
        long startNs = System.nanoTime();
        Feed.publish(orders.publisher(), 1);

        Account account = orders.close(Duration.ofSeconds(9));

        assertEquals(List.of(), account.stuckLanes());
        assertTrue(System.nanoTime() - startNs < Duration.ofSeconds(5).toNanos(), "ten pauses of a second");
    }

    @Test
    void shouldNotCountABatchThatAJournalBrokeOffAsHandled()
    {
        BatchingHandler<Order> journal = (order, sequence, endOfBatch) ->
        {
            if (order.id == 5)
            {
                throw broken;
            }
        };
        Pipeline<Order> orders = run(FailurePolicy.halt(), journal);
        Account account = orders.close(Duration.ZERO);

        assertEquals(8, account.leftBehind());
        assertEquals(6, orders.stats().stage("fails").get(StageCounter.EVENTS));
    }

    /** Eight orders in one batch, the stage beside the failing one on the same lane. */
    private Pipeline<Order> run(FailurePolicy<Order> policy, EventHandler<Order> handler)
    {
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("fails", handler).onFailure(policy)
                .lane("x").stage("beside", Feed.into(beside)).lane("x").stage("behind", Feed.into(behind))
                .after("fails").lane("x").build();
        var lanes = orders.startInvoked();
        Feed.publishBatch(orders.publisher(), 8);
        Feed.runDry(lanes);
        return orders;
    }

    /** Fails on order 3 so many times. */
    private EventHandler<Order> failing(int times)
    {
        int[] left = {times};
        return (order, sequence, endOfBatch) ->
        {
            if (order.id == 3 && left[0]-- > 0)
            {
                throw broken;
            }
        };
    }

    private static List<Long> counters(StageStats stats)
    {
        return List.of(stats.get(StageCounter.FAILURES), stats.get(StageCounter.RETRIES),
                stats.get(StageCounter.SKIPPED), stats.get(StageCounter.EVENTS));
    }

    static final class Line implements Positioned
    {
        int number;
        private int partition;
        private long position;

        void parse()
        {
            number = 10 / number;
        }

        @Override
        public int partition()
        {
            return partition;
        }

        @Override
        public long position()
        {
            return position;
        }

        @Override
        public void position(int itsPartition, long itsPosition)
        {
            partition = itsPartition;
            position = itsPosition;
        }
    }
}

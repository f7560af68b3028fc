package io.ringmain.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.lmax.disruptor.EventHandler;
import org.agrona.concurrent.AgentTerminationException;

import io.ringmain.counter.StageCounter;
import io.ringmain.counter.StageCounters;
import io.ringmain.event.Positioned;
import io.ringmain.failure.DeadLetter;
import io.ringmain.failure.DeadLetters;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.jfr.FlightEvents;

/**
 * Carries out the failure policy of one stage. Cold path: entered when a handler has thrown.
 *
 * <p>
 * Owner: the stage's lane.
 */
final class Failures<E>
{
    private static final long PAUSE_SLICE_NS = 10_000_000;

    private final String stage;
    private final FailurePolicy<? super E> policy;
    private final DroppedSlots dropped;
    private final StageCounters counters;
    private final Control control;

    Failures(String stage, FailurePolicy<? super E> policy, DroppedSlots dropped, StageCounters counters,
            Control control)
    {
        this.stage = stage;
        this.policy = policy;
        this.dropped = dropped;
        this.counters = counters;
        this.control = control;
    }

    /** Returns when the pipeline goes on, the event handled after all or dropped; throws when it halts. */
    void resolve(EventHandler<? super E> handler, E event, long sequence, boolean endOfBatch, Throwable thrown)
    {
        Throwable failure = failed(sequence, thrown);
        if (policy instanceof FailurePolicy.Retry<? super E> retry)
        {
            failure = retry(retry, handler, event, sequence, endOfBatch, failure);
            if (failure != null)
            {
                giveUp(retry.then(), event, sequence, failure);
            }
        }
        else
        {
            giveUp(policy, event, sequence, failure);
        }
    }

    private Throwable retry(FailurePolicy.Retry<?> retry, EventHandler<? super E> handler, E event, long sequence,
            boolean endOfBatch, Throwable first)
    {
        Throwable failure = first;
        long maxNs = FailurePolicy.MAX_PAUSE.toNanos();
        long pauseNs = TimeUnit.NANOSECONDS.convert(retry.firstPause());
        for (int i = 0; i < retry.times(); i++)
        {
            pause(pauseNs, sequence, failure);
            pauseNs = pauseNs > maxNs / 2 ? maxNs : 2 * pauseNs;
            counters.add(StageCounter.RETRIES, 1);
            try
            {
                handler.onEvent(event, sequence, endOfBatch);
                return null;
            }
            catch (Throwable again)
            {
                failure = failed(sequence, again);
            }
        }
        return failure;
    }

    private void giveUp(FailurePolicy<? super E> last, E event, long sequence, Throwable failure)
    {
        if (last instanceof FailurePolicy.Skip)
        {
            dropped.drop(sequence);
            counters.add(StageCounter.SKIPPED, 1);
            FlightEvents.stageFailure(control.pipeline(), stage, sequence, failure, "skipped");
        }
        else if (last instanceof FailurePolicy.ToDeadLetters<? super E> dead)
        {
            handOver(dead.letters(), event, sequence, failure);
            dropped.drop(sequence);
            counters.add(StageCounter.DEAD_LETTERED, 1);
            FlightEvents.stageFailure(control.pipeline(), stage, sequence, failure, "dead-lettered");
        }
        else
        {
            throw new StageFailure(stage, sequence, failure);
        }
    }

    private void handOver(DeadLetters<? super E> letters, E event, long sequence, Throwable failure)
    {
        int partition = event instanceof Positioned positioned ? positioned.partition() : 0;
        long position = event instanceof Positioned positioned ? positioned.position() : Positioned.NO_POSITION;
        accept(letters, new DeadLetter<>(stage, sequence, partition, position, event, failure));
    }

    private <T> void accept(DeadLetters<T> letters, DeadLetter<? extends T> letter)
    {
        try
        {
            letters.accept(letter);
        }
        catch (Exception | Error e)
        {
            e.addSuppressed(letter.cause());
            throw new StageFailure(stage, letter.sequence(), e);
        }
    }

    /** Counts; throws at once what no policy can help. */
    private Throwable failed(long sequence, Throwable thrown)
    {
        if (thrown instanceof StageRewind again && !(policy instanceof FailurePolicy.Rewind))
        {
            return failed(sequence, again.getCause());
        }
        if (thrown instanceof AgentTerminationException || thrown instanceof StageRewind)
        {
            throw (RuntimeException) thrown;
        }
        counters.add(StageCounter.FAILURES, 1);
        if (thrown instanceof StageFailure halt)
        {
            throw halt;
        }
        if (thrown instanceof Error || thrown instanceof InterruptedException)
        {
            throw new StageFailure(stage, sequence, thrown);
        }
        return thrown;
    }

    private void pause(long pauseNs, long sequence, Throwable failure)
    {
        pause(pauseNs, control);
        if (control.stopped())
        {
            throw new StageFailure(stage, sequence, failure);
        }
    }

    static void pause(long pauseNs, Control control)
    {
        long deadlineNs = System.nanoTime() + pauseNs;
        long leftNs = pauseNs;
        while (leftNs > 0 && !control.stopped())
        {
            LockSupport.parkNanos(Math.min(leftNs, PAUSE_SLICE_NS));
            leftNs = deadlineNs - System.nanoTime();
        }
    }
}

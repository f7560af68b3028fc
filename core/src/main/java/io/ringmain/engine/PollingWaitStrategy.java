package io.ringmain.engine;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.Sequencer;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;

/**
 * Does not wait: a barrier with it answers at once what is available, and the lane idles by its own policy. It is told the
 * ring's cursor, which the ring itself does not hand out.
 */
final class PollingWaitStrategy implements WaitStrategy
{
    private Sequence seen;

    /** While nobody else uses the ring. */
    Sequence cursorOf(RingBuffer<?> ring)
    {
        try
        {
            ring.newBarrier().waitFor(Sequencer.INITIAL_CURSOR_VALUE);
        }
        catch (AlertException | InterruptedException | TimeoutException e)
        {
            throw new IllegalStateException("a polling barrier waits for nothing, yet threw " + e, e);
        }
        return seen;
    }

    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier)
    {
        if (seen == null)
        {
            seen = cursor;
        }
        return dependentSequence.get();
    }

    @Override
    public void signalAllWhenBlocking()
    {
        // nobody blocks
    }
}

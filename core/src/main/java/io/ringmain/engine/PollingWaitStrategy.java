package io.ringmain.engine;

import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;

/** Does not wait: a barrier with it answers at once what is available, and the lane idles by its own policy. */
final class PollingWaitStrategy implements WaitStrategy
{
    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier)
    {
        return dependentSequence.get();
    }

    @Override
    public void signalAllWhenBlocking()
    {
        // nobody blocks
    }
}

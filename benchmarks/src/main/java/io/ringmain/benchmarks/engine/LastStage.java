package io.ringmain.benchmarks.engine;

import java.util.concurrent.CountDownLatch;

import com.lmax.disruptor.EventHandler;

/**
 * A stage after which no other comes: it accumulates an answer that only comes out right when it and every stage before
 * it handled every event once, and tells when the last event of a pass has come.
 */
abstract class LastStage extends LastStageFields implements EventHandler<BenchEvent>
{
    long q00;
    long q01;
    long q02;
    long q03;
    long q04;
    long q05;
    long q06;
    long q07;
    long q08;
    long q09;
    long q10;
    long q11;
    long q12;
    long q13;
    long q14;
    long q15;

    /** What the answer must be once the events with the values 0 to {@code events} - 1 have been handled. */
    abstract long expected(long events);

    final long answer()
    {
        return answer;
    }

    final void awaitSequence(long sequence, CountDownLatch latch)
    {
        last = sequence;
        reached = latch;
    }

    final void handled(long sequence)
    {
        if (sequence == last)
        {
            reached.countDown();
        }
    }
}

package io.ringmain.benchmarks.engine;

/** What carries the events from the publisher to the stages. */
enum Engine
{
    /** Ours: records the latency of every stage. */
    RINGMAIN
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new RingmainSide(setup, work);
        }
    },
    /** LMAX Disruptor 4: records nothing. */
    DISRUPTOR
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new DisruptorSide(setup, work);
        }
    },
    /** {@link java.util.concurrent.ArrayBlockingQueue}, one for each edge of the graph. */
    QUEUE
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new QueueSide(setup, work);
        }
    },
    /** Nothing: the publisher calls the stages itself. */
    SAME_THREAD
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new SameThreadSide(work);
        }
    };

    abstract Side open(Setup setup, Work work);
}

package io.ringmain.benchmarks.kafka;

/** Looks at all that a side has put out, in order. Threading: one thread. */
interface Answer
{
    /** Looks at one record; throws {@link io.ringmain.benchmarks.fork.WrongAnswer} when it is not what had to come next. */
    void take(byte[] key, byte[] value);

    /** There are no more; throws the same when there had to be. */
    void end();
}

package io.ringmain.engine;

/** What a loop calls for each event: one stage's handler and, after it, the rest of the chain. */
interface Link<E>
{
    void onBatchStart(long batchSize, long queueDepth);

    void onEvent(E event, long sequence, boolean endOfBatch);

    void onTimeout(long sequence);

    void goLive();

    void onStart();

    void onShutdown();
}

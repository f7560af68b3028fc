package io.ringmain.engine;

/** A chain of stages and its place in the ring, polled by a lane. */
interface Loop
{
    /** Handles what is there, up to one batch; returns how many events. */
    int poll();

    /** The lane's turns have become far apart, or close together: where events come from must know. */
    void naps(boolean naps);

    /** Nothing can have been published before the clock's latest reading. */
    void dateFromNow();

    /** Live-only stages, muted until now, start, and see every event from the next one on. */
    void goLive();

    void onStart();

    void onShutdown();
}

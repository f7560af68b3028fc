package io.ringmain.benchmarks.engine;

import java.util.concurrent.CountDownLatch;

/**
 * What a last stage knows. Owner: the stage's thread. The publisher sets {@code last} and {@code reached} while no event
 * is on its way; publication hands them over, and the latch hands {@code answer} back.
 */
abstract class LastStageFields extends PaddingBefore
{
    long answer;
    long last = -1;
    CountDownLatch reached;
}

package io.ringmain.engine;

import java.util.List;
import java.util.function.LongSupplier;

import com.lmax.disruptor.Sequence;

/**
 * What others may see of a loop while it runs: how far it is, and how far it could be.
 *
 * @param lane      runs it
 * @param ring      whose events it handles
 * @param stages    by name
 * @param sequence  the last that it has handled
 * @param available the last that it may handle now
 * @param slow      its batches that took too long
 */
public record LoopView(String lane, String ring, List<String> stages, Sequence sequence, LongSupplier available,
        SlowBatches slow)
{}

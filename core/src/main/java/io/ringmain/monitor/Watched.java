package io.ringmain.monitor;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import io.ringmain.engine.LoopView;

/**
 * What a watchdog may see of a pipeline. Every part is called by its thread and must not hold up a lane.
 *
 * @param pipeline its name
 * @param loops    those that run now
 * @param threads  a lane's thread, or null
 * @param ended    nothing will advance any more, and that is known
 */
public record Watched(String pipeline, Supplier<List<LoopView>> loops, Function<String, Thread> threads,
        BooleanSupplier ended)
{}

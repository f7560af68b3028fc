package io.ringmain.jfr;

import java.util.List;

import jdk.jfr.FlightRecorder;

/**
 * Emits Ringmain's events to whatever recordings run; costs next to nothing while none does.
 *
 * <p>
 * Threading: any thread. Nothing here throws because of JFR: where the module {@code jdk.jfr} is missing, as in a small
 * run-time image, no class that extends one of its classes is ever loaded. Nor is one before the first recording begins: it
 * takes a tenth of a second, which a lane or its neighbour would spend at its first slow batch or failure. That is why
 * every use of them stands in {@link Calls}: the JVM loads that class, and what its verifier asks for, at the first call past
 * the check.
 */
public final class FlightEvents
{
    private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightEvents()
    {}

    /** Makes the first event as cheap as the next where a recording runs or has run; for whoever starts lanes. */
    public static void prepare()
    {
        if (recorded())
        {
            Calls.prepare();
        }
    }

    /**
     * A stage stands still, or goes on again.
     *
     * @param pipeline      its name
     * @param lane          runs the stages
     * @param stages        that stand still together
     * @param sequence      the last that they have handled
     * @param waitingEvents that they may handle
     * @param stalledNs     for how long
     * @param resumed       false: it stands still; true: it has gone on
     * @param at            where the lane's thread is; empty when it has none
     */
    public static void stall(String pipeline, String lane, List<String> stages, long sequence, long waitingEvents,
            long stalledNs, boolean resumed, List<StackTraceElement> at)
    {
        if (recorded())
        {
            Calls.stall(pipeline, lane, stages, sequence, waitingEvents, stalledNs, resumed, at);
        }
    }

    /**
     * Batches that took too long since this was last asked of their stages.
     *
     * @param pipeline     its name
     * @param lane         runs the stages
     * @param stages       that handled the batch
     * @param lastSequence of the latest such batch
     * @param durationNs   of the latest
     * @param batches      how many, the latest included
     */
    public static void slowBatch(String pipeline, String lane, List<String> stages, long lastSequence, long durationNs,
            long batches)
    {
        if (recorded())
        {
            Calls.slowBatch(pipeline, lane, stages, lastSequence, durationNs, batches);
        }
    }

    /**
     * A stage failed.
     *
     * @param pipeline its name
     * @param stage    its name
     * @param sequence of the event, or -1
     * @param failure  what the handler threw
     * @param outcome  what became of the event: halted, skipped, dead-lettered
     */
    public static void stageFailure(String pipeline, String stage, long sequence, Throwable failure, String outcome)
    {
        if (recorded())
        {
            Calls.stageFailure(pipeline, stage, sequence, failure, outcome);
        }
    }

    private static boolean recorded()
    {
        return PRESENT && Recorder.isInUse();
    }

    private static final class Recorder
    {
        static boolean isInUse()
        {
            return FlightRecorder.isInitialized();
        }
    }

    private static final class Calls
    {
        static void prepare()
        {
            new StallEvent().isEnabled();
            new SlowBatchEvent().isEnabled();
            new StageFailureEvent().isEnabled();
        }

        static void stall(String pipeline, String lane, List<String> stages, long sequence, long waitingEvents,
                long stalledNs, boolean resumed, List<StackTraceElement> at)
        {
            StallEvent event = new StallEvent();
            if (event.isEnabled())
            {
                event.pipeline = pipeline;
                event.lane = lane;
                event.stages = String.join(", ", stages);
                event.sequence = sequence;
                event.waitingEvents = waitingEvents;
                event.stalled = stalledNs;
                event.resumed = resumed;
                event.at = at.isEmpty() ? "" : at.get(0).toString();
                event.commit();
            }
        }

        static void slowBatch(String pipeline, String lane, List<String> stages, long lastSequence, long durationNs,
                long batches)
        {
            SlowBatchEvent event = new SlowBatchEvent();
            if (event.isEnabled())
            {
                event.pipeline = pipeline;
                event.lane = lane;
                event.stages = String.join(", ", stages);
                event.lastSequence = lastSequence;
                event.took = durationNs;
                event.batches = batches;
                event.commit();
            }
        }

        static void stageFailure(String pipeline, String stage, long sequence, Throwable failure, String outcome)
        {
            StageFailureEvent event = new StageFailureEvent();
            if (event.isEnabled())
            {
                StackTraceElement[] stack = failure.getStackTrace();
                event.pipeline = pipeline;
                event.stage = stage;
                event.sequence = sequence;
                event.failure = String.valueOf(failure);
                event.at = stack.length == 0 ? "" : stack[0].toString();
                event.outcome = outcome;
                event.commit();
            }
        }
    }
}

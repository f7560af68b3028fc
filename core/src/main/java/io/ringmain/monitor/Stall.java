package io.ringmain.monitor;

import java.util.List;

/**
 * Stages that have not advanced while work waits for them: their handler hangs, a batch takes very long, they wait for room
 * in another ring, or their lane does not get a CPU. Told once when the limit is passed, and once more when they go on.
 *
 * @param pipeline      its name
 * @param lane          the lane that runs them
 * @param stages        one, or several that advance together
 * @param sequence      the last that they have handled
 * @param waitingEvents that they may handle now
 * @param stalledNs     for how long they have been seen to stand still; a time in which the whole JVM stood is left out
 * @param resumed       false: they stand still; true: they have gone on, or were taken out of the pipeline
 * @param stack         of the lane's thread, innermost first; empty when they have gone on
 */
public record Stall(String pipeline, String lane, List<String> stages, long sequence, long waitingEvents,
        long stalledNs,
        boolean resumed, List<StackTraceElement> stack)
{
    private static final int FRAMES = 16;

    /** Copies both lists. */
    public Stall
    {
        stages = List.copyOf(stages);
        stack = List.copyOf(stack);
    }

    /**
     * For people.
     *
     * @return a sentence, and the stack if there is one
     */
    @Override
    public String toString()
    {
        StringBuilder out = new StringBuilder("pipeline \"").append(pipeline).append("\": ")
                .append(stages.size() == 1 ? "stage " : "stages ").append(String.join(", ", stages)).append(" on lane ")
                .append(lane);
        if (resumed)
        {
            return out.append(stages.size() == 1 ? " goes" : " go").append(" on after ").append(seconds())
                    .append(" s; handled up to sequence ").append(sequence).append(", ").append(waitingEvents)
                    .append(" events wait").toString();
        }
        out.append(" handled nothing for ").append(seconds()).append(" s since sequence ").append(sequence)
                .append(" while ").append(waitingEvents).append(" events wait");
        if (!stack.isEmpty())
        {
            out.append("; its thread is at");
            stack.stream().limit(FRAMES).forEach(frame -> out.append("\n    ").append(frame));
        }
        return out.toString();
    }

    private String seconds()
    {
        long tenths = stalledNs / 100_000_000;
        return tenths / 10 + "." + tenths % 10;
    }
}

package io.ringmain.pipeline;

/** Says where a lane is that does not end. */
final class StuckLane
{
    private static final int FRAMES = 12;

    private StuckLane()
    {}

    static String describe(Thread thread)
    {
        StringBuilder out = new StringBuilder("lane ").append(thread.getName()).append(" has not ended; it is ")
                .append(thread.getState()).append(" at");
        StackTraceElement[] stack = thread.getStackTrace();
        for (int i = 0; i < Math.min(stack.length, FRAMES); i++)
        {
            out.append("\n    ").append(stack[i]);
        }
        return out.toString();
    }
}

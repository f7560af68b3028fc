package io.ringmain.window;

import java.util.List;

/** Cold path: which windows there are, in the unit of the events. */
sealed interface WindowShape
{
    void check(List<String> problems);

    /** Windows at every multiple of the hop, negative ones included; tumbling ones when the hop is the length. */
    record Aligned(long length, long hop) implements WindowShape
    {
        @Override
        public void check(List<String> problems)
        {
            EventTime.check("length", length, 1, problems);
            if (hop != length)
            {
                EventTime.check("hop", hop, 1, problems);
            }
            if (hop > length && length > 0)
            {
                problems.add("hop " + hop + " is longer than length " + length +
                        ", so that events between two windows would be lost: give a hop of at most the length");
            }
        }

        /** The earliest window that the time belongs to. */
        long firstStart(long time)
        {
            return (Math.floorDiv(time - length, hop) + 1) * hop;
        }

        @Override
        public String toString()
        {
            return hop == length
                    ? "tumbling windows of " + length
                    : "hopping windows of " + length + " every " + hop;
        }
    }

    /** A window per burst: events of one key less than the gap apart. */
    record Session(long gap) implements WindowShape
    {
        @Override
        public void check(List<String> problems)
        {
            EventTime.check("gap", gap, 1, problems);
        }

        @Override
        public String toString()
        {
            return "session windows with gaps of " + gap;
        }
    }
}

package io.ringmain.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

@Name("io.ringmain.Stall")
@Label("Stall")
@Description("A stage has not advanced while work waits; once more, as resumed, when it has gone on")
@Category("Ringmain")
@StackTrace(false)
final class StallEvent extends Event
{
    @Label("Pipeline")
    String pipeline;

    @Label("Lane")
    String lane;

    @Label("Stages")
    String stages;

    @Label("Last Handled Sequence")
    long sequence;

    @Label("Waiting Events")
    long waitingEvents;

    @Label("Stalled For")
    @Timespan(Timespan.NANOSECONDS)
    long stalled;

    @Label("Resumed")
    boolean resumed;

    @Label("At")
    @Description("Top frame of the lane's thread")
    String at;
}

package io.ringmain.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("io.ringmain.StageFailure")
@Label("Stage Failure")
@Description("A stage failed on an event for good, or outside of any event; retries that helped are only counted")
@Category("Ringmain")
@StackTrace(false)
final class StageFailureEvent extends Event
{
    @Label("Pipeline")
    String pipeline;

    @Label("Stage")
    String stage;

    @Label("Sequence")
    @Description("-1 when it failed outside of any event")
    long sequence;

    @Label("Failure")
    String failure;

    @Label("At")
    @Description("Top frame of the failure")
    String at;

    @Label("Outcome")
    @Description("halted, skipped or dead-lettered")
    String outcome;
}

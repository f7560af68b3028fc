package io.ringmain.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

@Name("io.ringmain.SlowBatch")
@Label("Slow Batch")
@Description("Batches took longer than the pipeline's limit since the watchdog's look before; the latest is described")
@Category("Ringmain")
@StackTrace(false)
final class SlowBatchEvent extends Event
{
    @Label("Pipeline")
    String pipeline;

    @Label("Lane")
    String lane;

    @Label("Stages")
    String stages;

    @Label("Last Sequence")
    long lastSequence;

    @Label("Took")
    @Timespan(Timespan.NANOSECONDS)
    long took;

    @Label("Slow Batches")
    long batches;
}

package io.ringmain.node;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.ringmain.event.Positioned;
import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSink;
import io.ringmain.pipeline.Account;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.Publisher;

/**
 * An app's pipeline with its live-only stages muted, as a sink: records are events of it again. What the app's own codec wrote
 * is decoded by it; any other record is read as if it came from Kafka.
 *
 * <p>
 * Acknowledged is what was published; {@link #close()} waits until all of it was handled. Threading: one thread, and the
 * pipeline's lanes.
 *
 * @param <E> the app's event
 */
public final class AppSink<E extends Positioned> implements RecordSink
{
    private static final Duration DRAIN = Duration.ofMinutes(1);

    private final AppRecords<E> records;
    private final BooleanSupplier anyLog;
    private final Pipeline<E> pipeline;
    private final Publisher<E> publisher;
    private final Consumer<E> fill = this::fill;
    private LogRecord record;
    private long written;
    private boolean closed;

    private AppSink(App<E> app, BooleanSupplier anyLog, Pipeline<E> pipeline)
    {
        this.records = AppRecords.of(app);
        this.anyLog = anyLog;
        this.pipeline = pipeline;
        this.publisher = pipeline.publisher();
    }

    /**
     * Starts the pipeline.
     *
     * @param app    a fresh one, whose stages have no state yet
     * @param anyLog asked at each record, whether it is one of any log; else its value is what the app's codec wrote
     * @param <E>    the app's event
     * @return with nothing in it
     * @throws io.ringmain.failure.PipelineFailedException when a stage cannot start
     */
    public static <E extends Positioned> AppSink<E> start(App<E> app, BooleanSupplier anyLog)
    {
        Pipeline<E> pipeline = Replay.pipelineOf(app, "replay");
        pipeline.start();
        return new AppSink<>(app, anyLog, pipeline);
    }

    @Override
    public void write(LogRecord next)
    {
        record = next;
        publisher.publish(fill);
        written++;
    }

    private void fill(E event)
    {
        event.position(record.partition(), record.position());
        records.decode(record, anyLog.getAsBoolean(), event);
    }

    @Override
    public void flush()
    {
        // the lanes work on what they have
    }

    @Override
    public long acknowledged()
    {
        return written;
    }

    /**
     * The hash of the state that all stages are in, once the sink is closed.
     *
     * @return SHA-256 in hexadecimal
     */
    public String stateHash()
    {
        return pipeline.stateHash();
    }

    @Override
    public void close()
    {
        if (closed)
        {
            return;
        }
        closed = true;
        Account account = pipeline.close(DRAIN);
        pipeline.failure().ifPresent(failure ->
        {
            throw failure;
        });
        if (!account.complete())
        {
            throw new IllegalStateException("the replay left %d of %d events behind: %s"
                    .formatted(account.leftBehind(), account.published(), account.stuckLanes()));
        }
    }
}

package io.ringmain.benchmarks.journal;

import com.lmax.disruptor.EventHandler;

import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Message;
import io.ringmain.lane.IdlePolicy;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.PipelineBuilder;
import io.ringmain.pipeline.Publisher;
import io.ringmain.pipeline.StageBuilder;

/**
 * A pipeline of messages, with all that it always does: the latency of every stage is recorded. Stages lie on lanes as the
 * pipeline places them by itself.
 */
final class JournaledPipeline implements AutoCloseable
{
    private static final String JOURNAL = "journal";

    private final Payloads payloads;
    private final Pipeline<Message> pipeline;
    private final Publisher<Message> publisher;
    private long next;

    JournaledPipeline(Payloads payloads, PipelineBuilder<Message> described)
    {
        this.payloads = payloads;
        pipeline = described.start();
        publisher = pipeline.publisher();
    }

    /** The journal alone. */
    static PipelineBuilder<Message> describe(int payloadBytes, IdlePolicy idle, BatchingHandler<Message> journal)
    {
        return described(payloadBytes, idle).stage(JOURNAL, journal);
    }

    /** A stage that sees only what is kept. */
    static PipelineBuilder<Message> describe(int payloadBytes, IdlePolicy idle, BatchingHandler<Message> journal,
            EventHandler<Message> after)
    {
        return describe(payloadBytes, idle, journal).stage("count", after).after(JOURNAL);
    }

    static PipelineBuilder<Message> described(int payloadBytes, IdlePolicy idle)
    {
        return Pipeline.messages("bench", payloadBytes).idle(idle).publisherIdle(idle).singlePublisher();
    }

    /** Publishes so many events, one by one. */
    void events(long count)
    {
        for (long i = 0; i < count; i++)
        {
            event();
        }
    }

    void event()
    {
        long sequence = publisher.claim(1);
        Message event = publisher.event(sequence);
        if (next < StageBuilder.DEFAULT_CAPACITY)
        {
            payloads.fill(event, next);
        }
        else
        {
            payloads.number(event, next);
        }
        next++;
        publisher.commit(sequence, 1);
    }

    /** Waits until the last stage has had so many; a stage's failure ends that. */
    void await(Reached last, long events)
    {
        last.await(events, pipeline::failure);
    }

    Publisher<Message> publisher()
    {
        return publisher;
    }

    long count()
    {
        return next;
    }

    @Override
    public void close()
    {
        pipeline.close();
        pipeline.failure().ifPresent(failure ->
        {
            throw failure;
        });
    }
}

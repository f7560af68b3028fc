package io.ringmain.node;

import com.lmax.disruptor.EventHandler;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;
import io.ringmain.kafka.RecordReader;
import io.ringmain.kafka.RecordWriter;
import io.ringmain.pipeline.PipelineBuilder;

/**
 * What a user writes for a node: the event, how it is read and written, and the stages. Stateful stages look at nothing
 * but the events, so that a replay leaves the same state. A node makes one of these for each partition that it has, so what
 * it holds belongs to that partition, and only one thread calls it at a time.
 *
 * @param <E> the event
 */
public interface App<E extends Positioned> extends RecordReader<E>, RecordWriter<E>
{
    /**
     * The pipeline's name, also the first part of its threads' names.
     *
     * @return short, without blanks
     */
    String name();

    /**
     * Makes an empty event; called once for each slot of the ring.
     *
     * @return a new one
     */
    E newEvent();

    /**
     * What the journal keeps of an event.
     *
     * @return the same at each call
     */
    Codec<E> codec();

    /**
     * Told before anything else which topic the node was asked to write to. An app that writes to topics of its own choice
     * need not listen.
     *
     * @param topic the first one that the node was told
     */
    default void to(String topic)
    {
        // nothing to be done
    }

    /**
     * Describes the stages. The journal and the egress are given; the app says where they stand, and that they are
     * {@code liveOnly()}: a recovery must not write again what the journal has.
     *
     * @param pipeline to add the stages to
     * @param journal  keeps events; a stage after it sees only what is kept
     * @param egress   sends what the app writes for an event
     */
    void describe(PipelineBuilder<E> pipeline, EventHandler<E> journal, EventHandler<E> egress);
}

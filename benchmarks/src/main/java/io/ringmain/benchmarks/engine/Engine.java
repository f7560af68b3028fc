package io.ringmain.benchmarks.engine;

import java.util.Locale;

/** What carries the events from the publisher to the stages. */
enum Engine
{
    /** Ours: records the latency of every stage. */
    RINGMAIN
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new RingmainSide(setup, work);
        }
    },
    /** LMAX Disruptor 4: records nothing. */
    DISRUPTOR
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new DisruptorSide(setup, work);
        }
    },
    /** {@link java.util.concurrent.ArrayBlockingQueue}, one for each edge of the graph. */
    QUEUE
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new QueueSide(setup, work, BlockingEdge::arrayBlockingQueue, QueueSide::platformThread);
        }
    },
    /** {@link java.util.concurrent.LinkedTransferQueue}, which has no bound. */
    LINKED_TRANSFER_QUEUE
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new QueueSide(setup, work, BlockingEdge::linkedTransferQueue, QueueSide::platformThread);
        }
    },
    /** JCTools' single-producer or multi-producer array. */
    JCTOOLS
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new QueueSide(setup, work, JcToolsEdge::new, QueueSide::platformThread);
        }
    },
    /** Agrona's one-to-one or many-to-one array. */
    AGRONA
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new QueueSide(setup, work, AgronaEdge::new, QueueSide::platformThread);
        }
    },
    /** A virtual thread for each stage, and {@link java.util.concurrent.ArrayBlockingQueue}, which it can wait for. */
    VIRTUAL_THREADS
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new QueueSide(setup, work, BlockingEdge::arrayBlockingQueue, QueueSide::virtualThread);
        }
    },
    /** Agrona's one-to-one or many-to-one ring buffer of bytes. */
    AGRONA_RING
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new WireSide(setup, work, AgronaWire::new, () ->
            {});
        }
    },
    /** Aeron's IPC. */
    AERON_IPC
    {
        @Override
        Side open(Setup setup, Work work)
        {
            AeronWires wires = new AeronWires();
            return new WireSide(setup, work, wires, wires::close);
        }
    },
    /** Project Reactor. */
    REACTOR
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new ReactorSide(setup, work);
        }
    },
    /** Pekko Streams. */
    PEKKO
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new PekkoSide(setup, work);
        }
    },
    /** Hazelcast Jet, embedded. */
    HAZELCAST_JET
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new JetSide(setup, work);
        }
    },
    /** {@link java.util.concurrent.SubmissionPublisher}. */
    FLOW
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new FlowSide(setup, work);
        }
    },
    /** Nothing: the publisher calls the stages itself. */
    SAME_THREAD
    {
        @Override
        Side open(Setup setup, Work work)
        {
            return new SameThreadSide(work);
        }
    };

    abstract Side open(Setup setup, Work work);

    /** Whether it can have these stages: some cannot join what was split, and some have sequences alone. */
    boolean has(Topology topology)
    {
        return switch (this)
        {
            case RINGMAIN, DISRUPTOR, QUEUE, LINKED_TRANSFER_QUEUE, JCTOOLS, AGRONA, VIRTUAL_THREADS, HAZELCAST_JET,
                    SAME_THREAD ->
                true;
            case AGRONA_RING, AERON_IPC, FLOW -> topology != Topology.DIAMOND;
            case REACTOR, PEKKO -> topology != Topology.DIAMOND && topology != Topology.MULTICAST;
        };
    }

    /** Whether its threads look again and again by a policy of ours; else it waits in a way of its own. */
    boolean waitsAsTold()
    {
        return switch (this)
        {
            case RINGMAIN, DISRUPTOR, JCTOOLS, AGRONA, AGRONA_RING, AERON_IPC -> true;
            case QUEUE, LINKED_TRANSFER_QUEUE, VIRTUAL_THREADS, FLOW, REACTOR, PEKKO, HAZELCAST_JET, SAME_THREAD ->
                false;
        };
    }

    /** As tables and JSON call it. */
    String key()
    {
        return this == QUEUE ? "array-blocking-queue" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.ringmain.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.ringmain.counter.PipelineStats;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.failure.PipelineFailedException;
import io.ringmain.lane.IdlePolicy;

/**
 * A random graph over one or two rings, and what each of its stages must see. An event is known by its sequence, so the
 * model holds whatever the number of publishers; the second ring gets its events from one stage of the first, in order.
 */
final class GraphModel
{
    private static final int MOST_STAGES = 12;
    private static final int MOST_EVENTS = 1_500;
    private static final int LANES = 3;

    private final Random random;
    private final int capacity;
    private final int events;
    private final int publishers;
    private final int batch;
    private final int otherCapacity;
    private final List<IdlePolicy> idle;
    private final List<Node> nodes = new ArrayList<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private Node emitter;
    private long emitted;
    private long failAt = Long.MAX_VALUE;
    private PipelineStats stats;
    private Pipeline<Order> pipeline;

    /** A stage: what it comes after, what it drops, what it has seen. */
    final class Node
    {
        private final int index;
        private final boolean inOther;
        private final List<Node> after = new ArrayList<>();
        private final int lane;
        private final int dropEvery;
        private final boolean filter;
        private final List<Long> seen = new ArrayList<>();
        private final AtomicLong last = new AtomicLong(-1);
        private boolean fails;

        Node(int index, boolean inOther)
        {
            this.index = index;
            this.inOther = inOther;
            for (Node before : nodes)
            {
                if (before.inOther == inOther && random.nextInt(3) == 0)
                {
                    after.add(before);
                }
            }
            lane = random.nextInt(LANES + 1);
            dropEvery = random.nextInt(3) == 0 ? 2 + random.nextInt(5) : 0;
            filter = random.nextBoolean();
        }

        String name()
        {
            return "s" + index;
        }

        List<Long> seen()
        {
            return seen;
        }

        boolean filters()
        {
            return dropEvery > 0 && filter && this != emitter;
        }

        boolean skips()
        {
            return dropEvery > 0 && !filter && this != emitter;
        }

        private boolean drops(long sequence)
        {
            return (filters() || skips()) && (sequence + index) % dropEvery == 0;
        }

        /** The stage's work: note it, and look whether the predecessors have been here. */
        private boolean handle(long sequence)
        {
            if (fails && sequence >= failAt)
            {
                throw new AssertionError("planned");
            }
            for (Node before : after)
            {
                if (before.last.get() < sequence && visible(before, sequence))
                {
                    violations.add(name() + " saw " + sequence + " before " + before.name() + " had");
                }
            }
            seen.add(sequence);
            last.set(sequence);
            return !drops(sequence);
        }
    }

    GraphModel(Random random)
    {
        this.random = random;
        capacity = 2 << random.nextInt(10);
        otherCapacity = 2 << random.nextInt(8);
        publishers = random.nextInt(3) == 0 ? 3 : 1;
        events = publishers * (1 + random.nextInt(MOST_EVENTS / publishers));
        idle = Stream.generate(() -> random.nextInt(3) == 0 ? IdlePolicy.YIELD : IdlePolicy.BACKOFF).limit(LANES)
                .toList();
        batch = Math.min(capacity, 1 + random.nextInt(40));
        int first = 1 + random.nextInt(MOST_STAGES);
        for (int i = 0; i < first; i++)
        {
            nodes.add(new Node(i, false));
        }
        if (random.nextBoolean())
        {
            emitter = nodes.get(random.nextInt(first));
            int second = 1 + random.nextInt(4);
            for (int i = 0; i < second; i++)
            {
                nodes.add(new Node(first + i, true));
            }
        }
    }

    Account run(boolean failing) throws InterruptedException
    {
        if (failing)
        {
            nodes.get(0).fails = true;
            failAt = random.nextInt(events);
        }
        pipeline = build();
        pipeline.start();
        try
        {
            publishAll();
        }
        finally
        {
            Account account = pipeline.close(Duration.ofSeconds(15));
            stats = pipeline.stats();
            if (!account.stuckLanes().isEmpty())
            {
                violations.add(account.stuckLanes().toString());
            }
        }
        pipeline.close();
        return pipeline.close(Duration.ZERO);
    }

    List<Node> nodes()
    {
        return nodes;
    }

    List<String> violations()
    {
        return List.copyOf(violations);
    }

    PipelineStats stats()
    {
        return stats;
    }

    long latencyCount(Node node)
    {
        return pipeline.latency().get(node.name()).getTotalCount();
    }

    int events()
    {
        return events;
    }

    long emitted()
    {
        return emitter == null ? 0 : 2L * expected(emitter).size();
    }

    /** The sequences, in its ring, of the events that a stage sees. */
    List<Long> expected(Node node)
    {
        return LongStream.range(0, node.inOther ? emitted() : events).filter(sequence -> visible(node, sequence))
                .boxed().toList();
    }

    long drops(Node node)
    {
        return expected(node).stream().filter(node::drops).count();
    }

    String describe()
    {
        return pipeline.graph().text() + events + " events by " + publishers + " publishers in batches of " + batch;
    }

    private static boolean visible(Node node, long sequence)
    {
        return node.after.stream().noneMatch(before -> before.drops(sequence) || !visible(before, sequence));
    }

    private void publishAll() throws InterruptedException
    {
        if (publishers == 1)
        {
            publish(random);
            return;
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < publishers; i++)
        {
            long seed = random.nextLong();
            Thread thread = new Thread(() -> publish(new Random(seed)));
            thread.setUncaughtExceptionHandler((its, thrown) ->
            {
                if (!(thrown instanceof PipelineFailedException))
                {
                    violations.add(thrown.toString());
                }
            });
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads)
        {
            thread.join();
        }
    }

    private void publish(Random its)
    {
        Publisher<Order> publisher = pipeline.publisher();
        int left = events / publishers;
        while (left > 0)
        {
            int count = Math.min(left, 1 + its.nextInt(batch));
            long first = publisher.claim(count);
            for (long sequence = first; sequence < first + count; sequence++)
            {
                publisher.event(sequence).id = sequence;
            }
            publisher.commit(first, count);
            left -= count;
        }
    }

    private Pipeline<Order> build()
    {
        PipelineBuilder<Order> builder = Pipeline.builder("random", Order::new).capacity(capacity);
        RingBuilder<Order> other = emitter == null
                ? null
                : builder.ring("other", Order::new).capacity(otherCapacity);
        if (publishers == 1 && random.nextBoolean())
        {
            builder.singlePublisher();
        }
        for (Node node : nodes)
        {
            if (node == emitter)
            {
                place(builder.flatMap(node.name(), other, (order, sequence, out) ->
                {
                    node.handle(sequence);
                    out.next().id = emitted++;
                    out.next().id = emitted++;
                }), node);
            }
            else if (node.inOther)
            {
                place(add(other, node), node);
            }
            else
            {
                place(add(builder, node), node);
            }
        }
        return builder.build();
    }

    private static <B extends StageBuilder<Order, B>> B add(B ring, Node node)
    {
        if (node.filters())
        {
            // a filter is not told the sequence: it looks at what was left in the event
            return ring.filter(node.name(), order -> node.handle(order.id));
        }
        return ring.stage(node.name(), (order, sequence, endOfBatch) ->
        {
            if (!node.handle(order.id == sequence ? sequence : -1))
            {
                throw new IllegalArgumentException("to be skipped");
            }
        }).onFailure(node.skips() ? FailurePolicy.skip() : FailurePolicy.halt());
    }

    private <B extends StageBuilder<Order, B>> void place(B ring, Node node)
    {
        ring.after(node.after.stream().map(Node::name).toArray(String[]::new));
        if (node.lane < LANES)
        {
            ring.lane("lane" + node.lane, idle.get(node.lane));
        }
    }
}

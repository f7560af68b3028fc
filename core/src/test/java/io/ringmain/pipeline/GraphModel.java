package io.ringmain.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RewindableEventHandler;
import com.lmax.disruptor.RewindableException;

import io.ringmain.counter.PipelineStats;
import io.ringmain.event.Emitter;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.failure.PipelineFailedException;
import io.ringmain.graph.ShardTable;
import io.ringmain.lane.IdlePolicy;

/**
 * A random graph over one or two rings, and what each of its stages must see: plain ones, filters, those that skip or
 * rewind, shards and pools. An event is known by its number: in the first ring its sequence, whatever the number of
 * publishers; in the second, which one or two stages of the first fill, {@code emitter + emitters * n} for the n-th of an
 * emitter, since each one's come in order, but the two mix as they like. Lanes run on threads or are the caller's.
 */
final class GraphModel
{
    private static final int MOST_STAGES = 12;
    private static final int MOST_EVENTS = 1_500;
    private static final int LANES = 3;
    private static final int EMITTERS = 2;
    private static final int KEYS = 10;
    private static final long REWIND_EVERY = 20;

    private final Random random;
    private final int capacity;
    private final int events;
    private final int publishers;
    private final int batch;
    private final int otherCapacity;
    private final List<IdlePolicy> idle;
    private final List<Node> nodes = new ArrayList<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final List<Node> emitters = new ArrayList<>();
    private final boolean invoked;
    private long failAt = Long.MAX_VALUE;
    private PipelineStats stats;
    private Pipeline<Order> pipeline;

    /** What kind of stage; those that run as several do so as {@code members}. */
    private enum Kind
    {
        PLAIN, FILTER, SKIP, REWIND, EMIT
    }

    /** A stage, or all shards or members of one: what it comes after, what it drops, what each member has seen. */
    final class Node
    {
        private final int index;
        private final boolean inOther;
        private final List<Node> after = new ArrayList<>();
        private final int lane;
        /** Drops every so many, or asks for its batch again at them. */
        private final int every;
        private final int members;
        private final boolean pool;
        private final List<List<Long>> seen;
        private final AtomicIntegerArray done = new AtomicIntegerArray(2 * EMITTERS * MOST_EVENTS);
        private Kind kind;
        private int emitter;
        private long emitted;
        private boolean fails;
        private int batchStart;
        private long rewoundAt = -1;
        private int rewinds;

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
            every = 2 + random.nextInt(5);
            kind = List.of(Kind.FILTER, Kind.SKIP, Kind.REWIND, Kind.PLAIN, Kind.PLAIN, Kind.PLAIN)
                    .get(random.nextInt(6));
            boolean several = (kind == Kind.PLAIN || kind == Kind.SKIP) && random.nextInt(4) == 0;
            members = several ? 2 + random.nextInt(2) : 1;
            // whose turn it is depends on the sequence, which is anybody's when two stages fill the ring
            pool = random.nextBoolean() && (!inOther || emitters.size() == 1);
            seen = Stream.generate(() -> (List<Long>) new ArrayList<Long>()).limit(members).toList();
        }

        String name()
        {
            return "s" + index;
        }

        int members()
        {
            return members;
        }

        String name(int member)
        {
            return members == 1 ? name() : name() + "-" + member;
        }

        List<Long> seen(int member)
        {
            return seen.get(member);
        }

        boolean filters()
        {
            return kind == Kind.FILTER;
        }

        boolean skips()
        {
            return kind == Kind.SKIP;
        }

        int rewinds()
        {
            return rewinds;
        }

        private boolean drops(long id)
        {
            return (filters() || skips()) && (id + index) % every == 0;
        }

        private int memberOf(long id)
        {
            if (members == 1)
            {
                return 0;
            }
            return pool ? (int) (id % members) : new ShardTable(members).shardOf(id % KEYS);
        }

        /** The stage's work: note it, and look whether the predecessors have been here. */
        private boolean handle(long id, int member)
        {
            if (fails && id >= failAt)
            {
                throw new AssertionError("planned");
            }
            for (Node before : after)
            {
                if (before.done.get((int) id) == 0 && visible(before, id))
                {
                    violations.add(name() + " saw " + id + " before " + before.name() + " had");
                }
            }
            seen.get(member).add(id);
            done.set((int) id, 1);
            return !drops(id);
        }

        /** At some events, once at each, what the batch has done so far is to be done again. */
        private void rewindOrHandle(long id, long sequence) throws RewindableException
        {
            if (id % (REWIND_EVERY * every) == 0 && sequence > rewoundAt)
            {
                rewoundAt = sequence;
                rewinds++;
                List<Long> undone = seen.get(0).subList(batchStart, seen.get(0).size());
                undone.forEach(its -> done.set(its.intValue(), 0));
                undone.clear();
                throw new RewindableException(new IllegalStateException("again"));
            }
            handle(id, 0);
        }

        private void emit(Emitter<Order> out)
        {
            out.next().id = emitter + emitters.size() * emitted++;
            out.next().id = emitter + emitters.size() * emitted++;
        }
    }

    GraphModel(Random random)
    {
        this.random = random;
        capacity = 2 << random.nextInt(10);
        otherCapacity = 2 << random.nextInt(8);
        publishers = random.nextInt(3) == 0 ? 3 : 1;
        invoked = publishers == 1 && random.nextInt(4) == 0;
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
            addEmitter(first);
            if (random.nextBoolean())
            {
                addEmitter(first);
            }
        }
        if (!emitters.isEmpty())
        {
            int second = 1 + random.nextInt(4);
            for (int i = 0; i < second; i++)
            {
                nodes.add(new Node(first + i, true));
            }
        }
    }

    private void addEmitter(int stages)
    {
        Node node = nodes.get(random.nextInt(stages));
        if (node.members == 1 && node.kind != Kind.EMIT)
        {
            node.kind = Kind.EMIT;
            node.emitter = emitters.size();
            emitters.add(node);
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
        if (invoked)
        {
            pipeline.startInvoked();
        }
        else
        {
            pipeline.start();
        }
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

    long latencyCount(Node node, int member)
    {
        return pipeline.latency().get(node.name(member)).getTotalCount();
    }

    int events()
    {
        return events;
    }

    long emitted()
    {
        return emitters.stream().mapToLong(this::emitted).sum();
    }

    private long emitted(Node emitter)
    {
        return 2L * expected(emitter, 0).size();
    }

    /** The numbers of the events that one member of a stage sees, each source's in order. */
    List<Long> expected(Node node, int member)
    {
        LongStream all = node.inOther
                ? emitters.stream().flatMapToLong(source -> LongStream.range(0, emitted(source))
                        .map(n -> source.emitter + emitters.size() * n))
                : LongStream.range(0, events);
        return all.filter(id -> visible(node, id) && node.memberOf(id) == member).boxed().toList();
    }

    /** What one source made, of those that a stage saw, or that it is to see. */
    List<List<Long>> bySource(Node node, List<Long> ids)
    {
        int sources = node.inOther ? emitters.size() : 1;
        return IntStream.range(0, sources)
                .mapToObj(source -> ids.stream().filter(id -> id % sources == source).toList())
                .toList();
    }

    long drops(Node node, int member)
    {
        return expected(node, member).stream().filter(node::drops).count();
    }

    String describe()
    {
        return pipeline.graph().text() + events + " events by " + publishers + " publishers in batches of " + batch +
                (invoked ? ", lanes run by the caller" : "");
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
        RingBuilder<Order> other = emitters.isEmpty()
                ? null
                : builder.ring("other", Order::new).capacity(otherCapacity);
        if (publishers == 1 && random.nextBoolean())
        {
            builder.singlePublisher();
        }
        for (Node node : nodes)
        {
            if (node.kind == Kind.EMIT)
            {
                place(builder.flatMap(node.name(), other, (order, sequence, out) ->
                {
                    node.handle(sequence, 0);
                    node.emit(out);
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

    private <B extends StageBuilder<Order, B>> B add(B ring, Node node)
    {
        if (node.filters())
        {
            // a filter is not told the sequence: it looks at what was left in the event
            return ring.filter(node.name(), order -> node.handle(order.id, 0));
        }
        if (node.kind == Kind.REWIND)
        {
            return ring.rewindable(node.name(), new Rewinding(node), MOST_EVENTS, Duration.ZERO);
        }
        if (node.members == 1)
        {
            ring.stage(node.name(), handler(node, 0));
        }
        else if (node.pool)
        {
            ring.pool(node.name(), node.members, member -> handler(node, member));
        }
        else
        {
            ring.sharded(node.name(), node.members, order -> order.id % KEYS, member -> handler(node, member));
        }
        return ring.onFailure(node.skips() ? FailurePolicy.skip() : FailurePolicy.halt());
    }

    private EventHandler<Order> handler(Node node, int member)
    {
        return (order, sequence, endOfBatch) ->
        {
            if (order.id != sequence && !(node.inOther && emitters.size() > 1))
            {
                violations.add(node.name() + " found " + order.id + " at " + sequence);
            }
            if (!node.handle(order.id, member))
            {
                throw new IllegalArgumentException("to be skipped");
            }
        };
    }

    private static final class Rewinding implements RewindableEventHandler<Order>
    {
        private final Node node;

        Rewinding(Node node)
        {
            this.node = node;
        }

        @Override
        public void onBatchStart(long batchSize, long queueDepth)
        {
            node.batchStart = node.seen.get(0).size();
        }

        @Override
        public void onEvent(Order order, long sequence, boolean endOfBatch) throws RewindableException
        {
            node.rewindOrHandle(order.id, sequence);
        }
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

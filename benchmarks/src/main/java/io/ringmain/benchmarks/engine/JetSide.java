package io.ringmain.benchmarks.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.Vertex;
import org.jctools.queues.MessagePassingQueue;

/**
 * Hazelcast Jet in this JVM, by its Core API: a vertex for each stage, an isolated local edge, which is a bounded queue for
 * one thread on either side, for each arrow, and a source that takes events from a queue of JCTools. It is a light job: no
 * guarantee, no snapshots, no metrics. Its vertices are cooperative: they take turns on {@link JetThreads}.
 *
 * <p>It has every topology: a stage side by side with others gets the same event as they, and one after several waits for
 * all of them ({@link JetProcessor.Join}), which Jet leaves to its user.
 */
final class JetSide implements Side
{
    private final MessagePassingQueue<BenchEvent> queue;
    private final HazelcastInstance member;
    private final Waits waits;

    JetSide(Setup setup, Work work)
    {
        waits = setup.waits();
        queue = JcToolsEdge.newQueue(setup.ring(), setup.topology().producers());
        JetThreads threads = JetThreads.of(setup.topology(), waits, Runtime.getRuntime().availableProcessors());
        member = JetMember.start(threads, setup.ring());
        member.getJet().newLightJob(graph(work));
    }

    private DAG graph(Work work)
    {
        DAG graph = new DAG();
        Vertex source = vertex(graph, "source", new JetProcessor.Source(queue));
        Map<String, Vertex> vertices = new HashMap<>();
        Map<Vertex, Integer> edgesOut = new HashMap<>();
        for (Step step : work.steps())
        {
            List<Vertex> before = step.after().isEmpty()
                    ? List.of(source)
                    : step.after().stream().map(vertices::get).toList();
            Vertex vertex = vertex(graph, step.name(), before.size() == 1
                    ? new JetProcessor.Stage(step.handler())
                    : new JetProcessor.Join(step.handler(), before.size()));
            vertices.put(step.name(), vertex);
            for (int in = 0; in < before.size(); in++)
            {
                int out = edgesOut.merge(before.get(in), 1, Integer::sum) - 1;
                graph.edge(com.hazelcast.jet.core.Edge.from(before.get(in), out).to(vertex, in).isolated());
            }
        }
        return graph;
    }

    private static Vertex vertex(DAG graph, String name, Processor processor)
    {
        return graph.newVertex(name, JetHandOver.of(processor)).localParallelism(1);
    }

    @Override
    public void publish(long first, long count) throws InterruptedException
    {
        for (long value = first; value < first + count; value++)
        {
            send(value);
        }
    }

    @Override
    public void send(long value) throws InterruptedException
    {
        BenchEvent event = new BenchEvent();
        event.value = value;
        for (int looks = 0; !queue.relaxedOffer(event); looks++)
        {
            Pause.between(looks, waits);
        }
    }

    @Override
    public void close()
    {
        // no other member is to take over, so nothing is handed on
        member.getLifecycleService().terminate();
    }
}

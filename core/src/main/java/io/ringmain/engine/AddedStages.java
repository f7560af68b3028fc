package io.ringmain.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.Sequence;

import io.ringmain.failure.PipelineClosedException;
import io.ringmain.graph.Graph;
import io.ringmain.graph.Stage;

/**
 * The stages that come and go while the pipeline runs, each on a lane of its own. Cold path.
 *
 * <pre>
 *   add:     gate the ring at its cursor --&gt; start the thread --&gt; wait for the handler's onStart
 *   remove:  wait for what was published --&gt; stop the lane --&gt; wait for its thread --&gt; ungate the ring
 * </pre>
 *
 * <p>
 * Owner: whoever changes the pipeline, one thread at a time. Whoever closes it meanwhile waits for none of this: it stops
 * the lanes, and that ends the waits here. Readers: any thread, of the graph. Invariants: a stage gates the ring for as
 * long as its thread may read a slot; what a close finds unhandled stays in its account.
 */
final class AddedStages
{
    private static final long POLL_NS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long END_NS = TimeUnit.SECONDS.toNanos(1);

    private final Compiler compiler;
    private final LaneThreads threads;
    private final Control control;
    private final Map<String, Added> added = new LinkedHashMap<>();
    private volatile Graph graph;

    private record Added(LaneRun run, Thread thread)
    {}

    AddedStages(Graph graph, Compiler compiler, LaneThreads threads, Control control)
    {
        this.graph = graph;
        this.compiler = compiler;
        this.threads = threads;
        this.control = control;
    }

    /** Any thread. */
    Graph graph()
    {
        return graph;
    }

    /** In the order in which they came. */
    Set<String> names()
    {
        return added.keySet();
    }

    /** See {@link Engine#add}. */
    long add(Graph extended, Stage stage, StageCode<?> code)
    {
        Graph before = graph;
        LaneRun run = compiler.add(extended, stage, code);
        long first = compiler.parts(stage.name()).chain().sequence().get() + 1;
        Added its = made(run, stage.name());
        added.put(stage.name(), its);
        graph = extended;
        if (!start(its, stage.name(), before))
        {
            takeOut(stage.name(), before);
            throw stopped(stage.name(), "added to");
        }
        awaitStart(its, stage.name(), before);
        if (control.failure() != null || run.started().getCount() > 0)
        {
            throw stopped(stage.name(), "added to");
        }
        return first;
    }

    /** See {@link Engine#remove}. */
    OptionalLong remove(Graph reduced, String stage, long timeoutNs)
    {
        long deadlineNs = System.nanoTime() + timeoutNs;
        Thread thread = added.get(stage).thread();
        Sequence handled = compiler.parts(stage).chain().sequence();
        long target = compiler.parts(stage).chain().ring().ring().getCursor();
        while (thread.isAlive() && handled.get() < target)
        {
            if (control.stopped())
            {
                throw stopped(stage, "taken out of");
            }
            if (System.nanoTime() - deadlineNs >= 0)
            {
                return OptionalLong.empty();
            }
            Failures.pause(POLL_NS, control);
        }
        return takeOut(stage, reduced) ? OptionalLong.of(handled.get()) : OptionalLong.empty();
    }

    /** The stage gates the ring already: it must not stay there without a thread. */
    private Added made(LaneRun run, String stage)
    {
        try
        {
            return new Added(run, threads.newThread(run));
        }
        catch (RuntimeException | Error e)
        {
            compiler.remove(stage, true);
            throw e;
        }
    }

    private boolean start(Added its, String stage, Graph before)
    {
        try
        {
            return threads.start(List.of(its.thread()));
        }
        catch (Error cannotStartThread)
        {
            takeOut(stage, before);
            throw cannotStartThread;
        }
    }

    private void awaitStart(Added its, String stage, Graph before)
    {
        try
        {
            control.await(its.run().started());
        }
        catch (InterruptedException e)
        {
            its.run().stop().giveUp();
            // its handler may be waiting for what never comes
            its.thread().interrupt();
            boolean out = takeOut(stage, before);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stage \"" + stage + "\" was not added to pipeline \"" + graph.name() +
                    "\", which goes on: the thread that adds it was interrupted while the handler started" +
                    (out ? "" : "; it had just begun to handle events, so take it out"), e);
        }
    }

    /**
     * The stage keeps its place in the ring for as long as its thread runs, since it may be reading a slot; unless it has
     * not even started: it looks at its stop before its first poll.
     */
    private boolean takeOut(String stage, Graph without)
    {
        Added its = added.get(stage);
        its.run().stop().ask();
        boolean ended = LaneThreads.join(List.of(its.thread()), END_NS).isEmpty();
        if (!ended && its.run().started().getCount() == 0)
        {
            return false;
        }
        added.remove(stage);
        graph = without;
        compiler.remove(stage, ended);
        if (ended)
        {
            threads.forget(its.thread());
        }
        return true;
    }

    private RuntimeException stopped(String stage, String what)
    {
        return control.failure() != null
                ? control.failure()
                : new PipelineClosedException("pipeline \"" + graph.name() + "\" was closed while stage \"" + stage +
                        "\" was being " + what + " it");
    }
}

package io.ringmain.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

import com.lmax.disruptor.EventHandler;

import io.ringmain.engine.Engine;
import io.ringmain.engine.StageCode;
import io.ringmain.engine.StageFailure;
import io.ringmain.event.BatchingHandler;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.graph.Graph;
import io.ringmain.graph.Lane;
import io.ringmain.graph.Role;
import io.ringmain.graph.Stage;
import io.ringmain.lane.IdlePolicy;
import io.ringmain.lane.PlacedLane;
import io.ringmain.lane.Placement;

/**
 * Stages that come and go while the pipeline runs: what may be changed, and the graph that comes of it. Cold path.
 *
 * <p>
 * Owner: whoever holds the monitor, which is one change at a time, waits included. Whoever closes the pipeline never takes
 * it; a change that waits then ends by an exception. Readers: none.
 *
 * @param <E> the event of the first ring
 */
final class StageChanges<E>
{
    private final String pipeline;
    private final Engine engine;
    private final Supplier<Lifecycle> lifecycle;

    StageChanges(Engine engine, Supplier<Lifecycle> lifecycle)
    {
        this.pipeline = engine.graph().name();
        this.engine = engine;
        this.lifecycle = lifecycle;
    }

    long add(String stage, EventHandler<? super E> handler, IdlePolicy idle, List<String> after)
    {
        Objects.requireNonNull(stage, "the name of a stage");
        Objects.requireNonNull(handler, "the handler of a stage");
        Objects.requireNonNull(idle, "the idle policy of a stage's lane");
        checkIsNotAStage("adds stage \"" + stage + "\" to");
        return addOne(stage, handler, idle, after);
    }

    long remove(String stage)
    {
        checkIsNotAStage("takes stage \"" + stage + "\" out of");
        return removeOne(stage);
    }

    /** Any thread: the plan, with the lanes of the stages that were added. */
    Placement placed(Placement planned)
    {
        List<PlacedLane> all = new ArrayList<>(planned.lanes());
        engine.graph().lanes().stream()
                .filter(lane -> planned.lanes().stream().noneMatch(placed -> placed.name().equals(lane.name())))
                .forEach(lane -> all.add(PlacedLane.manual(lane.name(), List.of(lane.name()), lane.idle(),
                        OptionalInt.empty())));
        return new Placement(planned.topology(), all, planned.warnings());
    }

    private synchronized long addOne(String stage, EventHandler<? super E> handler, IdlePolicy idle,
            List<String> after)
    {
        checkRuns("added to");
        Graph now = engine.graph();
        Stage added = new Stage(stage, now.rings().get(0).name(), after, stage,
                handler instanceof BatchingHandler ? new Role.Batch() : new Role.Handle(), FailurePolicy.halt(), 0,
                false);
        List<Stage> stages = new ArrayList<>(now.stages());
        List<Lane> lanes = new ArrayList<>(now.lanes());
        stages.add(added);
        lanes.add(new Lane(stage, idle, Lane.ANY_CPU));
        try
        {
            return engine.add(new Graph(pipeline, now.rings(), stages, lanes), added,
                    new StageCode.Handling<>(handler));
        }
        catch (StageFailure failure)
        {
            throw failure.halted(pipeline);
        }
    }

    private synchronized long removeOne(String stage)
    {
        checkRuns("taken out of");
        Graph now = engine.graph();
        checkWasAdded(stage);
        checkIsLast(stage, now);
        Graph reduced = new Graph(pipeline, now.rings(),
                now.stages().stream().filter(other -> !other.name().equals(stage)).toList(),
                now.lanes().stream().filter(lane -> !lane.name().equals(stage)).toList());
        Thread lane = engine.thread(stage);
        try
        {
            return engine.remove(reduced, stage, Pipeline.DEFAULT_DEADLINE.toNanos())
                    .orElseThrow(() -> keepsItsPlace(stage, lane));
        }
        catch (StageFailure failure)
        {
            throw failure.halted(pipeline);
        }
    }

    /** Before the monitor, which somebody may hold who waits for this very lane. */
    private void checkIsNotAStage(String what)
    {
        if (engine.isLane(Thread.currentThread()))
        {
            throw new IllegalStateException("stage on lane " + Thread.currentThread().getName() + " " + what +
                    " its own pipeline and would wait for itself; do it from another thread");
        }
    }

    private void checkRuns(String what)
    {
        if (lifecycle.get() != Lifecycle.RUNNING || engine.isInvoked())
        {
            throw new IllegalStateException(
                    "a stage can be " + what + " a pipeline that runs on threads of its own; \"" + pipeline + "\" " +
                            (engine.isInvoked() ? "is run by its caller" : "is " + lifecycle.get()));
        }
    }

    private void checkWasAdded(String stage)
    {
        Set<String> added = engine.addedStages();
        if (!added.contains(stage))
        {
            throw new IllegalArgumentException("stage \"" + stage + "\" was not added while pipeline \"" + pipeline +
                    "\" ran; those that were: " + (added.isEmpty() ? "none" : String.join(", ", added)));
        }
    }

    private static void checkIsLast(String stage, Graph now)
    {
        List<String> behind = now.stages().stream().filter(other -> other.after().contains(stage)).map(Stage::name)
                .toList();
        if (!behind.isEmpty())
        {
            throw new IllegalArgumentException("stage \"" + stage + "\" cannot be taken out: " +
                    String.join(", ", behind) + " comes after it; take that out first");
        }
    }

    private static IllegalStateException keepsItsPlace(String stage, Thread lane)
    {
        return new IllegalStateException("stage \"" + stage + "\" keeps its place in the ring: what was published " +
                "before must be handled within " + Pipeline.DEFAULT_DEADLINE.toSeconds() +
                " s, and its thread end within one more; take it out again later" +
                (lane == null ? "" : "\n" + StuckLane.describe(lane)));
    }
}

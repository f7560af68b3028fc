package io.ringmain.chaos;

import java.nio.file.Path;
import java.util.function.Consumer;

/** A place for a node, in which one process follows the other. Threading: one thread. */
final class Member
{
    /** What has been done to it. */
    enum State
    {
        /** Nothing. */
        RUNNING,
        /** SIGSTOP. */
        FROZEN,
        /** Its link. */
        CUT,
        /** SIGTERM; comes again. */
        ENDING,
        /** SIGTERM; does not. */
        LEAVING,
        /** Killed or ended; comes again. */
        DOWN,
        /** Comes when one is added. */
        ABSENT
    }

    private final int number;
    private final String name;
    private final NodePlan plan;
    private State state = State.ABSENT;
    private NodeProcess process;
    private long sinceNs;
    private long holdNs;
    private Consumer<int[]> whenEnded = ends ->
    {};
    private long rebalancesBefore;
    private long replayedBefore;

    Member(int number, String name, NodePlan plan)
    {
        this.number = number;
        this.name = name;
        this.plan = plan;
    }

    static Member of(int number, boolean standby, ChaosPlan chaos, String bootstrap, Path directory)
    {
        String name = standby ? "standby" : "node-" + number;
        return new Member(number, name, new NodePlan(bootstrap, chaos.protocol(),
                // a standby follows Kafka and keeps none
                chaos.journal() && !standby ? directory.resolve(name + "-journal") : null,
                chaos.staticNames() ? name : null,
                standby));
    }

    int number()
    {
        return number;
    }

    String name()
    {
        return name;
    }

    NodePlan plan()
    {
        return plan;
    }

    boolean standby()
    {
        return plan.standby();
    }

    State state()
    {
        return state;
    }

    /** Goes over to a state. */
    void be(State newState, long nowNs, long newHoldNs)
    {
        state = newState;
        sinceNs = nowNs;
        holdNs = newHoldNs;
    }

    /** Since when it is in its state, of {@link System#nanoTime}. */
    long sinceNs()
    {
        return sinceNs;
    }

    /** Whether it has been in its state for as long as planned. */
    boolean isDue(long nowNs)
    {
        return nowNs - sinceNs >= holdNs;
    }

    long holdNs()
    {
        return holdNs;
    }

    /** Whom to tell, with the ends of the input, when the process has ended that was told to. */
    Consumer<int[]> whenEnded()
    {
        return whenEnded;
    }

    void whenEnded(Consumer<int[]> told)
    {
        whenEnded = told;
    }

    /** Null when it has none. */
    NodeProcess process()
    {
        return process;
    }

    void runs(NodeProcess newProcess)
    {
        rebalancesBefore = rebalances();
        replayedBefore = replayed();
        process = newProcess;
    }

    /** Of all its processes. */
    long rebalances()
    {
        return rebalancesBefore + (process == null ? 0 : process.says().rebalances());
    }

    /** Of all its processes. */
    long replayed()
    {
        return replayedBefore + (process == null ? 0 : process.says().replayed());
    }

    boolean isPresent()
    {
        return state != State.ABSENT && state != State.LEAVING;
    }
}

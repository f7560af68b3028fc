package io.ringmain.chaos;

import java.util.Locale;

/** What is done to the machines. */
enum FaultKind
{
    /** SIGKILL, and a new process some time later. */
    KILL_NODE(5),
    /** SIGKILL of every node that is no standby, at once. */
    KILL_ALL_NODES(1),
    /** SIGSTOP for longer than the session timeout, then SIGCONT: it comes back and believes that nothing has happened. */
    FREEZE_NODE(4),
    /** SIGTERM, and a new process some time later. */
    TERM_NODE(3),
    /** SIGKILL, and the same broker some time later. */
    KILL_BROKER(2),
    /** One more node. */
    ADD_NODE(2),
    /** SIGTERM, for good. */
    REMOVE_NODE(2),
    /** What the node sends arrives nowhere, and nothing arrives at it; healed some time later. */
    CUT_LINK(4);

    private final int weight;

    FaultKind(int weight)
    {
        this.weight = weight;
    }

    /** How often it comes, compared with others. */
    int weight()
    {
        return weight;
    }

    /** For people. */
    String words()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

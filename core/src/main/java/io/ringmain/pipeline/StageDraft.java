package io.ringmain.pipeline;

import java.util.ArrayList;
import java.util.List;

import io.ringmain.engine.StageCode;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.graph.Role;

/** A stage, or all shards of one, while it is being described. */
final class StageDraft<E>
{
    final String name;
    final List<Member<E>> members;
    final List<String> after = new ArrayList<>();
    FailurePolicy<? super E> onFailure = FailurePolicy.halt();
    /** Null: placed automatically. */
    String lane;
    long timeoutNs;
    boolean liveOnly;

    /** One stage of the graph. */
    record Member<E>(String name, Role role, StageCode<E> code)
    {}

    StageDraft(String name, List<Member<E>> members)
    {
        this.name = name;
        this.members = members;
    }

    /** Shards exist to run in parallel, so each gets a lane of its own even on a lane that was named. */
    String laneOf(Member<E> member)
    {
        return lane == null || members.size() == 1 ? lane : lane + member.name.substring(name.length());
    }
}

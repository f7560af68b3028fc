package io.ringmain.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.ringmain.graph.Graph;
import io.ringmain.graph.Lane;
import io.ringmain.graph.Stage;

/**
 * Stages of one lane that are called one after the other for each event, in one loop with one sequence. Cold path.
 *
 * <p>
 * A stage joins a chain when it waits for nothing that the chain has not waited for already: what it comes after is in the
 * chain, or gates the whole chain. It does not join when it comes after a batching stage of the chain, whose work counts
 * only at the end of the batch, or after one that may drop events; so all stages of a chain see the same events. A stage
 * that must be alone never shares. Two stages that emit never share either: one would hold slots until the end of the
 * batch that the other one waits for.
 *
 * @param lane   runs it
 * @param stages in the order of their calls
 * @param gates  stages of other chains that must have handled an event first
 */
record Chain(String lane, List<Stage> stages, Set<String> gates)
{
    static List<Chain> of(Graph graph)
    {
        List<Chain> chains = new ArrayList<>();
        for (Lane lane : graph.lanes())
        {
            Chain chain = null;
            for (Stage stage : graph.stagesOf(lane.name()))
            {
                if (chain == null || !chain.takes(stage))
                {
                    chain = startingWith(stage);
                    chains.add(chain);
                }
                else
                {
                    chain.stages.add(stage);
                }
            }
        }
        return chains;
    }

    static Chain startingWith(Stage stage)
    {
        Chain chain = new Chain(stage.lane(), new ArrayList<>(), new LinkedHashSet<>(stage.after()));
        chain.stages.add(stage);
        return chain;
    }

    String ring()
    {
        return stages.get(0).ring();
    }

    boolean contains(String stageName)
    {
        return stages.stream().anyMatch(stage -> stage.name().equals(stageName));
    }

    boolean batching()
    {
        return stages.stream().anyMatch(Stage::batching);
    }

    private boolean emits()
    {
        return stages.stream().anyMatch(stage -> stage.into() != null);
    }

    private boolean takes(Stage candidate)
    {
        if (!candidate.ring().equals(ring()) || candidate.alone() || stages.get(0).alone() ||
                (candidate.into() != null && emits()))
        {
            return false;
        }
        List<Stage> within = stages.stream().filter(stage -> candidate.after().contains(stage.name())).toList();
        Set<String> outside = new LinkedHashSet<>(candidate.after());
        within.forEach(stage -> outside.remove(stage.name()));
        boolean waitsForNothingNew = within.isEmpty() ? outside.equals(gates) : gates.containsAll(outside);
        return waitsForNothingNew && within.stream().noneMatch(stage -> stage.batching() || stage.dropping());
    }
}

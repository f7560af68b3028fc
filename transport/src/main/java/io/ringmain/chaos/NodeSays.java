package io.ringmain.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.ringmain.node.NodeStatus;
import io.ringmain.node.NodeStatus.Health;

/**
 * What a node says of itself now and then, a line each.
 *
 * @param health     how it is
 * @param eventsIn   handled live
 * @param replayed   to rebuild state
 * @param commits    since its start
 * @param rebalances since its start
 * @param partitions that it has
 */
record NodeSays(Health health, long eventsIn, long replayed, long commits, long rebalances, List<Integer> partitions)
{
    static final NodeSays NOTHING = new NodeSays(Health.STARTING, 0, 0, 0, 0, List.of());

    static NodeSays of(NodeStatus status)
    {
        return new NodeSays(status.health(), status.eventsIn(), status.replayed(), status.commits(),
                status.rebalances(), status.partitions().stream()
                        .filter(partition -> partition.phase() != NodeStatus.PartitionStatus.Phase.FOLLOWING)
                        .map(NodeStatus.PartitionStatus::partition).toList());
    }

    String line()
    {
        return "%s %d %d %d %d %s".formatted(health, eventsIn, replayed, commits, rebalances,
                partitions.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    static NodeSays parse(String line)
    {
        String[] fields = line.split(" ", -1);
        List<Integer> partitions = new ArrayList<>();
        for (String partition : fields[5].split(",", -1))
        {
            if (!partition.isEmpty())
            {
                partitions.add(Integer.valueOf(partition));
            }
        }
        return new NodeSays(Health.valueOf(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2]),
                Long.parseLong(fields[3]), Long.parseLong(fields[4]), partitions);
    }
}

package io.ringmain.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.ringmain.journal.JournalOptions;
import io.ringmain.kafka.GroupProtocol;
import io.ringmain.node.Delivery;
import io.ringmain.node.NodeOptions;

/**
 * How a node is started; travels as arguments.
 *
 * @param bootstrap of the broker, as the node sees it
 * @param protocol  how the group agrees
 * @param journal   a folder, null for none
 * @param instance  a static member's name, null for none
 * @param standby   whether it waits
 */
record NodePlan(String bootstrap, GroupProtocol protocol, Path journal, String instance, boolean standby)
{
    static final String GROUP = "chaos";

    private static final String NONE = "-";
    private static final Duration COMMIT = Duration.ofMillis(100);
    private static final Duration SNAPSHOT = Duration.ofSeconds(3);
    private static final long SNAPSHOT_EVENTS = 5_000;
    private static final int SEGMENT_BYTES = 4 << 20;

    List<String> arguments()
    {
        return List.of(bootstrap, protocol.name(), journal == null ? NONE : journal.toString(),
                instance == null ? NONE : instance, Boolean.toString(standby));
    }

    static NodePlan parse(String[] arguments)
    {
        return new NodePlan(arguments[0], GroupProtocol.valueOf(arguments[1]),
                NONE.equals(arguments[2]) ? null : Path.of(arguments[2]),
                NONE.equals(arguments[3]) ? null : arguments[3],
                Boolean.parseBoolean(arguments[4]));
    }

    /** Snapshots are frequent, so that each takeover finds another one. */
    NodeOptions options()
    {
        NodeOptions options = NodeOptions.of(bootstrap, ChaosApp.INPUT, ChaosApp.OUTPUT).withGroup(GROUP)
                .withDelivery(Delivery.EXACTLY_ONCE).withCommitInterval(COMMIT).withSnapshots(SNAPSHOT, SNAPSHOT_EVENTS)
                .withMembership(instance, standby, protocol, Duration.ofMillis(ChaosPlan.SESSION_TIMEOUT_MS));
        return journal == null
                ? options
                : options.withJournal(journal, JournalOptions.defaults().withSegmentBytes(SEGMENT_BYTES));
    }
}

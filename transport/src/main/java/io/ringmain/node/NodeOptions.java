package io.ringmain.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.ringmain.journal.JournalOptions;
import io.ringmain.kafka.ClientSettings;
import io.ringmain.kafka.GroupProtocol;

/**
 * Where a node reads, writes and keeps, and what it promises. {@link #of} has the defaults.
 *
 * @param bootstrap        of the Kafka cluster, host:port, several with commas between
 * @param from             the topic to read; its partitions are shared with the other nodes of the group
 * @param to               the topics that the app writes to, known to exist before the first event; the first is told to the
 *                         app, see {@link App#to}
 * @param group            the nodes that share the work; null: named as the app
 * @param delivery         what is promised of the output
 * @param commitInterval   from commit to commit at most, while the node is busy; an idle one commits at once
 * @param snapshotInterval from snapshot to snapshot of a partition's state, when there was anything new
 * @param snapshotEvents   a partition's state is also written when this many events have come since the last snapshot: what
 *                         a takeover has to replay at most
 * @param journal          the folder that has a journal for each partition; null for none
 * @param journalOptions   how they are written
 * @param instance         makes the node a static member of its group; null for none
 * @param standby          whether it waits, with warm state, until the group has no other member
 * @param protocol         how the group agrees who has what
 * @param sessionTimeout   how long a node may be silent before others take its partitions; in the classic protocol
 * @param latest           whether a group that has committed nothing begins at the end of the topic, not at its beginning
 * @param packed           whether many events travel in one record, which only another node can read
 * @param deadLetters      the topic for records that cannot be read; null: such a record stops the node
 * @param client           further settings for every Kafka client, such as those of security
 */
public record NodeOptions(String bootstrap, String from, List<String> to, String group, Delivery delivery,
        Duration commitInterval, Duration snapshotInterval, long snapshotEvents, Path journal,
        JournalOptions journalOptions, String instance, boolean standby, GroupProtocol protocol,
        Duration sessionTimeout, boolean latest, boolean packed, String deadLetters, Map<String, String> client)
{
    /** Checks what can be checked without asking Kafka. */
    public NodeOptions
    {
        Objects.requireNonNull(bootstrap, "bootstrap");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(protocol, "protocol");
        to = List.copyOf(to);
        client = ClientSettings.copyOf(client);
        if (to.contains(from))
        {
            throw new IllegalArgumentException("the node would read what it writes: topic " + from + " is both; " +
                    "write to another topic");
        }
    }

    /**
     * At least once, without a journal.
     *
     * @param bootstrap of the Kafka cluster
     * @param from      the topic to read
     * @param to        the topics that the app writes to
     * @return options to start with
     */
    public static NodeOptions of(String bootstrap, String from, String... to)
    {
        return new NodeOptions(bootstrap, from, List.of(to), null, Delivery.AT_LEAST_ONCE, Duration.ofMillis(100),
                Duration.ofSeconds(30), 1_000_000, null, JournalOptions.defaults(), null, false, GroupProtocol.AUTO,
                Duration.ofSeconds(10), false, false, null, Map.of());
    }

    /**
     * The same for another group.
     *
     * @param newGroup its name
     * @return a copy
     */
    public NodeOptions withGroup(String newGroup)
    {
        return new NodeOptions(bootstrap, from, to, newGroup, delivery, commitInterval, snapshotInterval,
                snapshotEvents, journal, journalOptions, instance, standby, protocol, sessionTimeout, latest, packed,
                deadLetters, client);
    }

    /**
     * The same with another promise.
     *
     * @param newDelivery of the output
     * @return a copy
     */
    public NodeOptions withDelivery(Delivery newDelivery)
    {
        return new NodeOptions(bootstrap, from, to, group, newDelivery, commitInterval, snapshotInterval,
                snapshotEvents, journal, journalOptions, instance, standby, protocol, sessionTimeout, latest, packed,
                deadLetters, client);
    }

    /**
     * The same with another commit interval.
     *
     * @param newCommitInterval 1 ms at least
     * @return a copy
     */
    public NodeOptions withCommitInterval(Duration newCommitInterval)
    {
        return new NodeOptions(bootstrap, from, to, group, delivery, newCommitInterval, snapshotInterval,
                snapshotEvents, journal, journalOptions, instance, standby, protocol, sessionTimeout, latest, packed,
                deadLetters, client);
    }

    /**
     * The same with snapshots at other times.
     *
     * @param newInterval from one to the next
     * @param newEvents   or after so many events
     * @return a copy
     */
    public NodeOptions withSnapshots(Duration newInterval, long newEvents)
    {
        return new NodeOptions(bootstrap, from, to, group, delivery, commitInterval, newInterval, newEvents, journal,
                journalOptions, instance, standby, protocol, sessionTimeout, latest, packed, deadLetters, client);
    }

    /**
     * The same with a journal.
     *
     * @param newJournal        the folder that has a journal for each partition
     * @param newJournalOptions how they are written
     * @return a copy
     */
    public NodeOptions withJournal(Path newJournal, JournalOptions newJournalOptions)
    {
        return new NodeOptions(bootstrap, from, to, group, delivery, commitInterval, snapshotInterval, snapshotEvents,
                newJournal, newJournalOptions, instance, standby, protocol, sessionTimeout, latest, packed,
                deadLetters, client);
    }

    /**
     * The same with another place in the group.
     *
     * @param newInstance       a static member's name; null for none
     * @param newStandby        whether it waits until the group has no other member
     * @param newProtocol       how the group agrees
     * @param newSessionTimeout how long it may be silent
     * @return a copy
     */
    public NodeOptions withMembership(String newInstance, boolean newStandby, GroupProtocol newProtocol,
            Duration newSessionTimeout)
    {
        return new NodeOptions(bootstrap, from, to, group, delivery, commitInterval, snapshotInterval, snapshotEvents,
                journal, journalOptions, newInstance, newStandby, newProtocol, newSessionTimeout, latest, packed,
                deadLetters, client);
    }

    /**
     * The same, for a group that has committed nothing.
     *
     * @param newLatest whether it begins at the end of the topic
     * @return a copy
     */
    public NodeOptions withLatest(boolean newLatest)
    {
        return new NodeOptions(bootstrap, from, to, group, delivery, commitInterval, snapshotInterval, snapshotEvents,
                journal, journalOptions, instance, standby, protocol, sessionTimeout, newLatest, packed, deadLetters,
                client);
    }

    /**
     * The same, many events to a record or one.
     *
     * @param newPacked whether many events travel in one record
     * @return a copy
     */
    public NodeOptions withPacked(boolean newPacked)
    {
        return new NodeOptions(bootstrap, from, to, group, delivery, commitInterval, snapshotInterval, snapshotEvents,
                journal, journalOptions, instance, standby, protocol, sessionTimeout, latest, newPacked, deadLetters,
                client);
    }

    /**
     * The same with a place for records that cannot be read.
     *
     * @param newDeadLetters a topic; null: such a record stops the node
     * @return a copy
     */
    public NodeOptions withDeadLetters(String newDeadLetters)
    {
        return new NodeOptions(bootstrap, from, to, group, delivery, commitInterval, snapshotInterval, snapshotEvents,
                journal, journalOptions, instance, standby, protocol, sessionTimeout, latest, packed, newDeadLetters,
                client);
    }

    /**
     * The same with settings for Kafka's clients.
     *
     * @param newClient such as those of security
     * @return a copy
     */
    public NodeOptions withClient(Map<String, String> newClient)
    {
        return new NodeOptions(bootstrap, from, to, group, delivery, commitInterval, snapshotInterval, snapshotEvents,
                journal, journalOptions, instance, standby, protocol, sessionTimeout, latest, packed, deadLetters,
                newClient);
    }
}

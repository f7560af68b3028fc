package io.ringmain.kafka;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings on which Ringmain's promises stand, so that a user's file cannot change them. */
final class OwnedSettings
{
    private static final String POSITIONS = "Ringmain itself says where reading begins, and commits when a record's work is done";
    private static final String BYTES = "Ringmain's clients read and write bytes; what they mean is the app's business";
    private static final String LOSES = "records could be lost, repeated or change places";
    private static final String MEMBERSHIP = "it goes with how a node is a member of its group; say ";

    private static final Map<String, Owned> OWNED = new TreeMap<>();

    static
    {
        own("enable.auto.commit", POSITIONS, "false");
        own("auto.commit.interval.ms", POSITIONS);
        own("auto.offset.reset", POSITIONS, "none");
        own("isolation.level", "what a transaction has not committed is not read", "read_committed");
        own("allow.auto.create.topics", "a misspelt topic would be made by reading it", "false");
        own("group.id", "a group is named by group=NAME in kafka:TOPIC?group=NAME, and by --group for a node");
        own("group.instance.id", MEMBERSHIP + "--instance");
        own("group.protocol", MEMBERSHIP + "--protocol");
        own("group.remote.assignor", MEMBERSHIP + "--protocol");
        own("partition.assignment.strategy", MEMBERSHIP + "--protocol");
        own("session.timeout.ms", MEMBERSHIP + "--session-timeout");
        own("heartbeat.interval.ms", MEMBERSHIP + "--session-timeout");
        own("transactional.id", "it is a node's name, so that the node that takes over fences the one before");
        own("transaction.two.phase.commit.enable", "Ringmain commits transactions itself", "false");
        own("enable.idempotence", LOSES, "true");
        own("acks", LOSES, "all", "-1");
        own("max.in.flight.requests.per.connection", LOSES, "1", "2", "3", "4", "5");
        own("key.serializer", BYTES);
        own("value.serializer", BYTES);
        own("key.deserializer", BYTES);
        own("value.deserializer", BYTES);
        own("bootstrap.controllers", "Ringmain talks to brokers; give their addresses");
    }

    private record Owned(String why, List<String> taken)
    {}

    private OwnedSettings()
    {}

    /**
     * What is wrong with a setting.
     *
     * @return null when it is the user's to choose, or says what is so anyway
     */
    static String problem(String name, String value)
    {
        Owned owned = OWNED.get(name);
        if (owned == null || owned.taken.contains(value.trim()))
        {
            return null;
        }
        String said = owned.taken.isEmpty() ? name : name + "=" + value.trim();
        return said + " is not for a file to set: " + owned.why + "; leave it out";
    }

    private static void own(String name, String why, String... taken)
    {
        OWNED.put(name, new Owned(why, List.of(taken)));
    }
}

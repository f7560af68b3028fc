package io.ringmain.config;

import java.io.File;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.ringmain.config.Key.Kind;
import io.ringmain.journal.WhenFull;
import io.ringmain.kafka.GroupProtocol;
import io.ringmain.node.Delivery;
import io.ringmain.node.Endpoint;

/** All that can be said of a node, in the order in which it is shown. */
public final class Schema
{
    static final Key APP = Keys.className("app",
            "The class that describes the pipeline: an io.ringmain.node.App with a constructor without parameters.")
            .needed().option(null);
    static final Key CLASSPATH = Keys.path("classpath", "PATH", "my-app.jar",
            "Jars and folders with the app's classes, as the java command takes them.")
            .partedBy(Pattern.quote(File.pathSeparator)).without("our own jar only");
    static final Key FROM = Keys.topic("from",
            "The topic to read; its partitions are shared with the other nodes of the group.").needed();
    static final Key TO = Keys.topic("to",
            "The topics that the app writes to; the first is told to the app. May be given several times.").needed()
            .partedBy("[,\\s]+(?=kafka:)");
    static final Key GROUP = Keys.text("group", "NAME", "The nodes that share the work.").without("named as the app");
    static final Key DELIVERY = Keys.choice("delivery", Delivery.class, "at-least-once",
            "What is promised of the output.").option("--exactly-once");
    static final Key COMMIT_INTERVAL = Keys.duration("commit-interval", "1ms", "30s", "100ms",
            "From commit to commit at most, while the node is busy; an idle one commits at once.").fallback("100ms");
    static final Key SNAPSHOT_INTERVAL = Keys.duration("snapshot-interval", "100ms", "7d", "30s",
            "From snapshot to snapshot of a partition's state, when anything is new.").fallback("30s");
    static final Key SNAPSHOT_EVENTS = Keys.count("snapshot-events", 1, Long.MAX_VALUE, "1000000",
            "A snapshot also after so many events: what a takeover has to replay at most.").fallback("1000000");
    static final Key INSTANCE = Keys.text("instance", "NAME",
            "Makes the node a static member of its group: back under this name within the session timeout, it has its " +
                    "partitions again.")
            .without("not a static member");
    static final Key STANDBY = Keys.flag("standby",
            "Waits, with warm state, until the group has no other member.");
    static final Key PROTOCOL = Keys.choice("protocol", GroupProtocol.class, "auto",
            "How the group agrees who has what; auto: consumer where the broker has it, else classic.");
    static final Key SESSION_TIMEOUT = Keys.duration("session-timeout", "1s", "30min", "10s",
            "How long a node may be silent before others take its partitions, in the classic protocol. In the consumer " +
                    "protocol the broker says: group.consumer.session.timeout.ms, 45 s unless it is told otherwise.")
            .fallback("10s");
    static final Key LATEST = Keys.flag("latest",
            "A group that has committed nothing begins at the end of the topic, not at its beginning.");
    static final Key PACKED = Keys.flag("packed",
            "Many events travel in one record, which only another node can read.");
    static final Key DEAD_LETTERS = Keys.topicName("dead-letters", "The topic for records that cannot be read.")
            .without("such a record stops the node");
    static final String SAME = "same";
    static final Key CREATE = Keys.key("create", Kind.VALUE, "PARTITIONS", "4",
            "Creates the topics that are missing, with so many partitions; same: an output as many as the input has, a " +
                    "missing input one.",
            Schema::partitions).without("a missing topic is an error");

    static final Key BOOTSTRAP = Keys.addresses("kafka.bootstrap",
            "Where Kafka is; several with commas between.").fallback(Endpoint.Topic.DEFAULT_BOOTSTRAP);
    static final Key KAFKA_CONFIG = Keys.path("kafka.config-file", "FILE", "client.properties",
            "Client settings, such as those of security; the place for passwords.").option("--kafka-config")
            .without("none");

    static final Key JOURNAL = Keys.path("journal.directory", "DIR", "data/journal",
            "The folder that gets a journal for each partition.").option("--journal").without("no journal");
    static final Key SYNC = Keys.key("journal.sync", Kind.VALUE, "WHEN", "10ms",
            "When the journal is forced to the disk: none, every-batch, or an interval.", Values::sync)
            .fallback("none");
    static final Key SEGMENT = Keys.size("journal.segment", "1MB", "1GB", "64MB",
            "How much disk a segment takes.").fallback("64MB");
    static final Key WHEN_FULL = Keys.choice("journal.when-full", WhenFull.class, "wait",
            "What happens when the disk is full.");
    static final Key KEEP_BYTES = Keys.size("journal.keep-bytes", "1MB", null, "10GB",
            "Keeps the newest segments, so many bytes of them.").without("everything is kept");
    static final Key KEEP_AGE = Keys.duration("journal.keep-age", "1ms", "36500d", "7d",
            "Keeps the segments with a record that is not older.").without("everything is kept");
    static final Key KEEP_SEGMENTS = Keys.count("journal.keep-segments", 1, Integer.MAX_VALUE, "100",
            "Keeps so many of the newest segments.").without("everything is kept");
    static final Key KEY_FILE = Keys.path("journal.key-file", "FILE", "journal.key",
            "The key that encrypts the journal: a file with 32 bytes as 64 hexadecimal digits or in base64.")
            .without("not encrypted");
    static final Key KEY_ENV = Keys.text("journal.key-env", "NAME",
            "The same in a variable of the environment of this name.").without("not encrypted");

    static final Key HTTP_HOST = Keys.text("http.host", "HOST",
            "The address that health is told at; 0.0.0.0 for all of this machine's.").fallback("127.0.0.1")
            .option(null);
    static final Key HTTP_PORT = Keys.count("http.port", 0, 65_535, "8080",
            "The port that health, readiness, status and metrics are told at; 0 for any that is free.")
            .option("--http")
            .without("nothing listens");

    private static final List<Key> KEYS = List.of(APP, CLASSPATH, FROM, TO, GROUP, DELIVERY, COMMIT_INTERVAL,
            SNAPSHOT_INTERVAL, SNAPSHOT_EVENTS, INSTANCE, STANDBY, PROTOCOL, SESSION_TIMEOUT, LATEST, PACKED,
            DEAD_LETTERS, CREATE, BOOTSTRAP, KAFKA_CONFIG, JOURNAL, SYNC, SEGMENT, WHEN_FULL, KEEP_BYTES, KEEP_AGE,
            KEEP_SEGMENTS, KEY_FILE, KEY_ENV, HTTP_HOST, HTTP_PORT);

    private Schema()
    {}

    /**
     * All of them.
     *
     * @return those of one group beside each other
     */
    public static List<Key> keys()
    {
        return KEYS;
    }

    /** The one of that name; null for none. */
    static Key find(String name)
    {
        return KEYS.stream().filter(key -> key.name().equals(name)).findFirst().orElse(null);
    }

    /** The leaves of a group; empty when it is none. */
    static List<String> leaves(String group)
    {
        return KEYS.stream().filter(key -> key.group().equals(group)).map(Key::leaf).toList();
    }

    static List<String> groups()
    {
        return KEYS.stream().map(Key::group).filter(group -> !group.isEmpty()).distinct().toList();
    }

    /** What may stand directly in a group, "" being the top. */
    static List<String> names(String group)
    {
        return group.isEmpty()
                ? Stream.concat(leaves("").stream(), groups().stream()).toList()
                : leaves(group);
    }

    private static Object partitions(String text)
    {
        if (text.equals(SAME))
        {
            return SAME;
        }
        if (!text.matches("[1-9][0-9]{0,4}"))
        {
            throw new IllegalArgumentException("\"" + text + "\" is not a number of partitions; give 1 or more, or " +
                    SAME + " for as many as the input has");
        }
        return Integer.valueOf(text);
    }
}

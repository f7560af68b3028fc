package io.ringmain.node;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One end of a stream, as a URI: {@code kafka:flights?bootstrap=host:9092&group=x}, {@code journal:data/flights},
 * {@code file:flights.jsonl.gz}, {@code stdin:}, {@code stdout:}, {@code app:com.example.MyApp}. A description; nothing is
 * opened or looked up by making one.
 */
public sealed interface Endpoint
{
    /**
     * Reads a URI.
     *
     * @param text as a person typed it
     * @return what it means; {@code toString()} gives the URI again
     * @throws IllegalArgumentException when it means nothing; the message says what would be right
     */
    static Endpoint parse(String text)
    {
        return EndpointParser.parse(text);
    }

    /**
     * A Kafka topic, all of its partitions.
     *
     * @param topic     its name
     * @param bootstrap host and port, or several with commas between
     * @param group     whose committed offsets say where reading begins; null: at the beginning
     * @param config    a file of client settings, such as those of security; null for none
     */
    record Topic(String topic, String bootstrap, String group, Path config) implements Endpoint
    {
        /** Where a broker is looked for when nobody says: where {@code ringmain broker} listens. */
        public static final String DEFAULT_BOOTSTRAP = "localhost:9092";

        /** A topic and a bootstrap are needed. */
        public Topic
        {
            Objects.requireNonNull(topic, "topic");
            Objects.requireNonNull(bootstrap, "bootstrap");
        }

        /**
         * Whether a client would take it as an address.
         *
         * @param address one, as a person typed it
         * @return true for host:port
         */
        public static boolean isAddress(String address)
        {
            int colon = address.lastIndexOf(':');
            String port = address.substring(colon + 1);
            return colon > 0 && !address.contains("/") && !address.contains(" ") && port.matches("[0-9]{1,5}") &&
                    Integer.parseInt(port) > 0 && Integer.parseInt(port) <= 65_535;
        }

        @Override
        public String toString()
        {
            return "kafka:" + topic + "?bootstrap=" + bootstrap + (group == null ? "" : "&group=" + group) +
                    (config == null ? "" : "&config=" + config);
        }
    }

    /**
     * A journal.
     *
     * @param directory where its segments lie
     */
    record Journal(Path directory) implements Endpoint
    {
        @Override
        public String toString()
        {
            return "journal:" + directory;
        }
    }

    /**
     * A file of lines; packed by gzip when its name ends with {@code .gz}.
     *
     * @param path of the file
     */
    record Lines(Path path) implements Endpoint
    {
        @Override
        public String toString()
        {
            return "file:" + path;
        }
    }

    /** Lines of standard input. */
    record StandardInput() implements Endpoint
    {
        @Override
        public String toString()
        {
            return "stdin:";
        }
    }

    /** Lines on standard output. */
    record StandardOutput() implements Endpoint
    {
        @Override
        public String toString()
        {
            return "stdout:";
        }
    }

    /**
     * A pipeline of the user's.
     *
     * @param className of an {@link App} with a public constructor without parameters
     */
    record AppClass(String className) implements Endpoint
    {
        @Override
        public String toString()
        {
            return "app:" + className;
        }
    }
}

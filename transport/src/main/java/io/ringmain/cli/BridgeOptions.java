package io.ringmain.cli;

import java.nio.file.Path;

import io.ringmain.file.LineSink.IfThere;
import io.ringmain.journal.JournalKey;
import io.ringmain.node.Endpoint;

/**
 * What the user asked of {@code ringmain bridge}, already checked.
 *
 * @param source      where records come from
 * @param destination where they go to
 * @param follow      whether to go on for ever
 * @param partitions  of a topic that is not there and is to be created; null: that is an error
 * @param keyField    the field of a JSON value that becomes the key; null: keys stay as they are
 * @param deadLetters takes what the destination refuses; null: the first such record is the end
 * @param ifThere     what to do with a file that holds something
 * @param key         of encrypted journals; null for none
 */
record BridgeOptions(Endpoint source, Endpoint destination, boolean follow, Integer partitions, String keyField,
        Path deadLetters, IfThere ifThere, JournalKey key)
{
    /** Whether records go where else an account would. */
    boolean toStandardOutput()
    {
        return destination instanceof Endpoint.StandardOutput;
    }

    /** Whose offsets say where reading begins; null for none. */
    String group()
    {
        return source instanceof Endpoint.Topic topic ? topic.group() : null;
    }
}

package io.ringmain.node;

import java.util.function.Consumer;

import io.ringmain.file.LineSink.IfThere;
import io.ringmain.journal.JournalOptions;
import io.ringmain.kafka.KafkaSink.Placing;

/**
 * How records are written, whatever they are written to.
 *
 * @param placing to which partitions of a topic
 * @param ifThere what to do with a file that holds something
 * @param journal how a journal is written
 * @param notices is told what is worth knowing, such as that records go elsewhere than they were; on the writing thread
 */
public record SinkOptions(Placing placing, IfThere ifThere, JournalOptions journal, Consumer<String> notices)
{
    /**
     * Keeps partitions, refuses a file that holds something.
     *
     * @param notices as above
     * @return options to start with
     */
    public static SinkOptions telling(Consumer<String> notices)
    {
        return new SinkOptions(Placing.AS_IT_WAS, IfThere.REFUSE, JournalOptions.defaults(), notices);
    }

    /**
     * The same with another answer to a file that holds something.
     *
     * @param newIfThere what to do
     * @return a copy
     */
    public SinkOptions withIfThere(IfThere newIfThere)
    {
        return new SinkOptions(placing, newIfThere, journal, notices);
    }

    /**
     * The same with another choice of partitions.
     *
     * @param newPlacing which
     * @return a copy
     */
    public SinkOptions withPlacing(Placing newPlacing)
    {
        return new SinkOptions(newPlacing, ifThere, journal, notices);
    }

    /**
     * The same with another way to write a journal.
     *
     * @param newJournal its options
     * @return a copy
     */
    public SinkOptions withJournal(JournalOptions newJournal)
    {
        return new SinkOptions(placing, ifThere, newJournal, notices);
    }
}

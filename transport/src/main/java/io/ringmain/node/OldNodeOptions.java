package io.ringmain.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.ringmain.journal.JournalOptions;
import io.ringmain.kafka.ClientSettings;

/**
 * Where a node reads, writes and keeps.
 *
 * @param bootstrap of the Kafka cluster, host:port, several with commas between
 * @param from      the topic to read, all of its partitions
 * @param positions the first offset to read, by partition, where the journal has nothing of that partition yet; one that is
 *                  not named is read from its beginning. Where the journal has something, the node goes on behind it
 * @param to        the topics that the app writes to; checked at the start
 * @param journal   the folder of the journal; created when it is not there
 * @param journalOptions how the journal is written: its sync policy, its retention, its key
 * @param client    further settings for every Kafka client, such as those of security
 */
public record OldNodeOptions(String bootstrap, String from, Map<Integer, Long> positions, List<String> to, Path journal,
        JournalOptions journalOptions, Map<String, String> client)
{
    /** Copies what could change. */
    public OldNodeOptions
    {
        positions = Map.copyOf(positions);
        to = List.copyOf(to);
        client = ClientSettings.copyOf(client);
    }
}

package io.ringmain.benchmarks.kafka;

import java.util.Locale;
import java.util.Optional;

/** What a fork finds out about its side. */
enum Measure
{
    /** Events a second from topic to topic through three stages. */
    PASS,
    /** Events a second that are counted by key. */
    COUNT,
    /** As {@link #PASS}, with several events in a record. */
    PACKED,
    /** How long after it was due a record could be read. */
    LATENCY,
    /** How long it takes until another process goes on with a partition whose owner was killed. */
    TAKEOVER,
    /** The same with a tenth of the state. */
    TAKEOVER_SMALL,
    /** The same with twice the state. */
    TAKEOVER_LARGE;

    private static final double START_S = 3;
    /** Two more starts, a session that times out, and some seconds of load. */
    private static final double TAKEOVER_S = 20;
    /** Roughly what sides here manage a second, the check behind it included; the estimate learns from the pace. */
    private static final double PASSED_PER_S = 250e3;
    private static final double COUNTED_PER_S = 100e3;
    private static final double PACKED_PER_S = 600e3;

    String key()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Work work()
    {
        return switch (this)
        {
            case PASS, PACKED, LATENCY -> Work.PASS;
            case COUNT, TAKEOVER, TAKEOVER_SMALL, TAKEOVER_LARGE -> Work.COUNT;
        };
    }

    Layout layout()
    {
        return this == PACKED ? Layout.PACKED : Layout.SINGLE;
    }

    /** What has to be there before the first fork; empty where each fork fills its own. */
    Optional<Input> input(KafkaEffort effort)
    {
        return switch (this)
        {
            case PASS -> Optional.of(new Input(effort.passRecords(), effort.keys(), layout()));
            case COUNT -> Optional.of(new Input(effort.countRecords(), effort.keys(), layout()));
            case PACKED -> Optional.of(new Input(effort.packedEvents(), effort.keys(), layout()));
            case LATENCY, TAKEOVER, TAKEOVER_SMALL, TAKEOVER_LARGE -> Optional.empty();
        };
    }

    /** Keys of a partition that is taken over. */
    int stateKeys(KafkaEffort effort)
    {
        return switch (this)
        {
            case TAKEOVER_SMALL -> effort.stateKeys() / 10;
            case TAKEOVER_LARGE -> effort.stateKeys() * 2;
            default -> effort.stateKeys();
        };
    }

    /** About how long a fork takes, its JVMs included. */
    double seconds(KafkaEffort effort)
    {
        return START_S + switch (this)
        {
            case PASS -> effort.passRecords() / PASSED_PER_S;
            case COUNT -> effort.countRecords() / COUNTED_PER_S;
            case PACKED -> effort.packedEvents() / PACKED_PER_S;
            case LATENCY -> (effort.latencyWarmUpMs() + effort.latencyMs()) / 1e3;
            case TAKEOVER, TAKEOVER_SMALL, TAKEOVER_LARGE ->
                TAKEOVER_S + TakeoverRun.records(stateKeys(effort)) / COUNTED_PER_S;
        };
    }
}

package io.ringmain.benchmarks.kafka;

import java.util.List;

/**
 * A topic that is filled once and read by all sides in all rounds.
 *
 * @param events how many there are
 * @param keys   how many different keys they have
 * @param layout how they lie in it
 */
record Input(long events, int keys, Layout layout)
{
    private static final String PREFIX = "in-";

    String topic()
    {
        return PREFIX + events + '-' + keys + (layout == Layout.PACKED ? "-packed" : "");
    }

    BenchRecords records()
    {
        return new BenchRecords(keys);
    }

    List<String> arguments()
    {
        return List.of(Long.toString(events), Integer.toString(keys), layout.name());
    }

    static Input parse(List<String> arguments)
    {
        return new Input(Long.parseLong(arguments.get(0)), Integer.parseInt(arguments.get(1)),
                Layout.valueOf(arguments.get(2)));
    }
}

package io.ringmain.benchmarks.kafka;

/** Several events in one record, as Ringmain's bridges do it between nodes of ours. */
@SuppressWarnings("DoNotCallSuggester") // until there are packed records
final class Packing
{
    private Packing()
    {}

    /** Fills an input with packed records. */
    static void fill(String bootstrap, Input input)
    {
        throw notYet();
    }

    /** Takes a packed record apart, and lets an answer look at each event of it. */
    static void unpack(byte[] key, byte[] value, Answer answer)
    {
        throw notYet();
    }

    private static UnsupportedOperationException notYet()
    {
        return new UnsupportedOperationException("packed records are not among the cases yet; leave them out");
    }
}

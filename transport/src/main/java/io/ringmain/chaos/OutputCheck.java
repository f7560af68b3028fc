package io.ringmain.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the committed output with the answer: one output for each input, in the order of each key, with the count and the
 * fold that the key's numbers come to. Threading: one thread.
 */
final class OutputCheck
{
    /** How the output may be wrong. */
    enum Wrong
    {
        /** An input has no output. */
        LOST,
        /** An input has a second output. */
        TWICE,
        /** A later number of the same key came before. */
        OUT_OF_ORDER,
        /** Count or fold is another than the numbers before come to. */
        WRONG_STATE,
        /** No such input was acknowledged. */
        MADE_UP
    }

    /**
     * Something that is wrong.
     *
     * @param kind   how
     * @param text   which record, and what was expected
     * @param wallMs when it was written, or fed when it is lost, in ms since 1970
     */
    record Finding(Wrong kind, String text, long wallMs)
    {}

    private static final int SHOWN_OF_A_KIND = 4;

    private final FedInput input;
    private final BitSet[] seen;
    private final int[] lastNumber = new int[FedInput.KEYS];
    /** What the numbers from 1 to n come to, at n; all keys have the same numbers. */
    private long[] folds = {Fold.NOTHING};
    private int foldsKnown = 1;
    private final Map<Wrong, Long> counts = new EnumMap<>(Wrong.class);
    private final List<Finding> findings = new ArrayList<>();
    private long outputs;

    OutputCheck(FedInput input)
    {
        this.input = input;
        seen = new BitSet[input.partitions()];
        Arrays.setAll(seen, partition -> new BitSet());
    }

    /**
     * The next output of its partition.
     *
     * @param record  what it says
     * @param where   it stands in the output
     * @param wallMs  when it was written
     */
    void output(OutputRecord record, String where, long wallMs)
    {
        outputs++;
        int partition = record.partition();
        if (partition < 0 || partition >= seen.length || record.offset() < 0 ||
                record.offset() >= input.end(partition) ||
                input.key(partition, (int) record.offset()) != record.key() ||
                input.number(partition, (int) record.offset()) != record.number())
        {
            found(Wrong.MADE_UP, where + " is for an input that there is not: " + record, wallMs);
            return;
        }
        int offset = (int) record.offset();
        if (seen[partition].get(offset))
        {
            found(Wrong.TWICE, where + " is a second output for " + record, wallMs);
            return;
        }
        seen[partition].set(offset);
        int last = lastNumber[record.key()];
        if (record.number() < last)
        {
            found(Wrong.OUT_OF_ORDER, "%s comes behind number %d of its key: %s".formatted(where, last, record),
                    wallMs);
        }
        lastNumber[record.key()] = Math.max(last, record.number());
        long fold = Fold.shown(record.key(), fold(record.number()));
        if (record.count() != record.number() || record.fold() != fold)
        {
            found(Wrong.WRONG_STATE, "%s should have count %d and fold %x: %s".formatted(where, record.number(), fold,
                    record), wallMs);
        }
    }

    /** An output that cannot be read. */
    void unreadable(String where, long wallMs)
    {
        outputs++;
        found(Wrong.MADE_UP, where + " is no output of the app", wallMs);
    }

    /** There are no more outputs. */
    void end()
    {
        for (int partition = 0; partition < seen.length; partition++)
        {
            int end = input.end(partition);
            for (int offset = seen[partition].nextClearBit(0); offset < end; offset = seen[partition]
                    .nextClearBit(offset + 1))
            {
                found(Wrong.LOST, "%d/%d, number %d of k%d, has no output".formatted(partition, offset,
                        input.number(partition, offset), input.key(partition, offset)),
                        input.wallMs(partition, offset));
            }
        }
    }

    long outputs()
    {
        return outputs;
    }

    boolean isRight()
    {
        return counts.isEmpty();
    }

    Map<Wrong, Long> counts()
    {
        return new EnumMap<>(counts);
    }

    /** The first few of each kind. */
    List<Finding> findings()
    {
        return List.copyOf(findings);
    }

    private void found(Wrong kind, String text, long wallMs)
    {
        if (counts.merge(kind, 1L, Long::sum) <= SHOWN_OF_A_KIND)
        {
            findings.add(new Finding(kind, text, wallMs));
        }
    }

    private long fold(int number)
    {
        if (number >= folds.length)
        {
            folds = Arrays.copyOf(folds, Math.max(number + 1, 2 * folds.length));
        }
        for (; foldsKnown <= number; foldsKnown++)
        {
            folds[foldsKnown] = Fold.next(folds[foldsKnown - 1], foldsKnown);
        }
        return folds[number];
    }
}

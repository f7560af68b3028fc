package io.ringmain.benchmarks.kafka;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import io.ringmain.benchmarks.fork.WrongAnswer;

class AnswersTest
{
    private static final int KEYS = 10;
    private static final int COUNT = 100;

    private final BenchRecords records = new BenchRecords(KEYS);
    private final PassedOn passedOn = new PassedOn(new BenchRecords(KEYS), COUNT);
    private final Counted counted = new Counted(new BenchRecords(KEYS), COUNT);

    private void pass(long from, long to)
    {
        for (long number = from; number < to; number++)
        {
            records.fill(number, number * 7);
            passedOn.take(records.key(), records.value());
        }
    }

    private void count(long key, long count)
    {
        counted.take(bytes(key), bytes(count));
    }

    private static byte[] bytes(long value)
    {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private long timesOf(int key)
    {
        long times = 0;
        for (long number = 0; number < COUNT; number++)
        {
            times += records.keyOf(number) == key ? 1 : 0;
        }
        return times;
    }

    @Test
    void shouldAcceptWhatCameOnceAndInOrder()
    {
        pass(0, COUNT);

        assertDoesNotThrow(passedOn::end);
        assertEquals(COUNT, passedOn.taken());
    }

    @Test
    void shouldFindALostRecord()
    {
        pass(0, 7);

        WrongAnswer wrong = assertThrows(WrongAnswer.class, () -> pass(8, 9));

        assertEquals("record 7 had to come next and record 8 came", wrong.getMessage());
    }

    @Test
    void shouldFindTheLastRecordsLost()
    {
        pass(0, COUNT - 1);

        WrongAnswer wrong = assertThrows(WrongAnswer.class, passedOn::end);

        assertEquals("of 100 records 99 came out", wrong.getMessage());
    }

    @Test
    void shouldFindADoubledRecord()
    {
        pass(0, 7);

        WrongAnswer wrong = assertThrows(WrongAnswer.class, () -> pass(6, 7));

        assertEquals("record 7 had to come next and record 6 came", wrong.getMessage());
    }

    @Test
    void shouldFindADoubledLastRecord()
    {
        pass(0, COUNT);

        assertThrows(WrongAnswer.class, () -> pass(COUNT - 1, COUNT));
    }

    @Test
    void shouldFindAChangedByteWhereverItIs()
    {
        for (int i = 0; i < BenchRecords.VALUE_BYTES; i++)
        {
            records.fill(0, 0);
            records.value()[i] ^= 1;
            boolean isDue = i >= BenchRecords.DUE_OFFSET && i < 2 * Long.BYTES;

            assertEquals(isDue, records.isRecord(0, records.key(), records.value()), "byte " + i);
        }
    }

    @Test
    void shouldFindARecordUnderAnotherKey()
    {
        records.fill(0, 0);

        WrongAnswer wrong = assertThrows(WrongAnswer.class, () -> passedOn.take(bytes(1), records.value()));

        assertTrue(wrong.getMessage().contains("one that is no record of the input"), wrong::getMessage);
    }

    @Test
    void shouldAcceptCountsThatSkipSome()
    {
        for (int key = 0; key < KEYS; key++)
        {
            count(key, 1);
            count(key, timesOf(key));
        }

        assertDoesNotThrow(counted::end);
    }

    @Test
    void shouldFindACountThatComesTwiceOrFalls()
    {
        count(3, 2);

        WrongAnswer twice = assertThrows(WrongAnswer.class, () -> count(3, 2));
        assertThrows(WrongAnswer.class, () -> count(3, 1));
        assertEquals("key 3 had count 2 and then 2", twice.getMessage());
    }

    @Test
    void shouldFindAWrongLastCount()
    {
        for (int key = 0; key < KEYS; key++)
        {
            count(key, timesOf(key) + (key == 4 ? 1 : 0));
        }

        WrongAnswer wrong = assertThrows(WrongAnswer.class, counted::end);

        assertTrue(wrong.getMessage().startsWith("key 4 came "), wrong::getMessage);
    }

    @Test
    void shouldFindWhatIsNoCount()
    {
        assertThrows(WrongAnswer.class, () -> counted.take(bytes(1), new byte[] {1}));
        assertThrows(WrongAnswer.class, () -> count(KEYS, 1));
    }

    @Test
    void shouldHaveEveryKeyOnceAndThenAtRandom()
    {
        for (int key = 0; key < KEYS; key++)
        {
            assertEquals(key, records.keyOf(key));
        }
        for (int key = 0; key < KEYS; key++)
        {
            assertTrue(timesOf(key) > 1, "key " + key);
        }
    }
}

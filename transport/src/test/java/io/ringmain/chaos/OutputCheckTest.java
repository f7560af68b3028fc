package io.ringmain.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ringmain.chaos.OutputCheck.Wrong;

class OutputCheckTest
{
    private static final int NUMBERS = 5;

    private final FedInput input = new FedInput(2);
    private final List<OutputRecord> outputs = new ArrayList<>();

    /** Two keys in partition 0, one in partition 1, each with the numbers from 1 on; the outputs are right. */
    @BeforeEach
    void feed()
    {
        for (int number = 1; number <= NUMBERS; number++)
        {
            input.acknowledged(0, 2L * (number - 1), 7, number);
            input.acknowledged(0, 2L * (number - 1) + 1, 8, number);
            input.acknowledged(1, number - 1L, 9, number);
        }
        Tally tally = new Tally();
        for (int partition = 0; partition < 2; partition++)
        {
            for (int offset = 0; offset < input.end(partition); offset++)
            {
                ChaosEvent event = new ChaosEvent();
                event.position(partition, offset);
                event.fill(input.key(partition, offset), input.number(partition, offset));
                tally.onEvent(event, offset, true);
                outputs.add(event.output());
            }
        }
    }

    @Test
    void shouldFindNothingWhenTheOutputIsRight()
    {
        assertEquals(Map.of(), check());
    }

    @Test
    void shouldFindNothingWhenPartitionsMix()
    {
        outputs.add(0, outputs.remove(outputs.size() - NUMBERS));

        assertEquals(Map.of(), check());
    }

    @Test
    void shouldFindALostRecordWhenAnInputHasNoOutput()
    {
        outputs.remove(4);

        assertEquals(Map.of(Wrong.LOST, 1L), check());
    }

    @Test
    void shouldFindALostRecordWhenItWasTheLast()
    {
        outputs.remove(outputs.size() - 1);

        assertEquals(Map.of(Wrong.LOST, 1L), check());
    }

    @Test
    void shouldFindARecordTwiceWhenItIsRepeatedAtOnce()
    {
        outputs.add(4, outputs.get(3));

        assertEquals(Map.of(Wrong.TWICE, 1L), check());
    }

    @Test
    void shouldFindRecordsTwiceWhenAStretchIsRepeated()
    {
        outputs.addAll(8, List.copyOf(outputs.subList(2, 8)));

        assertEquals(Map.of(Wrong.TWICE, 6L), check());
    }

    @Test
    void shouldFindDisorderWhenTwoNumbersOfAKeyHaveChangedPlaces()
    {
        // key 7 stands at every other place
        OutputRecord first = outputs.get(2);
        outputs.set(2, outputs.get(4));
        outputs.set(4, first);

        assertEquals(Map.of(Wrong.OUT_OF_ORDER, 1L), check());
    }

    @Test
    void shouldFindWrongStateWhenANumberWasNotCounted()
    {
        OutputRecord right = outputs.get(6);
        outputs.set(6, new OutputRecord(right.key(), right.partition(), right.offset(), right.number(),
                right.count() - 1, right.fold()));

        assertEquals(Map.of(Wrong.WRONG_STATE, 1L), check());
    }

    @Test
    void shouldFindWrongStateWhenTheNumbersCameInAnotherOrder()
    {
        long swapped = Fold.next(Fold.next(Fold.NOTHING, 2), 1);
        OutputRecord right = outputs.get(2);
        outputs.set(2, new OutputRecord(right.key(), right.partition(), right.offset(), right.number(), 2,
                Fold.shown(right.key(), swapped)));

        assertEquals(Map.of(Wrong.WRONG_STATE, 1L), check());
    }

    @Test
    void shouldFindWrongStateInAllThatFollowsWhenAnInputWasHandledTwice()
    {
        Tally tally = new Tally();
        outputs.clear();
        for (int offset : new int[] {0, 2, 2, 4, 6})
        {
            ChaosEvent event = new ChaosEvent();
            event.position(0, offset);
            event.fill(7, input.number(0, offset));
            tally.onEvent(event, offset, true);
            outputs.add(event.output());
        }

        assertEquals(2L, check().get(Wrong.WRONG_STATE));
        assertEquals(1L, check().get(Wrong.TWICE));
    }

    @Test
    void shouldFindAMadeUpRecordWhenThereIsNoSuchInput()
    {
        outputs.add(new OutputRecord(9, 1, NUMBERS, NUMBERS + 1, NUMBERS + 1, 0));
        outputs.add(new OutputRecord(9, 2, 0, 1, 1, 0));
        outputs.add(new OutputRecord(8, 1, 0, 1, 1, 0));

        assertEquals(Map.of(Wrong.MADE_UP, 3L), check());
    }

    @Test
    void shouldNameTheFirstOfMany()
    {
        outputs.clear();
        OutputCheck check = checked();

        assertEquals(Map.of(Wrong.LOST, 3L * NUMBERS), check.counts());
        assertTrue(check.findings().get(0).text().contains("0/0, number 1 of k7"), check.findings()::toString);
        assertTrue(check.findings().size() < NUMBERS, check.findings()::toString);
    }

    @Test
    void shouldReadWhatTheAppHasWritten()
    {
        for (OutputRecord output : outputs)
        {
            assertEquals(output, OutputRecord.parse(OutputRecord.key(output.key()), output.value()));
        }
    }

    private Map<Wrong, Long> check()
    {
        return checked().counts();
    }

    private OutputCheck checked()
    {
        OutputCheck check = new OutputCheck(input);
        outputs.forEach(output -> check.output(output, "output", 0));
        check.end();
        return check;
    }
}

package io.ringmain.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

class StateHashTest
{
    @Test
    void shouldNotDependOnTheOrderOfTheStages()
    {
        Map<String, Value> forward = new LinkedHashMap<>(Map.of("a", new Value(1)));
        forward.put("b", new Value(2));
        Map<String, Value> backward = new LinkedHashMap<>(Map.of("b", new Value(2)));
        backward.put("a", new Value(1));

        assertEquals(StateHash.of(forward), StateHash.of(backward));
    }

    @Test
    void shouldDifferWhenAStateOrTheNameOfItsStageDiffers()
    {
        String hash = StateHash.of(Map.of("a", new Value(1)));

        assertNotEquals(hash, StateHash.of(Map.of("a", new Value(2))));
        assertNotEquals(hash, StateHash.of(Map.of("b", new Value(1))));
    }

    @Test
    void shouldBeTheShaOfNothingWhenNoStageHasState()
    {
        assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", StateHash.of(Map.of()));
    }

    private record Value(int value) implements Snapshottable
    {
        @Override
        public void writeSnapshot(DataOutput out) throws IOException
        {
            out.writeInt(value);
        }

        @Override
        public void readSnapshot(DataInput in)
        {
            throw new AssertionError("not read here");
        }
    }
}

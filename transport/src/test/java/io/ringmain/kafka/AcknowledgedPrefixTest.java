package io.ringmain.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AcknowledgedPrefixTest
{
    @Test
    void shouldCountOnlyTheFirstThatAreAllSafe()
    {
        AcknowledgedPrefix prefix = new AcknowledgedPrefix(4);

        prefix.acknowledged(1);
        prefix.acknowledged(2);
        assertEquals(0, prefix.count());
        prefix.acknowledged(0);
        assertEquals(3, prefix.count());
        prefix.acknowledged(6);
        prefix.acknowledged(4);
        prefix.acknowledged(5);
        assertEquals(3, prefix.count());
        prefix.acknowledged(3);
        assertEquals(7, prefix.count());
    }
}

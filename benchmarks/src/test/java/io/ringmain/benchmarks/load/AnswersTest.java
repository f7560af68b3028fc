package io.ringmain.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AnswersTest
{
    @Test
    void shouldAgreeWithALoop()
    {
        long sum = 0;
        long xor = 0;
        for (long count = 0; count < 1_000; count++)
        {
            assertEquals(sum, Answers.sum(count));
            assertEquals(xor, Answers.xor(count));
            sum += count;
            xor ^= count;
        }
    }

    @Test
    void shouldWrapAsASumDoes()
    {
        long count = 1L << 33;

        assertEquals((1L << 32) * (count - 1), Answers.sum(count));
    }
}

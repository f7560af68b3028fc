package io.ringmain.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class WrappingTest
{
    @Test
    void shouldLeaveAShortSentenceAlone()
    {
        assertEquals(List.of("  cpus: 2"), Wrapping.lines("cpus: 2"));
    }

    @Test
    void shouldBreakBetweenWordsAndLoseNone()
    {
        String sentence = "flags: " + "-XX:+Something ".repeat(20).strip();

        List<String> lines = Wrapping.lines(sentence);

        assertTrue(lines.stream().allMatch(line -> line.length() <= 100), () -> String.join("\n", lines));
        assertEquals(sentence, String.join(" ", lines.stream().map(String::strip).toList()));
    }
}

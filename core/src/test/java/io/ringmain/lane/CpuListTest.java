package io.ringmain.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuListTest
{
    @ParameterizedTest
    @ValueSource(strings = {"0", "0-3", "0-3,8", "1,3,5-6", "0-127,256-383"})
    void shouldWriteWhatItReadWhenItIsTheKernels(String text)
    {
        assertEquals(text, CpuList.format(CpuList.parse(text + "\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1-", "-1", "3-1", "0,,1", "0-99999999", "0x1"})
    void shouldRefuseWhenItIsSomethingElse(String text)
    {
        assertThrows(NumberFormatException.class, () -> CpuList.parse(text));
    }

    @Test
    void shouldReadTheEmptySetWhenBlank()
    {
        assertEquals(Set.of(), CpuList.parse("\n"));
        assertEquals("none", CpuList.format(List.of()));
    }
}

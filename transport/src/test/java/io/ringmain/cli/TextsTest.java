package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest
{
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "tab\tand\r\n", "grüße €", "\ud83d\ude00 pair", "8=FIX.4.2\u00019=65\u0001",
        "\u001b[1mbold\u001b[0m"})
    void shouldTakeForTextWhatPeopleWrite(String text)
    {
        byte[] bytes = text.getBytes(UTF_8);

        assertTrue(Texts.isText(bytes, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "41004200", "c328", "c1bf", "e0809f", "eda080", "f08080bf", "f4908080", "f5808080",
        "e282", "80", "df0c1241e1a9eb18", "2a000000"})
    void shouldNotTakeForTextWhatIsNone(String hex)
    {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertFalse(Texts.isText(bytes, bytes.length));
    }

    @Test
    void shouldAgreeWithTheDecoderOfTheJdk()
    {
        Random random = new Random(42);
        for (int i = 0; i < 200_000; i++)
        {
            // above the control characters, and dense in what nearly is a character
            byte[] bytes = new byte[1 + random.nextInt(5)];
            for (int j = 0; j < bytes.length; j++)
            {
                bytes[j] = (byte) (random.nextInt(6) == 0 ? 'a' : 0x80 + random.nextInt(0x80));
            }

            assertEquals(isUtf8(bytes), Texts.isText(bytes, bytes.length), () -> HexFormat.of().formatHex(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"a\":[1,{\"b\":null}]}\n", "[1.5e3, true, \"}\"]"})
    void shouldTakeObjectsAndArraysForJson(String json)
    {
        byte[] bytes = json.getBytes(UTF_8);

        assertTrue(Texts.isJsonObjectOrArray(bytes, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "14", "\"text\"", "null", "{\"a\":1", "{a:1}", "{\"a\":01}", "{\"a\":NaN}", "[1,]",
        "{}{}", "[08:00] started [x]", "{\"a\":\"\n\"}", "{'a':1}", "{\"a\":\"\\x\"}"})
    void shouldNotTakeForJsonWhatAParserWouldRefuse(String text)
    {
        byte[] bytes = text.getBytes(UTF_8);

        assertFalse(Texts.isJsonObjectOrArray(bytes, bytes.length));
    }

    private static boolean isUtf8(byte[] bytes)
    {
        try
        {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        }
        catch (CharacterCodingException e)
        {
            return false;
        }
    }
}

package io.ringmain.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest
{
    @ParameterizedTest
    @ValueSource(strings = {"kafka:flights?bootstrap=a:1,b:2&group=x&config=c.properties",
        "kafka:flights?bootstrap=localhost:9092", "journal:data/flights", "file:a b.jsonl.gz", "file:C:x", "stdin:",
        "stdout:", "app:io.ringmain.demo.FlightsApp"})
    void shouldSayTheSameAgainWhenParsed(String text)
    {
        assertEquals(text, Endpoint.parse(text).toString());
    }

    @Test
    void shouldLookForABrokerWhereOursListensWhenNobodySaysWhere()
    {
        assertEquals(new Endpoint.Topic("flights", "localhost:9092", "x", null),
                Endpoint.parse("kafka:flights?group=x"));
    }

    @Test
    void shouldFindTheHomeFolderWhenThePathBeginsWithATilde()
    {
        assertEquals(new Endpoint.Journal(Path.of(System.getProperty("user.home"), "j")),
                Endpoint.parse("journal:~/j"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "data/flights             | \"data/flights\" is no endpoint; give kafka:TOPIC, journal:DIR, file:PATH, stdin: or stdout:",
        "-                        | \"-\" is no endpoint; write stdin: or stdout:",
        "stdin                    | \"stdin\" is no endpoint; write stdin:",
        "jurnal:x                 | \"jurnal:x\" is no endpoint: there is no kind \"jurnal:\"; give kafka:TOPIC",
        "Journal:x                | there is no kind \"Journal:\"; write journal:",
        "journal:                 | \"journal:\" has no path; write it as journal:data/flights",
        "stdin:x                  | \"stdin:x\": nothing follows stdin:",
        "kafka:                   | \"\" is not the name of a topic",
        "kafka:a/b                | \"a/b\" is not the name of a topic",
        "kafka:a?bootstrap=b      | \"b\" is not HOST:PORT, such as localhost:9092",
        "kafka:a?brokers=b:1      | kafka: has no parameter \"brokers\"; it has bootstrap, group, config",
        "kafka:a?group=           | group has no value",
        "kafka:a?group=x&group=y  | group is given twice",
        "app:a b                  | \"app:a b\" names no class; write it as app:com.example.MyApp"})
    void shouldSayWhatWouldBeRightWhenItMeansNothing(String text, String message)
    {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text));

        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void shouldGuessTheKindWhenABarePathExists(@TempDir Path folder) throws Exception
    {
        Path file = Files.createFile(folder.resolve("x"));

        assertTrue(message(folder).endsWith("did you mean journal:" + folder + "?"), message(folder));
        assertTrue(message(file).endsWith("did you mean file:" + file + "?"), message(file));
    }

    private static String message(Path path)
    {
        return assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(path.toString())).getMessage();
    }
}

package io.ringmain.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class BenchTest
{
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --full --trial                | --full and --trial exclude each other; give one of them (see ringmain bench --help)
            latency --rate 0              | --rate is 0; give a number from 1 to 1000000000 (see ringmain bench latency --help)
            latency --step 0              | --step is 0.0; give seconds from 0.1 to 3600 (see ringmain bench latency --help)
            motor                         | there is no "motor" here (see ringmain bench --help)
            engine --case xyzzy           | there is no case "xyzzy"; --list tells their names (see ringmain bench engine --help)
            engine --rounds 0             | --rounds is 0; give a number from 1 to 1000 (see ringmain bench engine --help)
            engine --ring 1000            | --ring is 1000; give a power of two from 64 on, such as 65536 (see ringmain bench engine --help)
            journal --case xyzzy          | there is no case "xyzzy"; --list tells their names (see ringmain bench journal --help)
            kafka --case xyzzy            | there is no case "xyzzy"; --list tells their names (see ringmain bench kafka --help)
            kafka --case packed --side x  | there is no side "x" in these cases; they have ringmain, bare-loop, bare-loop-packed (see ringmain bench kafka --help)
            kafka --setting linger.ms=20  | --setting is linger.ms=20; give one of the producers, the consumers or Kafka Streams, such as producer.linger.ms=20 (see ringmain bench kafka --help)
            engine --bogus                | there is no option --bogus (see ringmain bench engine --help)
            """)
    void shouldSayInOneLineWhatIsWrongWithTheCall(String arguments, String line)
    {
        int exitCode = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertEquals(Bench.CALLED_WRONGLY, exitCode);
        assertEquals("ringmain: " + line, err().strip());
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldListItsCases()
    {
        assertEquals(0, run("engine", "--list"));

        assertTrue(out.toString(StandardCharsets.UTF_8).lines().anyMatch("unicast-auto"::equals));
        assertTrue(out.toString(StandardCharsets.UTF_8).lines().anyMatch("latency-100k-threads"::equals));
    }

    @Test
    void shouldMeasureInForksAndEndWithOneObject(@TempDir Path folder) throws Exception
    {
        int exitCode = run("engine", "--quick", "--rounds", "1", "--case", "pipeline", "--side", "ringmain", "--side",
                "disruptor", "--json", "--out", folder.toString());

        assertEquals(0, exitCode, this::err);
        JsonNode result = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8)).get("results").get(0);
        assertEquals("pipeline", result.get("case").asText());
        assertTrue(result.get("ringmain").get("median").asDouble() > 0);
        assertTrue(result.get("peers").get("disruptor").get("median").asDouble() > 0);
        assertEquals(2, Files.readAllLines(folder.resolve("forks.jsonl")).size());
        assertTrue(Files.readString(folder.resolve("table.txt")).contains("load average after"));
    }

    @Test
    void shouldPublishAReportThatCanBeComparedWithItself(@TempDir Path parent) throws Exception
    {
        int exitCode = run("--trial", "--out", parent.toString());

        assertEquals(0, exitCode, this::err);
        Path html = Path.of(out.toString(StandardCharsets.UTF_8).strip());
        assertEquals(parent.toRealPath(), html.getParent().getParent().toRealPath());
        for (String file : List.of("report.md", "environment.json", "machine.json", "engine/forks.jsonl",
                "latency/results.json", "latency/histograms/in-process-ringmain-1.hlog",
                "latency/histograms/in-process-same-thread-10000.hgrm", "plots/throughput.svg",
                "plots/in-process-by-load.svg"))
        {
            assertTrue(Files.size(html.resolveSibling(file)) > 0, file);
        }
        assertEquals(0, run("compare", html.getParent().toString(), html.getParent().toString()), this::err);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("One fork has no spread"));
    }

    @Test
    void shouldTellWhatMoreLanesDo() throws Exception
    {
        int exitCode = run("scaling", "--quick", "--rounds", "1", "--case", "lanes-1", "--json");

        assertEquals(0, exitCode, this::err);
        JsonNode root = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertTrue(root.get("results").get(0).get("peers").get("same-thread").get("median").asDouble() > 0);
        assertEquals(1, root.get("findings").get("speed-up").get("ringmain-1").asDouble());
        assertEquals(1, root.get("findings").get("law-ringmain").get("points").asInt());
        assertTrue(err().contains("no fit: too few points: 1"), this::err);
    }

    @Test
    void shouldTellWhatTheMachineCanDo(@TempDir Path folder) throws Exception
    {
        int exitCode = run("machine", "--quick", "--json", "--dir", folder.toString());

        assertEquals(0, exitCode, this::err);
        JsonNode readings = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        for (String name : List.of("clock", "memory", "disk", "force", "loopback"))
        {
            JsonNode reading = readings.get(name);
            assertTrue(reading.get("median").asDouble() > 0, name);
            assertTrue(reading.get("min").asDouble() <= reading.get("max").asDouble(), name);
        }
        assertTrue(readings.get("stolen").get("max").asDouble() <= 100);
        try (Stream<Path> left = Files.list(folder))
        {
            assertEquals(0, left.count());
        }
    }

    @Test
    void shouldMeasureTheJournalInFoldersThatItRemoves(@TempDir Path folder) throws Exception
    {
        int exitCode = run("journal", "--quick", "--rounds", "1", "--case", "append-64", "--json", "--dir",
                folder.toString());

        assertEquals(0, exitCode, this::err);
        JsonNode result = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8)).get("results").get(0);
        assertEquals("append-64", result.get("case").asText());
        assertTrue(result.get("ringmain").get("median").asDouble() > 0);
        assertEquals(3, result.get("peers").get("chronicle-plain").get("asked").asDouble());
        assertEquals(0, folder.toFile().list().length);
    }

    @Test
    void shouldMeasureALoopOverTheClientsWithABrokerThatItStops(@TempDir Path folder) throws Exception
    {
        int exitCode = run("kafka", "--quick", "--rounds", "1", "--case", "pass-at-least-once", "--side", "bare-loop",
                "--json", "--dir", folder.toString());

        assertEquals(0, exitCode, this::err);
        JsonNode result = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8)).get("results").get(0);
        assertEquals("pass-at-least-once", result.get("case").asText());
        assertTrue(result.get("ringmain").isNull());
        assertTrue(result.get("peers").get("bare-loop").get("median").asDouble() > 0);
        assertEquals(0, folder.toFile().list().length);
    }

    @Test
    void shouldFailInOneLineWhenTheDiskCannotBeWrittenTo()
    {
        int exitCode = run("journal", "--quick", "--case", "append-64", "--dir", "/proc/nowhere");

        assertEquals(Bench.FAILED, exitCode);
        assertTrue(err().startsWith("ringmain: nothing can be written to /proc/nowhere: it is no folder that exists;"),
                this::err);
    }

    @Test
    void shouldFailInOneLineWhenAForkCannotRun()
    {
        int exitCode = run("engine", "--quick", "--rounds", "1", "--case", "unicast", "--jvm", "-XX:+NoSuchFlag");

        assertEquals(Bench.FAILED, exitCode);
        assertTrue(err().lines().anyMatch(line -> line.startsWith("ringmain: unicast, ringmain a lane a stage")),
                this::err);
    }

    private String err()
    {
        return err.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments)
    {
        return Bench.run(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
    }
}

package io.ringmain.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import com.example.Adults;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import io.ringmain.failure.FailurePolicy;
import io.ringmain.log.LogRecord;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.PipelineBuilder;

/** Apps of which only the steps are written, in a pipeline without Kafka. */
class RecordAppTest
{
    private static final long TIME_MS = 1_700_000_000_123L;

    private final List<String> journaled = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();

    private static RecordApp app(Consumer<Steps> description)
    {
        return new RecordApp()
        {
            @Override
            protected void describe(Steps steps)
            {
                description.accept(steps);
            }
        };
    }

    private void run(RecordApp app, String... values)
    {
        app.to("out");
        PipelineBuilder<LogRecord> builder = Pipeline.<LogRecord>builder(app.name(), app::newEvent).singlePublisher();
        app.describe(builder, (event, sequence, endOfBatch) -> journaled.add(text(event.valueBytes())),
                (event, sequence, endOfBatch) -> sent.add(app.write(event)));
        try (Pipeline<LogRecord> pipeline = builder.start())
        {
            for (int i = 0; i < values.length; i++)
            {
                ConsumerRecord<byte[], byte[]> record = record(i, values[i]);
                pipeline.publisher().publish(event -> app.read(record, event));
            }
            pipeline.close(Duration.ofSeconds(10));
            pipeline.failure().ifPresent(failure ->
            {
                throw failure;
            });
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(int offset, String value)
    {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", bytes("t" + offset)).add("empty", null);
        return new ConsumerRecord<>("in", 1, offset, TIME_MS + offset, TimestampType.CREATE_TIME, 2, 0,
                bytes("k" + offset), value == null ? null : bytes(value), headers, Optional.empty());
    }

    private List<String> values()
    {
        return sent.stream().map(record -> text(record.value())).toList();
    }

    private static byte[] bytes(String text)
    {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes)
    {
        return bytes == null ? "null" : new String(bytes, UTF_8);
    }

    @Test
    void shouldKeepSomeAndChangeThemWithTheirKeyHeadersAndTime()
    {
        run(new Adults(), "{\"name\": \"Alice\", \"age\": 30}", "{\"name\": \"Bob\", \"age\": 3}");

        assertEquals(List.of("{\"name\":\"Alice\",\"age\":30,\"greeting\":\"Hello, Alice!\"}"), values());
        ProducerRecord<byte[], byte[]> alice = sent.get(0);
        assertEquals("out", alice.topic());
        assertEquals("k0", text(alice.key()));
        assertEquals(TIME_MS, alice.timestamp());
        assertNull(alice.partition());
        assertEquals("t0", text(alice.headers().lastHeader("trace").value()));
        assertNull(alice.headers().lastHeader("empty").value());
        assertEquals(2, alice.headers().toArray().length);
    }

    @Test
    void shouldJournalWhatCameInBeforeAnyStepChangesIt()
    {
        run(new Adults(), "{\"name\": \"Alice\", \"age\": 30}");

        assertEquals(List.of("{\"name\": \"Alice\", \"age\": 30}"), journaled);
    }

    @Test
    void shouldHandOnATombstoneAsItIs()
    {
        run(app(steps -> steps.filterJson("none", json -> false).mapJson("change", json -> json.put("x", 1))
                .filterText("nothing", text -> false).mapText("more", text -> text + "!")), null, "{}");

        assertEquals(1, sent.size());
        assertNull(sent.get(0).value());
    }

    @Test
    void shouldGoThroughAllKindsOfStepsInOrder()
    {
        run(app(steps -> steps.filterText("long", text -> text.length() > 1).mapText("upper", text -> text + "1")
                .map("more", record -> record.value(bytes(text(record.valueBytes()) + "2")))
                .filter("keyed", record -> record.keyLength() > 0)
                .stage("last", (record, sequence, endOfBatch) -> record.key(bytes("new")))), "a", "bc");

        assertEquals(List.of("bc12"), values());
        assertEquals("new", text(sent.get(0).key()));
    }

    @Test
    void shouldHandOnEverythingWhenThereIsNoStep()
    {
        run(app(steps ->
        {}), "a", "b");

        assertEquals(List.of("a", "b"), values());
    }

    @Test
    void shouldKeepTheDigitsOfNumbersThatItDoesNotTouch()
    {
        run(app(steps -> steps.mapJson("none", json -> json.remove("x"))),
                "{\"a\":1.10,\"b\":0.12345678901234567890123,\"c\":12345678901234567890,\"x\":null}");

        assertEquals(List.of("{\"a\":1.10,\"b\":0.12345678901234567890123,\"c\":12345678901234567890}"), values());
    }

    @Test
    void shouldHaltAndSayWhichRecordIsNoJson()
    {
        RuntimeException e = assertThrows(RuntimeException.class,
                () -> run(new Adults(), "{\"age\": 20}", "[1]", "{\"age\": 21}"));

        String said = e.getMessage() + " " + e.getCause();
        assertTrue(said.contains("position 1 of partition 1 holds no JSON object: [1]"), said);
    }

    @Test
    void shouldGoOnBehindARecordThatIsNoJsonWhenToldTo()
    {
        run(app(steps -> steps.mapJson("json", json -> json.put("x", 1)).onFailure(FailurePolicy.skip())), "{}",
                "no json", "{}");

        assertEquals(List.of("{\"x\":1}", "{\"x\":1}"), values());
    }

    @Test
    void shouldSayWhatIsMissing()
    {
        RecordApp nowhere = new Adults();
        assertTrue(assertThrows(IllegalStateException.class, () -> nowhere.write(new LogRecord())).getMessage()
                .contains("app \"adults\" does not know where records go"));
        assertTrue(assertThrows(IllegalStateException.class,
                () -> run(app(steps -> steps.onFailure(FailurePolicy.skip())))).getMessage()
                .contains("add a step first"));
    }

    @Test
    void shouldBeAsShortAsTheDocsSay() throws IOException
    {
        String source = Files.readString(Path.of("src/test/java/com/example/Adults.java"));
        String app = source.substring(source.indexOf("// tag::app\n") + "// tag::app\n".length(),
                source.indexOf("// end::app"));

        assertTrue(Files.readString(Path.of("../docs/hello-kafka.md")).contains("```java\n" + app + "```"),
                "docs/hello-kafka.md does not hold the lines between the tags in Adults.java");
    }
}

package io.ringmain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.Retention;
import io.ringmain.node.NodeOptions;

/** The schema holds all that can be programmed, and the page about it says all of the schema. */
class SchemaTest
{
    /** Where the name of a key is not that of the component. */
    private static final Map<String, List<String>> KEYS = Map.of("journal", List.of("journal.directory"),
            "client", List.of("kafka.config-file"), "bootstrap", List.of("kafka.bootstrap"),
            "segmentBytes", List.of("journal.segment"), "sync", List.of("journal.sync"),
            "whenFull", List.of("journal.when-full"), "key", List.of("journal.key-file", "journal.key-env"),
            "maxBytes", List.of("journal.keep-bytes"), "maxAge", List.of("journal.keep-age"), "maxSegments",
            List.of("journal.keep-segments"));

    static Stream<String> components()
    {
        return Stream.of(NodeOptions.class, JournalOptions.class, Retention.class)
                .flatMap(options -> Arrays.stream(options.getRecordComponents()))
                // these are records whose own components are here
                .filter(component -> component.getType() != JournalOptions.class &&
                        component.getType() != Retention.class)
                .map(RecordComponent::getName);
    }

    @ParameterizedTest
    @MethodSource("components")
    void shouldHaveAKeyForEachComponentOfTheOptions(String component)
    {
        String dashed = component.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);

        KEYS.getOrDefault(component, List.of(dashed))
                .forEach(key -> assertNotNull(Schema.find(key), "no key " + key + " for " + component));
    }

    @Test
    void shouldHaveValidDefaultsAndExamples()
    {
        for (Key key : Schema.keys())
        {
            assertNotNull(key.parser().apply(key.example()), key.name());
            assertEquals(key.fallback() != null, Setting.ofDefault(key).isSet());
            assertTrue(key.fallback() != null || key.without() != null || key.required(),
                    key.name() + " says nothing of what happens without it");
        }
    }

    @Test
    void shouldBeOnThePageAsItIs() throws IOException
    {
        String table = Schema.keys().stream().map(SchemaTest::row).collect(Collectors.joining("\n",
                "| key | option | default | |\n|---|---|---|---|\n", "\n"));

        assertTrue(Files.readString(Path.of("../docs/running.md")).contains(table),
                "docs/running.md lacks this table:\n" + table);
    }

    private static String row(Key key)
    {
        String option = key.name().equals("app")
                ? "`APP`"
                : key.option() == null ? "`--http`" : '`' + key.option() + '`';
        String fallback = key.fallback() != null
                ? '`' + key.fallback() + '`'
                : key.required() ? "**needed**" : key.without();
        return "| `" + key.name() + "` | " + option + " | " + fallback + " | " + key.about().replace("|", "\\|") + " |";
    }

    @Test
    void shouldNameVariablesAsKeys()
    {
        assertEquals("RINGMAIN_KAFKA_CONFIG_FILE", Schema.KAFKA_CONFIG.variable());
        assertEquals("RINGMAIN_COMMIT_INTERVAL", Schema.COMMIT_INTERVAL.variable());
    }
}

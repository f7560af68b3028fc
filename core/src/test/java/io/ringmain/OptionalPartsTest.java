package io.ringmain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.ringmain.counter.StageCounter;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.pipeline.Pipeline;

/** In a JVM of its own with the three libraries that core must have. */
@Timeout(60)
class OptionalPartsTest
{
    private static final Pattern REQUIRED = Pattern.compile("(classes|(disruptor|agrona|HdrHistogram)-[^/]*\\.jar)/?$");

    @Test
    void shouldRunAndSkipFailuresWhenEverythingOptionalIsMissing() throws Exception
    {
        assertEquals("flight recorder: false, handled: 1, skipped: 1, slow: true" + System.lineSeparator(),
                run("--limit-modules", "java.base,jdk.unsupported"));
    }

    @Test
    void shouldNotMakeAFirstSlowBatchAndAFirstFailureLoadFlightRecorderEventsThatNobodyRecords() throws Exception
    {
        String loaded = run("-Xlog:class+load");

        assertTrue(loaded.contains("flight recorder: true, handled: 1, skipped: 1, slow: true"), loaded);
        assertTrue(loaded.contains("io.ringmain.jfr.FlightEvents "), loaded);
        assertFalse(loaded.contains("io.ringmain.jfr.SlowBatchEvent"), loaded);
        assertFalse(loaded.contains("io.ringmain.jfr.StageFailureEvent"), loaded);
    }

    private static String run(String... options) throws Exception
    {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> REQUIRED.matcher(entry).find()).collect(Collectors.joining(File.pathSeparator));

        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath, Service.class.getName()));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();

        String out = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, java.waitFor(), out);
        return out;
    }

    /** What the other JVM runs. */
    static final class Service
    {
        private Service()
        {}

        public static void main(String[] args)
        {
            long[] handled = new long[1];
            try (Pipeline<long[]> pipeline = Pipeline.builder("service", () -> new long[1]).capacity(16)
                    .slowBatch(Duration.ZERO).stage("count", (event, sequence, endOfBatch) ->
                    {
                        if (sequence == 0)
                        {
                            throw new IllegalArgumentException("the first is refused");
                        }
                        handled[0]++;
                    }).onFailure(FailurePolicy.skip()).start())
            {
                pipeline.publisher().publish(event -> event[0] = 1);
                pipeline.publisher().publish(event -> event[0] = 2);

                long skipped = pipeline.close(Pipeline.DEFAULT_DEADLINE).skipped();
                System.out.println("flight recorder: " +
                        ModuleLayer.boot().findModule("jdk.jfr").isPresent() + ", handled: " + handled[0] +
                        ", skipped: " + skipped + ", slow: " + (pipeline.stats().stage("count")
                                .get(StageCounter.SLOW_BATCHES) > 0));
            }
        }
    }
}

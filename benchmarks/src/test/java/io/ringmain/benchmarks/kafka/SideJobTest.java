package io.ringmain.benchmarks.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideJobTest
{
    @TempDir
    private Path folder;

    private SideJob job()
    {
        return new SideJob(Side.STREAMS_ROCKSDB, Work.COUNT, Layout.SINGLE, true, "127.0.0.1:9092", "in", "out",
                "group",
                folder, Tuning.throughput());
    }

    @Test
    void shouldReachASideUnchanged() throws Exception
    {
        assertEquals(job(), SideJob.read(job().write()));
    }

    @Test
    void shouldGiveEachClientItsOwnSettings()
    {
        Map<String, Object> producer = job().producer();

        assertEquals("127.0.0.1:9092", producer.get("bootstrap.servers"));
        assertTrue(producer.containsKey("batch.size"));
        assertFalse(producer.containsKey("max.poll.records"));
        assertTrue(job().consumer().containsKey("max.poll.records"));
    }

    @Test
    void shouldReadSettings()
    {
        assertEquals(Map.of("producer.linger.ms", "20", "consumer.a", "b=c"),
                Tuning.parse(List.of("producer.linger.ms=20", "consumer.a=b=c")));
        assertThrows(IllegalArgumentException.class, () -> Tuning.parse(List.of("linger.ms=20")));
    }

    @Test
    void shouldReadWhatACollectorSays()
    {
        GcLog log = GcLog.of(List.of("[0.010s][info][gc] Using Parallel",
                "[1.2s][info][gc] GC(0) Pause Young (Allocation Failure) 63M->7M(245M) 2.1ms",
                "[2.2s][info][gc] GC(1) Pause Full (Ergonomics) 171M->12M(245M) 9.0ms",
                "[3.2s][info][gc] GC(2) Pause Young (Allocation Failure) 76M->9M(245M) 1.0ms"));

        assertEquals(new GcLog(171, 12), log);
    }
}

package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import io.ringmain.node.Node;
import io.ringmain.node.NodeStatus;
import io.ringmain.node.NodeStatus.Health;
import io.ringmain.node.NodeStatus.PartitionStatus;
import io.ringmain.node.NodeStatus.PartitionStatus.Phase;
import io.ringmain.web.Watched;

class RunStatusTest
{
    private static final long SECOND = 1_000_000_000;

    private final Histogram latency = new Histogram(3);
    private NodeStatus status = status(Health.STARTING, "", 0, 0);
    private final RunStatus shown = new RunStatus(
            new Watched("app", "g", "in", () -> status, () -> Map.of(Node.COMMITTED, latency)), 0);

    private static NodeStatus status(Health health, String trouble, long in, int partitions)
    {
        List<PartitionStatus> has = IntStream.range(0, partitions)
                .mapToObj(i -> new PartitionStatus(i, i == 1 ? Phase.REPLAYING : Phase.LIVE, 0, 0, 5)).toList();
        return new NodeStatus(health, trouble, "g.1", has, in, 7, in / 2, 3, 1, 0);
    }

    @Test
    void shouldSayInOneLineHowTheNodeIs()
    {
        assertEquals("starting, no partition, 0/s in, 0/s out, lag 0, 3 commits", shown.line());

        status = status(Health.READY, "", 4_000, 4);
        latency.recordValue(1_500_000);
        shown.look(2 * SECOND);
        assertEquals("partitions 1 replaying, 0,2-3 live, 2,000/s in, 1,000/s out, lag 20, 3 commits, p50 1.50 ms " +
                "p99 1.50 ms", shown.line());

        status = status(Health.TROUBLED, "Kafka does not answer", 4_000, 1);
        shown.look(4 * SECOND);
        assertEquals(
                "trouble: Kafka does not answer; partition 0 live, 0/s in, 0/s out, lag 5, 3 commits, p50 1.50 ms " +
                        "p99 1.50 ms",
                shown.line());
    }

    @Test
    void shouldBeNewsWhenPartitionsOrTroubleComeOrGoAndNotTooOften()
    {
        assertTrue(shown.isNews(0));
        assertFalse(shown.isNews(SECOND));

        status = status(Health.READY, "", 0, 2);
        shown.look(2 * SECOND);
        assertTrue(shown.isNews(2 * SECOND));

        status = status(Health.READY, "", 9, 2);
        shown.look(20 * SECOND);
        assertFalse(shown.isNews(20 * SECOND));

        status = status(Health.TROUBLED, "no broker", 9, 2);
        shown.look(30 * SECOND);
        assertTrue(shown.isNews(30 * SECOND));
        status = status(Health.READY, "", 9, 2);
        shown.look(31 * SECOND);
        assertFalse(shown.isNews(31 * SECOND));
        assertTrue(shown.isNews(40 * SECOND));
    }

    @Test
    void shouldAccountForTheWhole()
    {
        status = status(Health.CLOSED, "", 4_000, 0);
        latency.recordValue(1_500_000);

        shown.end(2 * SECOND, true);

        assertEquals(
                "Stopped. Handled 4,000 events of kafka:in in 2.00 s, 2,000/s; before, 7 replayed. 2,000 records " +
                        "out, 3 commits, from poll to commit p50 1.50 ms p99 1.50 ms.",
                shown.account());
        assertTrue(shown.json("summary").contains("\"kind\":\"summary\",\"elapsedNs\":2000000000,\"stopped\":true"));
    }

    @Test
    void shouldWriteNeighboursAsARange()
    {
        assertEquals("0-2,5,7-8", RunStatus.ranges(List.of(0, 1, 2, 5, 7, 8)));
    }
}

package io.ringmain.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ringmain.node.NodeStatus;
import io.ringmain.node.NodeStatus.Health;
import io.ringmain.node.NodeStatus.PartitionStatus;

class StatusServerTest
{
    private final HttpClient client = HttpClient.newHttpClient();
    private final Histogram latency = new Histogram(3);
    private NodeStatus status = status(Health.READY, "");
    private final Watched node = new Watched("an \"app\"", "g", "in", () -> status, () -> Map.of("committed", latency));
    private final StatusServer server = StatusServer.start("127.0.0.1", 0, node);

    private static NodeStatus status(Health health, String trouble)
    {
        return new NodeStatus(health, trouble, "g.1", List.of(
                new PartitionStatus(0, PartitionStatus.Phase.LIVE, 90, 80, 100),
                new PartitionStatus(3, PartitionStatus.Phase.REPLAYING, 5, -1, -1)), 1_000, 10, 900, 7, 1, 2);
    }

    @AfterEach
    void stop()
    {
        server.close();
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException
    {
        return client.send(HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException
    {
        return ask("GET", path);
    }

    @ParameterizedTest
    @CsvSource({"STARTING,200,503", "READY,200,200", "STANDBY,200,200", "TROUBLED,200,503", "FAILED,503,503",
        "CLOSED,200,503"})
    void shouldTellHealthAndReadiness(Health health, int alive, int ready) throws Exception
    {
        status = status(health, health == Health.TROUBLED ? "Kafka does not answer" : "");

        assertEquals(alive, get("/health").statusCode());
        assertEquals(ready, get("/ready").statusCode());
        assertEquals(health + (health == Health.TROUBLED ? ": Kafka does not answer\n" : "\n"), get("/ready").body());
    }

    @Test
    void shouldTellTheStatusAsJson() throws Exception
    {
        latency.recordValue(1_000_000);

        HttpResponse<String> answer = get("/status");

        JsonNode json = new JsonMapper().readTree(answer.body());
        assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("READY", json.get("health").asText());
        assertEquals(1_000, json.get("eventsIn").asLong());
        assertEquals(10, json.get("lag").asLong());
        assertEquals("REPLAYING", json.at("/partitions/1/phase").asText());
        assertEquals(1, json.at("/latencyNs/committed/count").asLong());
    }

    @Test
    void shouldTellMetricsAsPrometheusReadsThem() throws Exception
    {
        latency.recordValueWithCount(2_000_000, 10);

        HttpResponse<String> answer = get("/metrics");

        Pattern sample = Pattern.compile(
                "ringmain_[a-z_]+\\{([a-z]+=\"([^\"\\\\]|\\\\.)*\",?)+} -?[0-9.]+(E-?[0-9]+)?");
        assertTrue(answer.headers().firstValue("Content-Type").orElseThrow().startsWith("text/plain; version=0.0.4"));
        answer.body().lines().filter(line -> !line.startsWith("# "))
                .forEach(line -> assertTrue(sample.matcher(line).matches(), line));
        String labels = "{app=\"an \\\"app\\\"\",group=\"g\"";
        assertTrue(answer.body().contains("# TYPE ringmain_events_in_total counter\nringmain_events_in_total" +
                labels + "} 1000\n"), answer.body());
        assertTrue(answer.body().contains("ringmain_health" + labels + ",state=\"ready\"} 1\n"), answer.body());
        assertTrue(answer.body().contains("ringmain_partition_lag" + labels + ",topic=\"in\",partition=\"0\"} 10\n"),
                answer.body());
        assertTrue(answer.body().contains("ringmain_latency_seconds_count" + labels + ",of=\"committed\"} 10\n"),
                answer.body());
    }

    @Test
    void shouldShowAPageThatNeedsNothingElse() throws Exception
    {
        HttpResponse<String> page = get("/");

        assertEquals(200, page.statusCode());
        assertFalse(page.body().contains("http://") || page.body().contains("https://"));
        assertTrue(page.headers().firstValue("Content-Security-Policy").orElseThrow().contains("default-src 'none'"));
    }

    @Test
    void shouldRefuseWhatItDoesNotHave() throws Exception
    {
        assertEquals(404, get("/healthy").statusCode());
        assertEquals(405, ask("POST", "/health").statusCode());
        HttpResponse<String> head = ask("HEAD", "/status");
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
    }

    @Test
    void shouldBeUnhealthyWhenTheNodeCannotTell() throws Exception
    {
        status = null;

        assertEquals(503, get("/health").statusCode());
    }

    @Test
    void shouldSayWhenThePortIsTaken()
    {
        int port = URI.create(server.url()).getPort();

        UncheckedIOException e = assertThrows(UncheckedIOException.class,
                () -> StatusServer.start("127.0.0.1", port, node));

        assertEquals("Cannot tell health at http://127.0.0.1:" + port +
                " (Address already in use); give another port, or 0 for any that is free", e.getMessage());
    }
}

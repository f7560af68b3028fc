package io.ringmain.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest
{
    @TempDir
    Path folder;

    @Test
    void shouldAllowItsOwnScriptAndStyleOnly() throws Exception
    {
        String page = page(new HtmlReport("A run", "today").latency(LatencyTest.latency()));

        assertTrue(page.contains("default-src 'none'; style-src '" + hash(between(page, "<style>", "</style>")) +
                "'; script-src '" + hash(between(page, "\n<script>", "</script>")) + "';"));
        assertFalse(Pattern.compile("<[^>]+\\s(src|href|style|on[a-z]+)=").matcher(
                page.replaceAll("(?s)<script.*?</script>", "")).find());
        assertFalse(page.contains("{{"));
    }

    @Test
    void shouldEscapeWhatItIsGiven() throws Exception
    {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(5);
        String evil = "</script><b>\"&{{style}}";

        String page = page(new HtmlReport(evil, evil).highlight(evil, evil).fact(evil, evil)
                .table(evil, Table.of(evil).row(evil)).latency(new Latency(Map.of(evil, histogram))));

        assertFalse(page.contains("<b>"));
        assertEquals(evil, data(page).path("names").get(0).asText());
    }

    @Test
    void shouldPlotEachStageUpToItsMaximum() throws Exception
    {
        JsonNode data = data(page(new HtmlReport("A run", "today").latency(LatencyTest.latency())));

        JsonNode x = data.path("data").get(0);
        JsonNode parse = data.path("data").get(1);
        assertEquals("[\"parse\",\"end to end\",\"idle\"]", data.path("names").toString());
        assertEquals(4, data.path("data").size());
        for (int i = 0; i < x.size(); i++)
        {
            assertTrue(i == 0 || x.get(i).asDouble() > x.get(i - 1).asDouble());
            assertEquals(x.get(i).asDouble() > 1_000, parse.get(i).isNull(), x.get(i).asText());
            assertEquals(i > 0, data.path("data").get(2).get(i).isNull());
            assertTrue(data.path("data").get(3).get(i).isNull());
            if (x.get(i).asDouble() == 1_000)
            {
                assertEquals(1_000_000, parse.get(i).asDouble(), 1_000);
            }
            if (x.get(i).asDouble() == 10)
            {
                assertEquals(900_000, parse.get(i).asDouble(), 1_000);
            }
        }
        assertEquals(100_000, x.get(x.size() - 1).asDouble());
    }

    private String page(HtmlReport report) throws Exception
    {
        Path file = folder.resolve("report.html");
        report.write(file);
        return Files.readString(file);
    }

    private static JsonNode data(String page) throws Exception
    {
        return new JsonMapper().readTree(between(page, "id=\"data\">", "</script>"));
    }

    private static String between(String text, String begin, String end)
    {
        Matcher matcher = Pattern.compile(Pattern.quote(begin) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(text);
        assertTrue(matcher.find());
        return matcher.group(1);
    }

    private static String hash(String text) throws Exception
    {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}

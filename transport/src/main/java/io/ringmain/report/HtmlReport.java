package io.ringmain.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run as one HTML file that needs nothing else: the percentile plot, tables, facts. It loads nothing and runs no script
 * but its own two, which its content security policy names by their hashes.
 */
public final class HtmlReport
{
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private final String title;
    private final String subtitle;
    private final Map<String, String> highlights = new LinkedHashMap<>();
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private Latency latency = new Latency(Map.of());

    /**
     * An empty report.
     *
     * @param title    what ran
     * @param subtitle when and where, or how it went
     */
    public HtmlReport(String title, String subtitle)
    {
        this.title = title;
        this.subtitle = subtitle;
    }

    /**
     * A figure for the top of the page; about four look well.
     *
     * @param label what it is
     * @param value short
     * @return this
     */
    public HtmlReport highlight(String label, String value)
    {
        highlights.put(label, value);
        return this;
    }

    /**
     * What the plot shows, and the table below it.
     *
     * @param newLatency by stage
     * @return this
     */
    public HtmlReport latency(Latency newLatency)
    {
        latency = newLatency;
        return this;
    }

    /**
     * A further table.
     *
     * @param heading above it
     * @param table   its rows
     * @return this
     */
    public HtmlReport table(String heading, Table table)
    {
        tables.put(heading, table);
        return this;
    }

    /**
     * A line of small print: the machine, a hash, how something was measured.
     *
     * @param label what it is
     * @param value as long as it needs to be
     * @return this
     */
    public HtmlReport fact(String label, String value)
    {
        facts.put(label, value);
        return this;
    }

    /**
     * Writes the page.
     *
     * @param file replaced when it exists
     */
    public void write(Path file)
    {
        try
        {
            Files.writeString(file, page());
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("The report cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private String page() throws IOException
    {
        String style = resource(UPLOT + "uPlot.min.css") + resource("report.css");
        String script = resource(UPLOT + "uPlot.iife.min.js") + resource("report.js");
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", Html.escaped(title));
        parts.put("subtitle", Html.escaped(subtitle));
        parts.put("styleHash", hash(style));
        parts.put("scriptHash", hash(script));
        parts.put("style", style);
        parts.put("script", script);
        parts.put("highlights", pairs(highlights));
        parts.put("data", PlotData.json(latency));
        parts.put("latency", latency.table().html());
        parts.put("tables", tables.entrySet().stream().map(HtmlReport::section).collect(Collectors.joining()));
        parts.put("facts", pairs(facts));
        return filled(resource("report.html"), parts);
    }

    private static String section(Map.Entry<String, Table> table)
    {
        return "<section>\n<h2>" + Html.escaped(table.getKey()) + "</h2>\n<div class=\"scroll\">" +
                table.getValue().html() + "</div>\n</section>\n";
    }

    private static String pairs(Map<String, String> pairs)
    {
        return pairs.entrySet().stream().map(pair -> "<div><dt>" + Html.escaped(pair.getKey()) + "</dt><dd>" +
                Html.escaped(pair.getValue()) + "</dd></div>\n").collect(Collectors.joining());
    }

    /** In one pass over the template, so that nothing within a part is taken for a place to fill. */
    private static String filled(String template, Map<String, String> parts)
    {
        StringBuilder page = new StringBuilder();
        int from = 0;
        for (int open; (open = template.indexOf("{{", from)) >= 0;)
        {
            int close = template.indexOf("}}", open);
            page.append(template, from, open).append(parts.get(template.substring(open + 2, close)));
            from = close + 2;
        }
        return page.append(template.substring(from)).toString();
    }

    private static String resource(String name) throws IOException
    {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name))
        {
            if (in == null)
            {
                throw new IOException(name + " is not on the class path: add org.webjars.npm:uplot:1.6.30, which " +
                        "Ringmain declares optional");
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static String hash(String text)
    {
        try
        {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        }
        catch (NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}

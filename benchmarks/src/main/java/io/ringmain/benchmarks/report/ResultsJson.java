package io.ringmain.benchmarks.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Results for programs, the same form for every comparison:
 *
 * <pre>
 * {"results": [{"case", "unit", "better": "higher" or "lower",
 *               "ringmain": {"median", "min", "max", "forks": […], "waits", "asked", "reached"},
 *               "peers": {"disruptor": {"median", "min", "max", "forks": […], "waits", "asked", "reached"}, …}}, …],
 *  "findings": {…}, where cases say something together, such as {"ringmain": {"lambda", "sigma", "kappa"}},
 *  "conditions": {…}}
 * </pre>
 *
 * A side that was not measured is null. What was asked for is the median of Ringmain, and in a peer how many times better Ringmain is to be.
 */
public final class ResultsJson
{
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** More digits than any figure deserves. */
    private static final MathContext DIGITS = new MathContext(5);

    private ResultsJson()
    {}

    /**
     * One line.
     *
     * @param results    any number
     * @param findings   what they say together; may be none
     * @param conditions by name, in the order in which they are to be read
     * @return a JSON object
     */
    public static String of(List<CaseResult> results, List<Finding> findings, Map<String, String> conditions)
    {
        ObjectNode root = MAPPER.createObjectNode();
        var cases = root.putArray("results");
        for (CaseResult result : results)
        {
            if (result.inJson())
            {
                ObjectNode node = cases.addObject().put("case", result.name()).put("unit", result.unit().key())
                        .put("better", result.unit().higherIsBetter() ? "higher" : "lower");
                put(node, "ringmain", result, result.ringmain());
                ObjectNode peers = node.putObject("peers");
                result.peers().forEach(peer -> put(peers, peer.name(), result, peer));
            }
        }
        if (!findings.isEmpty())
        {
            ObjectNode together = root.putObject("findings");
            for (Finding finding : findings)
            {
                ObjectNode its = together.putObject(finding.name());
                finding.figures().forEach((name, value) -> put(its, name, value));
            }
        }
        ObjectNode where = root.putObject("conditions");
        conditions.forEach(where::put);
        return root.toString();
    }

    /**
     * Reads what {@link #of} has written. What was asked for is left out: it is of the day on which it was measured.
     *
     * @param object a JSON object
     * @return its cases
     * @throws IOException when it is no such object
     */
    public static List<CaseResult> read(String object) throws IOException
    {
        List<CaseResult> results = new ArrayList<>();
        for (JsonNode node : MAPPER.readTree(object).path("results"))
        {
            List<CaseResult.Contender> peers = new ArrayList<>();
            node.path("peers").properties().forEach(peer -> peers.add(side(peer.getKey(), peer.getValue())));
            results.add(new CaseResult(node.path("case").asText(), Unit.of(node.path("unit").asText()), true,
                    side("ringmain", node.path("ringmain")), peers));
        }
        return results;
    }

    private static CaseResult.Contender side(String name, JsonNode node)
    {
        if (node.isNull() || node.isMissingNode())
        {
            return new CaseResult.Contender(name, Spread.NONE, "");
        }
        List<Double> forks = new ArrayList<>();
        node.path("forks").forEach(figure -> forks.add(figure.asDouble()));
        return new CaseResult.Contender(name, new Spread(node.path("median").asDouble(), node.path("min").asDouble(),
                node.path("max").asDouble()), node.path("waits").asText(""), OptionalDouble.empty(), forks);
    }

    private static void put(ObjectNode parent, String key, CaseResult result, CaseResult.Contender side)
    {
        if (!side.wasMeasured())
        {
            parent.putNull(key);
            return;
        }
        Spread spread = side.spread();
        ObjectNode node = parent.putObject(key);
        put(node, "median", spread.median());
        put(node, "min", spread.min());
        put(node, "max", spread.max());
        if (!side.forks().isEmpty())
        {
            var forks = node.putArray("forks");
            side.forks().forEach(figure -> forks.add(new BigDecimal(figure).round(DIGITS).doubleValue()));
        }
        if (!side.waits().isEmpty())
        {
            node.put("waits", side.waits());
        }
        side.asked().ifPresent(asked -> put(node, "asked", asked));
        result.reached(side).ifPresent(reached -> node.put("reached", reached));
    }

    /** Great figures without an exponent, which JSON allows and people dislike. */
    private static void put(ObjectNode node, String key, double value)
    {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        if (rounded.scale() <= 0)
        {
            node.put(key, rounded.longValueExact());
        }
        else
        {
            node.put(key, rounded.doubleValue());
        }
    }
}

package io.ringmain.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Results for programs, the same form for every comparison:
 *
 * <pre>
 * {"results": [{"case", "unit", "better": "higher" or "lower",
 *               "ringmain": {"median", "min", "max", "waits", "asked", "reached"},
 *               "peers": {"disruptor": {"median", "min", "max", "waits", "asked", "reached"}, …}}, …],
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

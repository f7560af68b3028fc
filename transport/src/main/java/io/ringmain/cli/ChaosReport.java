package io.ringmain.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ringmain.chaos.ChaosAccount;
import io.ringmain.chaos.ChaosAccount.Takeovers;
import io.ringmain.report.Units;

/**
 * What {@code ringmain chaos} tells.
 *
 * @param out  where to
 * @param json whether programs read it
 * @param seed of the run
 */
record ChaosReport(PrintStream out, boolean json, long seed)
{
    /** What is going on just now. */
    static String line(ChaosAccount now)
    {
        String what = now.leftNs() > 0 ? Units.span(now.leftNs()) + " left" : now.phase();
        return "%s, %s inputs, %s outputs, %s, %s (longest pause %s), faults: %s".formatted(what,
                Units.count(now.inputs()), Units.count(now.outputs()), Units.count(now.nodes(), "node"),
                Units.count(now.takeoverCount(), "takeover"), Units.duration(now.longestPauseNs()),
                words(now.faults()));
    }

    /** What came of it; the failure is null when every promise was kept. */
    void tell(ChaosAccount account, String failure)
    {
        out.println(json ? json(account, failure) : text(account, failure));
        out.flush();
    }

    private static String words(Map<String, Long> counts)
    {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream().map(entry -> entry.getKey() + ' ' + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    private String text(ChaosAccount account, String failure)
    {
        List<String> lines = new ArrayList<>();
        lines.add("setting        " + account.setting());
        lines.add("inputs         " + Units.count(account.inputs()));
        lines.add("outputs        %s committed".formatted(Units.count(account.outputs())));
        lines.add("faults         %s: %s".formatted(Units.count(account.faultCount()), words(account.faults())));
        if (account.withoutCuts() != null)
        {
            lines.add("               no link was cut: " + account.withoutCuts());
        }
        lines.add("gave up        " + (account.selfEnded().isEmpty()
                ? "no node"
                : "nodes, with a reason on their screens: " + words(account.selfEnded())));
        lines.add("rebalances     %s seen by nodes; %s replayed".formatted(Units.count(account.rebalances()),
                Units.count(account.replayed(), "event")));
        lines.add("longest pause  %s without output of a partition".formatted(
                Units.duration(account.longestPauseNs())));
        account.takeovers().forEach((cause, takeovers) -> lines.add(takeovers(cause, takeovers)));
        lines.add("at rest        %s".formatted(account.restNs() == 0
                ? "never"
                : Units.duration(account.restNs()) + " after the last fault was undone"));
        lines.add("seed           " + seed);
        lines.add(failure == null ? "Every promise was kept." : "A promise was broken.");
        return String.join(System.lineSeparator(), lines);
    }

    private static String takeovers(String cause, Takeovers takeovers)
    {
        return "takeover       %-16s %3d times, half of them within %s, the longest %s".formatted(cause,
                takeovers.count(), Units.duration(takeovers.medianNs()), Units.duration(takeovers.longestNs()));
    }

    private String json(ChaosAccount account, String failure)
    {
        ObjectNode root = new JsonMapper().createObjectNode().put("ok", failure == null).put("seed", seed)
                .put("setting", account.setting()).put("inputs", account.inputs()).put("outputs", account.outputs())
                .put("rebalances", account.rebalances()).put("replayed", account.replayed())
                .put("longestPauseNs", account.longestPauseNs())
                .put("restNs", account.restNs()).put("withoutCuts", account.withoutCuts()).put("failure", failure);
        account.faults().forEach(root.putObject("faults")::put);
        account.selfEnded().forEach(root.putObject("gaveUp")::put);
        ObjectNode takeovers = root.putObject("takeovers");
        account.takeovers().forEach((cause, times) -> takeovers.putObject(cause).put("count", times.count())
                .put("medianNs", times.medianNs()).put("longestNs", times.longestNs()));
        return root.toString();
    }
}

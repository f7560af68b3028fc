package io.ringmain.benchmarks.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.CaseResult.Contender;
import io.ringmain.benchmarks.report.Finding;
import io.ringmain.benchmarks.report.Spread;
import io.ringmain.benchmarks.report.Unit;

class ScalingFindingsTest
{
    private static Contender side(String name, double median)
    {
        return new Contender(name, new Spread(median, median, median), "");
    }

    /** By the law for Ringmain, and as much whatever the lanes for the Disruptor. */
    private static List<CaseResult> results(UniversalScalability law, int... lanes)
    {
        List<CaseResult> results = new ArrayList<>();
        for (int count : lanes)
        {
            List<Contender> peers = new ArrayList<>(List.of(side(ScalingCases.DISRUPTOR, 0.5)));
            if (count == 1)
            {
                peers.add(side(ScalingCases.SAME_THREAD, 1.25));
            }
            results.add(new CaseResult(ScalingCases.name(count), Unit.MILLION_EVENTS_PER_SECOND, true,
                    side(ScalingCases.RINGMAIN, law.throughput(count)), peers));
            results.add(new CaseResult(ScalingCases.inRingName(count), Unit.NANOSECONDS, true,
                    side(ScalingCases.RINGMAIN, 16_000_000 / law.throughput(count)), List.of()));
        }
        return results;
    }

    @Test
    void shouldTellSpeedUpEfficiencyAndWhatIsInTheRing()
    {
        List<CaseResult> results = results(new UniversalScalability(1, 0.25, 0), 1, 2, 3, 4);

        Finding speedUps = new ScalingFindings(new ScalingCases(2), results).all().get(0);

        assertEquals("ringmain 1 1.00 M/s 1.00× 100.0 % 1.00 µs 80.0 % 16,000", squeezed(speedUps.lines().get(2)));
        assertEquals("2 1.60 M/s 1.60× 80.0 % 1.25 µs 64.0 % 16,000", squeezed(speedUps.lines().get(3)));
        assertEquals("disruptor 1 0.50 M/s 1.00× 100.0 % 2.00 µs 40.0 %", squeezed(speedUps.lines().get(6)));
        assertEquals(1.6, speedUps.figures().get("ringmain-2"), 1e-9);
    }

    @Test
    void shouldFitALawToEachSideAndSayWhatStandsAgainstIt()
    {
        List<CaseResult> results = results(new UniversalScalability(1, 0.25, 0), 1, 2, 3, 4);

        List<Finding> findings = new ScalingFindings(new ScalingCases(2), results).all();

        Finding ours = findings.get(1);
        assertEquals("law-ringmain", ours.name());
        assertEquals(0.25, ours.figures().get("sigma"), 1e-6);
        String text = String.join(" ", ours.lines().stream().map(String::strip).toList());
        assertTrue(text.contains("λ = 1.00 M/s, σ = 0.2500, κ = 0.0000; R² = 1.0000 over 4 points"), text);
        assertTrue(text.contains("2 of the points have more lanes than there are CPUs (2)"), text);
        String theirs = String.join(" ", findings.get(2).lines().stream().map(String::strip).toList());
        assertTrue(theirs.contains("no fit: no scaling"), theirs);
        assertFalse(findings.get(2).figures().containsKey("sigma"));
    }

    @Test
    void shouldLeaveOutPointsWithoutACpuForEachLaneWhereThereAreEnoughOthers()
    {
        List<CaseResult> results = results(new UniversalScalability(1, 0.1, 0), 1, 2, 3, 4, 6, 8);

        Finding ours = new ScalingFindings(new ScalingCases(4), results).all().get(1);

        assertEquals(4, ours.figures().get("points"));
    }

    @Test
    void shouldFindNothingInNothing()
    {
        assertEquals(List.of(), new ScalingFindings(new ScalingCases(2), List.of()).all());
    }

    private static String squeezed(String line)
    {
        return line.strip().replaceAll(" +", " ");
    }
}

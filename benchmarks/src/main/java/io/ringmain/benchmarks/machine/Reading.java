package io.ringmain.benchmarks.machine;

import io.ringmain.benchmarks.report.Spread;
import io.ringmain.benchmarks.report.Unit;

/**
 * What a probe has found.
 *
 * @param name   of the probe
 * @param unit   of the figures
 * @param spread over its repetitions
 * @param how    it was measured
 */
record Reading(String name, Unit unit, Spread spread, String how)
{}

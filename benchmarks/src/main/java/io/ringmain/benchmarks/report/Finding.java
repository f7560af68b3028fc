package io.ringmain.benchmarks.report;

import java.util.List;
import java.util.Map;

/**
 * What several cases say together, such as a law that was fitted to them.
 *
 * @param name    as in JSON
 * @param lines   for people, below the table of the cases
 * @param figures for programs, by name, in order; their units are those of the cases
 */
public record Finding(String name, List<String> lines, Map<String, Double> figures)
{}

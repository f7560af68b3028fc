/**
 * What a run tells of itself: tables for a terminal, raw histograms for tools, and a page with the percentile plot for
 * people. Cold path; from any one thread. Depends on HdrHistogram alone, and on uPlot's two files for the page.
 */
package io.ringmain.report;

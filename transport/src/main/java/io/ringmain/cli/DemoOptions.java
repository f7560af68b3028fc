package io.ringmain.cli;

import java.nio.file.Path;

/**
 * A demo as asked for, already checked.
 *
 * @param input     JSON lines, plain or gzip; null for the flights that come along
 * @param work      the folder of the user's choice, or null
 * @param bootstrap a broker that runs already, or null to start one
 * @param rate      events fed per second; 0 for as fast as possible
 */
record DemoOptions(Path input, Path work, String bootstrap, long rate)
{}

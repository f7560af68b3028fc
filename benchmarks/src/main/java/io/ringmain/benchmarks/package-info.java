/**
 * JMH benchmarks, each with the peer's twin beside it: same handlers, same events, same ring, same batches.
 */
package io.ringmain.benchmarks;

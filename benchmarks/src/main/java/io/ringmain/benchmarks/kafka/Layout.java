package io.ringmain.benchmarks.kafka;

/** How events lie in a topic. */
enum Layout
{
    /** Each in a record of its own. */
    SINGLE,
    /** Several in one record, between nodes of ours. */
    PACKED
}

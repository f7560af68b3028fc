package io.ringmain.node;

/** What a node promises of the records that it sends. */
public enum Delivery
{
    /** None is missing; after a failure some may come twice. The lowest latency. */
    AT_LEAST_ONCE,
    /** None is missing and none is twice, for consumers that read what is committed. */
    EXACTLY_ONCE
}

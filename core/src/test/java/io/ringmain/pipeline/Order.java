package io.ringmain.pipeline;

/** The event of these tests. */
final class Order
{
    long id;
    int quantity;
    boolean accepted;
}

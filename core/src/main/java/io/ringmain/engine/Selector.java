package io.ringmain.engine;

/** Which events of its ring a stage handles, when not all. */
interface Selector<E>
{
    boolean takes(E event, long sequence);
}

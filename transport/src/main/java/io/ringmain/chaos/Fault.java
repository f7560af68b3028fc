package io.ringmain.chaos;

/**
 * Something that goes wrong.
 *
 * @param atMs   after the beginning, in ms
 * @param kind   what
 * @param pick   from 0: chooses among the nodes that can be hit then
 * @param holdMs until it is undone, in ms
 */
record Fault(long atMs, FaultKind kind, int pick, long holdMs)
{
    @Override
    public String toString()
    {
        return "%.1f s %s, undone after %.1f s".formatted(atMs / 1e3, kind.words(), holdMs / 1e3);
    }
}

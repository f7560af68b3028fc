package io.ringmain.window;

/** The figures of an operator in the property tests. */
record Config(long length, long hop, long outOfOrder, long lateness)
{
    Config
    {
        hop = Math.min(hop, length);
    }

    EventTimeOperator<Tick, Line> aligned(LateHandler<Tick> late)
    {
        Windows windows = hop == length ? Windows.tumbling(length) : Windows.hopping(length, hop);
        return windows.time(Tick::time).key(Tick::key).outOfOrder(outOfOrder).lateness(lateness).onLate(late)
                .aggregate(Gathered::new, Gathered::add).emit((window, gathered, line) -> line.set(window, gathered));
    }

    EventTimeOperator<Tick, Line> session(LateHandler<Tick> late)
    {
        return Windows.session(length).time(Tick::time).key(Tick::key).outOfOrder(outOfOrder).lateness(lateness)
                .onLate(late).aggregate(Gathered::new, Gathered::add, Gathered::merge)
                .emit((window, gathered, line) -> line.set(window, gathered));
    }

    EventTimeOperator<Tick, Line> join(LateHandler<Tick> late)
    {
        return Joins.within(length).time(Tick::time).key(Tick::key).outOfOrder(outOfOrder).onLate(late)
                .left(Tick::isLeft, Kept::new, Kept::set).right(Tick::isRight, Kept::new, Kept::set)
                .emit((left, right, line) -> line.set(left, right));
    }

    Config withOutOfOrder(long bound)
    {
        return new Config(length, hop, bound, lateness);
    }
}

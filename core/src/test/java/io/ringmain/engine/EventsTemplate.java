package io.ringmain.engine;

import java.lang.invoke.MethodHandles;
import java.util.function.Supplier;

/** Answers what a template takes its events' array for. */
final class EventsTemplate implements Supplier<Class<?>>
{
    private static final Class<?> EVENTS = Specializer.eventsClass(MethodHandles.lookup());

    @Override
    public Class<?> get()
    {
        return EVENTS;
    }
}

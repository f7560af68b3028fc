package io.ringmain.monitor;

import java.util.function.Consumer;

/**
 * Tells stalls to the JDK's own logger {@code io.ringmain.monitor}, which goes to whatever logging the application has set
 * up: a stall as a warning, its end as information.
 *
 * <p>
 * Threading: called by watchdogs; keeps no state.
 */
public final class StallLog implements Consumer<Stall>
{
    @Override
    public void accept(Stall stall)
    {
        // looked up here, so that nobody who never stalls starts a logging system
        System.getLogger("io.ringmain.monitor")
                .log(stall.resumed() ? System.Logger.Level.INFO : System.Logger.Level.WARNING, stall::toString);
    }
}

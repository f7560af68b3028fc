package io.ringmain.pipeline;

import java.util.List;
import java.util.Map;

import io.ringmain.engine.Engine;
import io.ringmain.engine.RingUnit;
import io.ringmain.graph.Graph;
import io.ringmain.lane.IdlePolicy;

/** The single publisher itself, the template, since a clone for each try would be a class for each try. */
final class StressedPublisher
{
    /** Of it the publisher asks no more than whether the intake is open, and whether stages fill its ring. */
    private static final Engine ENGINE = new Engine(new Graph("stress", List.of(), List.of(), List.of()), List.of(),
            Map.of(), System::nanoTime, Long.MAX_VALUE, false);

    static
    {
        ENGINE.control().openIntake();
    }

    private StressedPublisher()
    {}

    static <E> SinglePublisher<E> of(RingUnit<E> unit)
    {
        return new SinglePublisher<>("stress", ENGINE, unit, IdlePolicy.BUSY_SPIN);
    }
}

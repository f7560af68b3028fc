package io.ringmain.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Timers beside a plain list that is searched. */
class TimersPropertyTest
{
    record Step(int kind, long time)
    {}

    record Pending(long deadline, long id)
    {}

    @Property
    void shouldFireAsAListThatIsSearchedWhenInterruptedByARestore(@ForAll("steps") List<Step> steps,
            @ForAll("steps") List<Step> after) throws IOException
    {
        Run run = new Run();
        steps.forEach(run::step);
        Timers restored = new Timers();
        Snapshots.restore(restored, Snapshots.of(run.timers));
        Run unbroken = run.copyOf(run.timers);
        Run resumed = run.copyOf(restored);

        after.forEach(unbroken::step);
        after.forEach(resumed::step);

        assertEquals(run.expected, run.fired);
        assertEquals(unbroken.expected, unbroken.fired);
        assertEquals(unbroken.fired, resumed.fired);
        assertArrayEquals(Snapshots.of(unbroken.timers), Snapshots.of(resumed.timers));
    }

    @Provide
    Arbitrary<List<Step>> steps()
    {
        return Combinators.combine(Arbitraries.integers().between(0, 5), Arbitraries.longs().between(-30, 30))
                .as(Step::new).list().ofMaxSize(80);
    }

    private static final class Run
    {
        private Timers timers = new Timers();
        private final List<Pending> pending = new ArrayList<>();
        private final List<Pending> fired = new ArrayList<>();
        private final List<Pending> expected = new ArrayList<>();
        private long now = Long.MIN_VALUE;

        private void step(Step step)
        {
            switch (step.kind())
            {
                case 0 -> {
                    now = Math.max(now, step.time());
                    timers.advanceTo(step.time(), (deadline, payload, id) -> fired.add(new Pending(deadline, id)));
                    List<Pending> due = pending.stream().filter(timer -> timer.deadline() <= now)
                            .sorted(Comparator.comparing(Pending::deadline).thenComparing(Pending::id)).toList();
                    expected.addAll(due);
                    pending.removeAll(due);
                }
                case 1 -> {
                    long id = Math.abs(step.time());
                    assertEquals(pending.removeIf(timer -> timer.id() == id), timers.cancel(id));
                }
                default -> {
                    long id = timers.schedule(step.time(), -step.time());
                    pending.add(new Pending(step.time(), id));
                }
            }
            assertEquals(pending.size(), timers.size());
        }

        private Run copyOf(Timers continued)
        {
            Run copy = new Run();
            copy.timers = continued;
            copy.pending.addAll(pending);
            copy.now = now;
            return copy;
        }
    }
}

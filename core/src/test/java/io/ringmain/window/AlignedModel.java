package io.ringmain.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tumbling and hopping windows as one would write them first: nothing is ever closed, everything is searched. */
final class AlignedModel
{
    private final Config config;
    private final List<Pane> panes = new ArrayList<>();
    private final List<Tick> late = new ArrayList<>();
    private long maxTime = Long.MIN_VALUE / 2;

    AlignedModel(Config config)
    {
        this.config = config;
    }

    List<String> map(Tick tick)
    {
        List<String> out = new ArrayList<>();
        long before = maxTime - config.outOfOrder();
        maxTime = Math.max(maxTime, tick.time());
        long watermark = maxTime - config.outOfOrder();
        panes.sort(Comparator.comparing((Pane pane) -> pane.start).thenComparing(pane -> pane.key));
        for (Pane pane : panes)
        {
            if (pane.end() > before && pane.end() <= watermark)
            {
                out.add(pane.fire());
            }
        }
        boolean missed = false;
        for (long start = tick.time() - config.length() + 1; start <= tick.time(); start++)
        {
            if (Math.floorMod(start, config.hop()) == 0)
            {
                Pane pane = find(tick.key(), start);
                if (pane.end() + config.lateness() <= watermark)
                {
                    missed = true;
                    continue;
                }
                pane.values.add(tick.value());
                if (pane.end() <= watermark)
                {
                    out.add(pane.fire());
                }
            }
        }
        if (missed)
        {
            late.add(tick);
        }
        return out;
    }

    List<Tick> late()
    {
        return late;
    }

    /** How many windows are open. */
    long open()
    {
        return panes.stream().filter(pane -> !pane.values.isEmpty())
                .filter(pane -> pane.end() + config.lateness() > maxTime - config.outOfOrder()).count();
    }

    private Pane find(long key, long start)
    {
        for (Pane pane : panes)
        {
            if (pane.key == key && pane.start == start)
            {
                return pane;
            }
        }
        Pane pane = new Pane(key, start);
        panes.add(pane);
        return pane;
    }

    private final class Pane
    {
        private final long key;
        private final long start;
        private final List<Long> values = new ArrayList<>();
        private int firing;

        private Pane(long key, long start)
        {
            this.key = key;
            this.start = start;
        }

        private long end()
        {
            return start + config.length();
        }

        private String fire()
        {
            return Line.format(key, start, end(), ++firing, values);
        }
    }
}

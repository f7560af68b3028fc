package io.ringmain.pipeline;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.ringmain.state.SnapshotSink;
import io.ringmain.state.SnapshotSource;
import io.ringmain.state.Snapshots;
import io.ringmain.state.Snapshottable;

/** A snapshot that is kept in memory. */
final class MemorySnapshot implements SnapshotSink
{
    final Map<String, byte[]> states = new TreeMap<>();

    @Override
    public void stage(String stage, Snapshottable state) throws IOException
    {
        if (states.putIfAbsent(stage, Snapshots.of(state)) != null)
        {
            throw new AssertionError(stage + " came twice");
        }
    }

    /** As a source. */
    SnapshotSource source()
    {
        return new SnapshotSource()
        {
            @Override
            public Set<String> stages()
            {
                return states.keySet();
            }

            @Override
            public void stage(String stage, Snapshottable state) throws IOException
            {
                Snapshots.restore(state, states.get(stage));
            }
        };
    }
}

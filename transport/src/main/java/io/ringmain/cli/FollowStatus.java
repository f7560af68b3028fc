package io.ringmain.cli;

import java.util.function.LongSupplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ringmain.node.Endpoint;
import io.ringmain.recovery.Follower;
import io.ringmain.recovery.FollowerProgress;
import io.ringmain.recovery.Snapshot;
import io.ringmain.report.Units;

/** How far a follower is, in one line, and what it came to in the end. */
final class FollowStatus
{
    private static final double NS_PER_SECOND = 1e9;
    /** The rate that is shown is that of the last second or so; the journal's end is looked for as often. */
    private static final long INTERVAL_NS = 1_000_000_000L;

    private final Endpoint.Journal journal;
    private final Endpoint.AppClass app;
    private final Follower<?> follower;
    private final LongSupplier journalEnd;
    private final long startNs;

    private long intervalNs;
    private long intervalRecords;
    private double perSecond;
    private long end;
    private FollowerProgress told;
    private long elapsedNs;
    private boolean stopped;

    /**
     * Begins.
     *
     * @param journalEnd finds the sequence behind the journal's last record
     * @param startNs    by {@link System#nanoTime()}
     */
    FollowStatus(Endpoint.Journal journal, Endpoint.AppClass app, Follower<?> follower, LongSupplier journalEnd,
            long startNs)
    {
        this.journal = journal;
        this.app = app;
        this.follower = follower;
        this.journalEnd = journalEnd;
        this.startNs = startNs;
        intervalNs = startNs;
    }

    /** Whether there is more to tell than the line before told. */
    boolean isNews()
    {
        FollowerProgress now = follower.progress();
        return told == null || now.records() != told.records() || now.snapshots() != told.snapshots() ||
                now.caughtUp() != told.caughtUp();
    }

    String line(long nowNs)
    {
        FollowerProgress now = follower.progress();
        told = now;
        if (nowNs - intervalNs >= INTERVAL_NS)
        {
            perSecond = (now.records() - intervalRecords) * NS_PER_SECOND / (nowNs - intervalNs);
            intervalNs = nowNs;
            intervalRecords = now.records();
            end = now.caughtUp() ? now.nextSequence() : journalEnd.getAsLong();
        }
        Snapshot newest = newest(now);
        return "following at " + Units.count(now.nextSequence()) + ", " + Units.count(Math.round(perSecond)) + "/s, " +
                lag(now) + (newest == null
                        ? ", no snapshot yet"
                        : ", snapshot at " + Units.count(newest.position().nextSequence()));
    }

    private String lag(FollowerProgress now)
    {
        long behind = end - now.nextSequence();
        return now.caughtUp() || behind <= 0 ? "up to date" : Units.count(behind) + " behind";
    }

    /** The last snapshot is written. */
    void end(long nowNs, boolean itWasStopped)
    {
        elapsedNs = Math.max(1, nowNs - startNs);
        stopped = itWasStopped;
    }

    String account()
    {
        FollowerProgress last = follower.progress();
        long first = last.nextSequence() - last.records();
        String begun = last.begun() == null
                ? ""
                : ", behind the snapshot at " + Units.count(last.begun().position().nextSequence());
        StringBuilder text = new StringBuilder(stopped ? "Stopped. " : "").append(last.records() == 0
                ? "Nothing has come to " + journal + begun + '.'
                : "Followed " + Units.count(last.records(), "record") + " of " + journal + begun + ": sequences " +
                        first + " to " + (last.nextSequence() - 1) + ", in " + Units.duration(elapsedNs) + ", " +
                        Units.count(Math.round(last.records() * NS_PER_SECOND / elapsedNs)) + "/s.");
        Snapshot newest = newest(last);
        text.append("\nWrote ").append(Units.count(last.snapshots(), "snapshot"));
        if (newest == null)
        {
            return text.append("; there is none.").toString();
        }
        return text.append("; the newest stands at ").append(Units.count(newest.position().nextSequence()))
                .append(", ").append(Units.bytes(newest.bytes())).append(": ").append(newest.file())
                .append("\nState hash: ").append(newest.stateHash()).toString();
    }

    private static Snapshot newest(FollowerProgress progress)
    {
        return progress.latest() != null ? progress.latest() : progress.begun();
    }

    /** One line; the names are a promise to scripts. */
    String json()
    {
        FollowerProgress last = follower.progress();
        ObjectNode account = new ObjectMapper().createObjectNode().put("journal", journal.directory().toString())
                .put("app", app.className()).put("records", last.records())
                .put("firstSequence", last.nextSequence() - last.records())
                .put("nextSequence", last.nextSequence()).put("snapshots", last.snapshots());
        Snapshot newest = newest(last);
        if (newest != null)
        {
            account.putObject("newest").put("sequence", newest.position().nextSequence())
                    .put("file", newest.file().toString()).put("bytes", newest.bytes())
                    .put("stateHash", newest.stateHash());
        }
        follower.broken().forEach(broken -> account.withArray("broken").addObject()
                .put("file", broken.file().toString()).put("what", broken.what()));
        return account.put("elapsedNs", elapsedNs).put("stopped", stopped).toString();
    }
}

package io.ringmain.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.Histogram;

import io.ringmain.journal.JournalSource;
import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSink;
import io.ringmain.report.Units;
import io.ringmain.transfer.Schedule;
import io.ringmain.transfer.Transfer;

/** How far a replay is, in one line, and what it came to in the end. */
final class ReplayStatus
{
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final double NS_PER_SECOND = 1e9;
    private static final long INTERVAL_NS = 1_000_000_000L;
    /** Later than that, a record is not a little late because something else wanted the CPU. */
    private static final long BEHIND_NS = 100_000_000L;

    private final ReplayOptions options;
    private final Schedule schedule;
    private final JournalSource source;
    private final RecordSink sink;
    private final Transfer transfer;

    private long startNs;
    private long endNs;
    private boolean ended;
    private boolean early;
    private boolean speedChanged;

    /** What was reached in the last second or so. */
    private long intervalNs;
    private long intervalPausedNs;
    private long intervalRecords;
    private double intervalScheduledNs;
    private double reachedSpeed;
    private double reachedRate;

    ReplayStatus(ReplayOptions options, JournalSource source, RecordSink sink, Transfer transfer, long nowNs)
    {
        this.options = options;
        this.schedule = options.schedule();
        this.source = source;
        this.sink = sink;
        this.transfer = transfer;
        begin(nowNs);
    }

    void begin(long nowNs)
    {
        startNs = nowNs;
        intervalNs = nowNs;
    }

    /** Everything was handed to the sink, or somebody has ended it. */
    void end(long nowNs, boolean itWasEarly)
    {
        endNs = nowNs;
        early = itWasEarly;
        ended = true;
    }

    /** Everything has arrived. Where nothing was waited for, the time that it took ends only now. */
    void closed(long nowNs)
    {
        endNs = isPaced() ? endNs : nowNs;
    }

    void speedChanged()
    {
        speedChanged = true;
    }

    String line(long nowNs)
    {
        measure(nowNs);
        double share = source.share();
        StringBuilder line = new StringBuilder(schedule.paused() ? "‖ " : "▶ ")
                .append(Units.count(Math.max(0, position())));
        if (share >= 0)
        {
            line.append(String.format(Locale.ROOT, "  %.0f %%", Math.floor(share * 100)));
        }
        if (transfer.recordedNs() != LogRecord.NO_TIME)
        {
            line.append("  ").append(TIME.format(Instant.ofEpochSecond(0, transfer.recordedNs())));
        }
        line.append("  ").append(asked());
        if (schedule.paused())
        {
            return line.append("  paused").toString();
        }
        line.append(" \u2192 ").append(reached(reachedSpeed, reachedRate));
        if (isPaced())
        {
            line.append("  late ").append(Units.duration(transfer.lateNs()))
                    .append(transfer.lateNs() > BEHIND_NS ? ", cannot keep up" : "");
        }
        return line.toString();
    }

    /** The sequence of the record that was played last. */
    private long position()
    {
        return transfer.held() ? source.sequence() - 1 : source.sequence();
    }

    private void measure(long nowNs)
    {
        long pausedNs = schedule.pausedNs(nowNs);
        double activeNs = nowNs - intervalNs - (pausedNs - intervalPausedNs);
        if (activeNs <= 0)
        {
            return;
        }
        reachedSpeed = (transfer.scheduledNs() - intervalScheduledNs) / activeNs;
        reachedRate = (transfer.records() - intervalRecords) * NS_PER_SECOND / activeNs;
        if (activeNs >= INTERVAL_NS)
        {
            intervalNs = nowNs;
            intervalPausedNs = pausedNs;
            intervalRecords = transfer.records();
            intervalScheduledNs = transfer.scheduledNs();
        }
    }

    private boolean isPaced()
    {
        return schedule.speed() != Schedule.MAX;
    }

    private String asked()
    {
        return schedule.perSecond() > 0 && isPaced() ? rate(schedule.perSecond()) : SpeedOption.text(schedule.speed());
    }

    private String reached(double speed, double perSecond)
    {
        return schedule.perSecond() > 0 || !isPaced() ? rate(perSecond) : speed(speed);
    }

    private static String speed(double speed)
    {
        return Units.decimal(speed, speed < 9.995 ? 2 : 0) + "x";
    }

    private static String rate(double perSecond)
    {
        return (perSecond < 100 ? Units.decimal(perSecond, 1) : Units.count(Math.round(perSecond))) + "/s";
    }

    /** What to say, and how to go on, when it has not come to its end. */
    String stopped()
    {
        long next = next();
        return "Stopped before record %d. Go on: %s".formatted(next, options.goOn(next));
    }

    /** The first record that is not known to have arrived. */
    private long next()
    {
        if (source.firstSequence() < 0)
        {
            return Math.max(0, source.sequence() + 1);
        }
        long read = position() + 1;
        return source.lap() > 0 ? read : Math.min(read, source.firstSequence() + sink.acknowledged());
    }

    String account(String stateHash)
    {
        StringBuilder text = new StringBuilder();
        long records = transfer.records();
        if (records == 0)
        {
            text.append("Nothing was replayed: ")
                    .append(early ? "stopped before the first record." : "no record is in that part of the journal.");
        }
        else
        {
            text.append("Replayed ").append(Units.count(records, "record")).append(", ")
                    .append(Units.bytes(transfer.bytes())).append(", sequences ").append(source.firstSequence())
                    .append(" to ").append(position())
                    .append(options.laps() > 1 ? ", in lap " + (source.lap() + 1) : "").append(", in ")
                    .append(Units.duration(activeNs())).append(paused()).append(", ").append(rate(perSecond()))
                    .append('.');
            pace(text);
        }
        if (stateHash != null)
        {
            text.append("\nState hash: ").append(stateHash);
        }
        return early ? text.append('\n').append(stopped()).toString() : text.toString();
    }

    private String paused()
    {
        long pausedNs = schedule.pausedNs(endNs);
        return pausedNs == 0 ? "" : " and " + Units.duration(pausedNs) + " of pauses";
    }

    private void pace(StringBuilder text)
    {
        Histogram late = transfer.lateness();
        if (late.getTotalCount() == 0)
        {
            return;
        }
        if (transfer.scheduledNs() == 0 && schedule.perSecond() == 0)
        {
            text.append(transfer.records() == 1
                    ? "\nOne record has no pace."
                    : "\nAll of them were recorded at one time, so there was no pace to keep; --rate sets one.");
            return;
        }
        text.append("\nAsked for ").append(speedChanged ? "changing speeds" : asked()).append(", reached ")
                .append(reached(reachedSpeed(), perSecond())).append(". Late by ")
                .append(Units.duration(late.getValueAtPercentile(50))).append(" (p50), ")
                .append(Units.duration(late.getValueAtPercentile(99))).append(" (p99), ")
                .append(Units.duration(late.getMaxValue())).append(" (max).");
        if (!keptUp())
        {
            text.append("\nThe destination could not keep up: the last record was ")
                    .append(Units.duration(transfer.lateNs())).append(" late.");
        }
    }

    private boolean keptUp()
    {
        return transfer.lateNs() <= BEHIND_NS;
    }

    private long activeNs()
    {
        return Math.max(1, (ended ? endNs : System.nanoTime()) - startNs - schedule.pausedNs(endNs));
    }

    /** At a pace from the first to the last: ten records at ten a second take 0.9 seconds. */
    private double perSecond()
    {
        return Math.max(0, transfer.records() - (isPaced() ? 1 : 0)) * NS_PER_SECOND / activeNs();
    }

    private double reachedSpeed()
    {
        return transfer.scheduledNs() / activeNs();
    }

    String json(String stateHash)
    {
        ObjectNode json = new ObjectMapper().createObjectNode().put("journal", options.journal().directory().toString())
                .put("destination", options.destination().toString()).put("records", transfer.records())
                .put("bytes", transfer.bytes());
        if (transfer.records() > 0)
        {
            json.put("firstSequence", source.firstSequence()).put("lastSequence",
                    position());
        }
        json.put("laps", source.lap() + 1).put("elapsedNs", activeNs()).put("pausedNs", schedule.pausedNs(endNs))
                .put("asked", speedChanged ? "changed" : asked()).put("reachedSpeed", reachedSpeed())
                .put("reachedPerSecond", perSecond());
        Histogram late = transfer.lateness();
        if (late.getTotalCount() > 0)
        {
            json.putObject("latenessNs").put("p50", late.getValueAtPercentile(50))
                    .put("p99", late.getValueAtPercentile(99)).put("max", late.getMaxValue());
            json.put("keptUp", keptUp());
        }
        if (stateHash != null)
        {
            json.put("stateHash", stateHash);
        }
        json.put("stopped", early);
        if (early)
        {
            json.put("next", next());
        }
        return json.toString();
    }
}

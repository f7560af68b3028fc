package io.ringmain.cli;

import java.io.PrintStream;

import io.ringmain.cli.Surroundings.Streams;
import io.ringmain.journal.JournalDamage;
import io.ringmain.journal.JournalDamagedException;
import io.ringmain.journal.JournalExtent;
import io.ringmain.journal.JournalRange;
import io.ringmain.journal.JournalSource;
import io.ringmain.journal.ReadOptions;
import io.ringmain.log.ReaderGoneException;
import io.ringmain.log.RecordSink;
import io.ringmain.node.AppSink;
import io.ringmain.node.Endpoint;
import io.ringmain.node.Endpoints;
import io.ringmain.node.SinkOptions;
import io.ringmain.report.Units;
import io.ringmain.transfer.Schedule;
import io.ringmain.transfer.Transfer;
import io.ringmain.transfer.Waiting;

/** A replay: from the first record to the account. */
final class ReplayRun
{
    private final ReplayOptions options;
    private final Streams streams;
    private final boolean json;
    private final Lifetime lifetime;
    private final Schedule schedule;
    private final SpeedLadder ladder;
    private final Carrying carrying;
    private final Progress progress;
    private long damages;
    private long lost;

    ReplayRun(ReplayOptions options, Streams streams, boolean json, Lifetime lifetime)
    {
        this.options = options;
        this.streams = streams;
        this.json = json;
        this.lifetime = lifetime;
        schedule = options.schedule();
        ladder = new SpeedLadder(schedule.speed());
        carrying = new Carrying(streams, false, lifetime);
        progress = carrying.progress();
    }

    int run()
    {
        try (progress)
        {
            ReadOptions reading = ReadOptions.defaults().withKey(options.key());
            reading = options.skipDamaged() ? reading.skippingDamage(this::skipped) : reading;
            JournalSource source = JournalSource.open(options.journal().directory(), reading, range(), options.laps(),
                    false);
            RecordSink sink = Carrying.open(() -> openSink(source), source);
            return play(source, sink);
        }
    }

    private void skipped(JournalDamage damage)
    {
        damages++;
        lost += damage.lastLost() == JournalDamage.UNKNOWN ? 0 : damage.lastLost() - damage.firstLost() + 1;
        progress.done("skipped: " + damage);
    }

    private JournalRange range()
    {
        JournalRange range = JournalRange.ALL;
        if (options.from() instanceof JournalPoint.Sequence from)
        {
            range = range.from(from.number());
        }
        else if (options.from() != null)
        {
            range = range.fromTime(timeNs(options.from()));
        }
        if (options.to() instanceof JournalPoint.Sequence to)
        {
            range = range.to(to.number());
        }
        else if (options.to() != null)
        {
            range = range.toTime(timeNs(options.to()));
        }
        return range;
    }

    private long timeNs(JournalPoint point)
    {
        if (point instanceof JournalPoint.AfterStart after)
        {
            return JournalExtent.of(options.journal().directory(), ReadOptions.defaults().withKey(options.key()))
                    .firstTimeNs() + after.ns();
        }
        return ((JournalPoint.Time) point).ns();
    }

    private RecordSink openSink(JournalSource source)
    {
        if (options.destination() instanceof Endpoint.AppClass app)
        {
            return AppSink.start(AppLoader.load(app.className(), options.classPath()), source::isLogRecord);
        }
        Endpoints.warning(options.destination()).ifPresent(progress::done);
        return Endpoints.sink(options.destination(),
                SinkOptions.telling(progress::done).withIfThere(options.ifThere()), new StandardOutput(streams.out()));
    }

    private int play(JournalSource source, RecordSink sink)
    {
        Transfer transfer = new Transfer(source, sink, schedule, Waiting.precise());
        ReplayStatus status = new ReplayStatus(options, source, sink, transfer, System.nanoTime());
        try
        {
            try (transfer)
            {
                play(transfer, status);
            }
            status.closed(System.nanoTime());
        }
        catch (ReaderGoneException e)
        {
            // as after "| head": the reader has what it wanted
            return 0;
        }
        catch (RuntimeException e)
        {
            progress.done(status.stopped() + (e instanceof JournalDamagedException ? " --skip-damaged" : ""));
            throw e;
        }
        progress.close();
        if (damages > 0)
        {
            streams.err().println("Passed over damage in " + Units.count(damages, "place") + ": " +
                    Units.count(lost, "record") + " of the journal " + (lost == 1 ? "is" : "are") + " lost.");
        }
        tell(status, sink instanceof AppSink<?> app ? app.stateHash() : null);
        return 0;
    }

    private void play(Transfer transfer, ReplayStatus status)
    {
        RawTerminal terminal = RawTerminal.isThere() ? RawTerminal.enter(lifetime) : null;
        Keys keys = terminal == null ? null : new Keys(System.in);
        if (keys != null)
        {
            progress.done(
                    "space pauses, \u2192 plays the next record of a pause, \u2191 \u2193 change the speed, q ends");
            if (options.paused())
            {
                schedule.pause(System.nanoTime());
            }
        }
        long beginNs = System.nanoTime();
        status.begin(beginNs);
        boolean more = carrying.run(transfer, beginNs, status::line, nowNs ->
        {
            if (keys != null)
            {
                terminal.lookAgain(nowNs);
                answer(keys.next(), status, nowNs);
            }
        });
        status.end(System.nanoTime(), more);
    }

    private void answer(Keys.Key key, ReplayStatus status, long nowNs)
    {
        switch (key)
        {
            case PAUSE -> {
                if (schedule.paused())
                {
                    schedule.resume(nowNs);
                }
                else
                {
                    schedule.pause(nowNs);
                }
            }
            case STEP -> schedule.step();
            case FASTER -> speed(ladder.up(schedule.speed()), status, nowNs);
            case SLOWER -> speed(ladder.down(schedule.speed()), status, nowNs);
            case QUIT -> carrying.stop();
            case NONE -> {
                return;
            }
        }
        progress.showSoon();
    }

    private void speed(double speed, ReplayStatus status, long nowNs)
    {
        schedule.speed(speed, nowNs);
        status.speedChanged();
    }

    private void tell(ReplayStatus status, String stateHash)
    {
        PrintStream to = options.toStandardOutput() ? streams.err() : streams.out();
        to.println(json ? status.json(stateHash) : status.account(stateHash));
        to.flush();
    }
}

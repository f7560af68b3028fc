package io.ringmain.cli;

import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ringmain.cli.Surroundings.Streams;
import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.ReadOptions;
import io.ringmain.kafka.KafkaSink.Placing;
import io.ringmain.log.ReaderGoneException;
import io.ringmain.log.RecordRefusedException;
import io.ringmain.log.RecordSink;
import io.ringmain.log.RecordSource;
import io.ringmain.node.Endpoint;
import io.ringmain.node.Endpoints;
import io.ringmain.node.SinkOptions;
import io.ringmain.report.Units;
import io.ringmain.transfer.Schedule;
import io.ringmain.transfer.Transfer;
import io.ringmain.transfer.Waiting;

/** A bridge at work: from the first record to the account. */
final class BridgeRun
{
    private static final double NS_PER_SECOND = 1e9;

    private final BridgeOptions options;
    private final Streams streams;
    private final boolean json;
    private final Carrying carrying;
    private final Progress progress;
    private long elapsedNs;

    BridgeRun(BridgeOptions options, Streams streams, boolean json, Lifetime lifetime)
    {
        this.options = options;
        this.streams = streams;
        this.json = json;
        carrying = new Carrying(streams, options.toStandardOutput(), lifetime);
        progress = carrying.progress();
    }

    int run()
    {
        try (progress;
                DeadLetterLines deadLetters = options.deadLetters() == null
                        ? null
                        : new DeadLetterLines(options.deadLetters()))
        {
            Endpoints.warning(options.source()).ifPresent(progress::done);
            Endpoints.warning(options.destination()).ifPresent(progress::done);
            new BridgeTopics(options, progress::done).prepare();
            RecordSource source = Carrying.open(() -> Endpoints.source(options.source(), options.follow(),
                    ReadOptions.defaults().withKey(options.key()), System.in), null);
            RecordSink sink = Carrying.open(this::openSink, source);
            if (options.follow() && streams.terminal())
            {
                progress.done("Following " + options.source() + "; Ctrl-C stops.");
            }
            carry(sink, new Transfer(source, sink, Schedule.recorded(Schedule.MAX), Waiting.precise(), deadLetters),
                    source);
            return 0;
        }
        catch (ReaderGoneException e)
        {
            // as after "| head": the reader has what it wanted
            return 0;
        }
        catch (RecordRefusedException e)
        {
            throw new UserError(e.getMessage() + "; --dead-letter FILE puts such records there, and goes on", e);
        }
    }

    private RecordSink openSink()
    {
        // a line has no partition that it could keep, and neither has a record with a new key
        boolean keyed = options.keyField() != null;
        boolean lines = options.source() instanceof Endpoint.Lines ||
                options.source() instanceof Endpoint.StandardInput;
        SinkOptions how = SinkOptions.telling(progress::done).withIfThere(options.ifThere())
                .withPlacing(keyed || lines ? Placing.BY_KEY : Placing.AS_IT_WAS)
                .withJournal(JournalOptions.defaults().withKey(options.key()));
        RecordSink sink = Endpoints.sink(options.destination(), how, new StandardOutput(streams.out()));
        return keyed ? new KeyFieldSink(options.keyField(), sink) : sink;
    }

    private void carry(RecordSink sink, Transfer transfer, RecordSource source)
    {
        long startNs = System.nanoTime();
        RateLine line = new RateLine("copying", startNs);
        boolean failed = true;
        try (transfer)
        {
            carrying.run(transfer, startNs,
                    nowNs -> line.at(nowNs, transfer.records(), transfer.bytes(), source.share()) +
                            (transfer.refused() == 0 ? "" : ", " + transfer.refused() + " refused"));
            failed = false;
        }
        catch (ReaderGoneException e)
        {
            failed = false;
            throw e;
        }
        finally
        {
            elapsedNs = Math.max(1, System.nanoTime() - startNs);
            progress.close();
            if (failed)
            {
                // the failure itself is told after this
                streams.err().println(summary(transfer, sink));
            }
        }
        // records may go where else an account would
        (options.toStandardOutput() ? streams.err() : streams.out())
                .println(json ? jsonAccount(transfer, sink) : account(transfer, sink));
    }

    private String account(Transfer transfer, RecordSink sink)
    {
        return (carrying.stopped() ? "Stopped. " : "") + summary(transfer, sink);
    }

    private String summary(Transfer transfer, RecordSink sink)
    {
        long records = sink.acknowledged();
        StringBuilder text = new StringBuilder();
        if (records == 0)
        {
            text.append("Nothing was copied from ").append(options.source()).append('.');
        }
        else
        {
            text.append(String.format(Locale.ROOT, "Copied %s, %s, from %s to %s in %s, %s/s.",
                    Units.count(records, "record"), Units.bytes(transfer.bytes()), options.source(),
                    options.destination(), Units.duration(elapsedNs),
                    Units.count(Math.round(records * NS_PER_SECOND / elapsedNs))));
        }
        if (transfer.refused() > 0)
        {
            text.append(' ').append(Units.count(transfer.refused(), "record")).append(" refused: see ")
                    .append(options.deadLetters()).append('.');
        }
        return text.toString();
    }

    private String jsonAccount(Transfer transfer, RecordSink sink)
    {
        ObjectNode account = new ObjectMapper().createObjectNode().put("source", options.source().toString())
                .put("destination", options.destination().toString()).put("records", sink.acknowledged())
                .put("bytes", transfer.bytes()).put("refused", transfer.refused());
        if (options.group() != null)
        {
            account.put("group", options.group());
        }
        return account.put("elapsedNs", elapsedNs).put("stopped", carrying.stopped()).toString();
    }
}

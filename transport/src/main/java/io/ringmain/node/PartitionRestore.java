package io.ringmain.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.lmax.disruptor.EventHandler;
import org.apache.kafka.common.TopicPartition;

import io.ringmain.event.Positioned;
import io.ringmain.journal.JournalReader;
import io.ringmain.journal.JournalWriter;
import io.ringmain.journal.ReadOptions;
import io.ringmain.kafka.GroupAdmin;
import io.ringmain.kafka.PartitionFeed;
import io.ringmain.kafka.SnapshotTopic;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.PipelineBuilder;
import io.ringmain.recovery.JournalFeed;
import io.ringmain.recovery.LogPosition;
import io.ringmain.recovery.Recovery;
import io.ringmain.recovery.SnapshotStore;

/**
 * Prepares partitions: finds out where each begins, and restores its state. The local journal and its snapshots come first,
 * then the snapshot topic, then the input from its beginning.
 *
 * <p>
 * Owner: the thread member/restore. Blocks on Kafka and on the disk.
 */
final class PartitionRestore<E extends Positioned>
{
    /** A ring that a turn fills; the app may ask for another. */
    private static final int CAPACITY = 1024;
    private static final int SNAPSHOTS_KEPT = 1;

    private final Supplier<? extends App<E>> apps;
    private final NodeOptions options;
    private final GroupAdmin admin;
    private final SnapshotTopic snapshots;
    /** Where snapshots lie on their way from and to the topic. */
    private final Path work;
    private int folders;

    PartitionRestore(Supplier<? extends App<E>> apps, NodeOptions options, GroupAdmin admin, SnapshotTopic snapshots,
            Path work)
    {
        this.apps = apps;
        this.options = options;
        this.admin = admin;
        this.snapshots = snapshots;
        this.work = work;
    }

    /** Where the group's handling of a partition stands; what it commits first, when nothing is committed yet. */
    private PartitionTask.Start liveFrom(TopicPartition partition, long begin)
    {
        Long committed = admin.committed(List.of(partition)).get(partition);
        long from = committed != null ? committed : options.latest() ? admin.end(partition) : begin;
        return new PartitionTask.Start(from, from, committed != null, committed == null && from > 0);
    }

    /** For one that this member has got. */
    PartitionTask<E> prepare(PartitionFeed feed)
    {
        TopicPartition partition = feed.partition();
        long begin = admin.begin(partition);
        PartitionTask.Start start = liveFrom(partition, begin);
        App<E> app = apps.get();
        if (!options.to().isEmpty())
        {
            app.to(options.to().get(0));
        }
        return options.journal() == null
                ? withoutJournal(app, feed, begin, start)
                : withJournal(app, feed, begin, start);
    }

    private PartitionTask<E> withoutJournal(App<E> app, PartitionFeed feed, long begin, PartitionTask.Start start)
    {
        int number = feed.partition().partition();
        Path folder = folderOf(number);
        SnapshotStore store = SnapshotStore.in(folder).keeping(SNAPSHOTS_KEPT);
        PartitionTask<E> task = new PartitionTask<>(app, feed, null, Positioned.NO_POSITION, store,
                options.deadLetters());
        Pipeline<E> pipeline = pipeline(app, task, number);
        PartitionTask.Start from = start;
        if (pipeline.isStateful() && start.isCommitted())
        {
            long restored = fetch(number, start.liveFrom(), folder)
                    .map(position -> restore(pipeline, store)).orElse(0L);
            checkThere(feed.partition(), restored, begin);
            from = new PartitionTask.Start(restored, start.liveFrom(), true, false);
        }
        task.restored(pipeline, null, from);
        return task;
    }

    private PartitionTask<E> withJournal(App<E> app, PartitionFeed feed, long begin, PartitionTask.Start start)
    {
        int number = feed.partition().partition();
        Path directory = created(options.journal()).resolve(feed.partition().topic() + "-" + number);
        JournalWriter<E> journal = JournalWriter.open(directory, app.codec(), options.journalOptions());
        try
        {
            Path fetched = folderOf(number);
            Optional<Long> newer = fetchNewer(number, endOf(directory, journal) + 1, start, fetched);
            if (newer.isPresent())
            {
                // the partition was elsewhere meanwhile: its records of that time are not in here
                journal.close();
                putAside(directory, newer.get());
                journal = JournalWriter.open(directory, app.codec(), options.journalOptions());
            }
            return onJournal(app, feed, begin, start, journal, newer.map(position -> fetched));
        }
        catch (RuntimeException | Error e)
        {
            journal.close();
            throw e;
        }
    }

    /** A snapshot of the topic, unless the journal reaches as far: what cannot be read of it is found out before anything moves. */
    private Optional<Long> fetchNewer(int number, long journaled, PartitionTask.Start start, Path folder)
    {
        if (!start.isCommitted() || journaled >= start.liveFrom() ||
                snapshots.find(number, start.liveFrom()).filter(position -> position > journaled).isEmpty())
        {
            return Optional.empty();
        }
        return fetch(number, start.liveFrom(), folder).filter(position -> position > journaled);
    }

    private PartitionTask<E> onJournal(App<E> app, PartitionFeed feed, long begin, PartitionTask.Start start,
            JournalWriter<E> journal, Optional<Path> newer)
    {
        int number = feed.partition().partition();
        SnapshotStore store = SnapshotStore.of(journal.directory());
        store.register();
        PartitionTask<E> task = new PartitionTask<>(app, feed, journal, endOf(journal.directory(), journal), store,
                options.deadLetters());
        Pipeline<E> pipeline = pipeline(app, task, number);
        long position = start.isCommitted() ? 0 : start.liveFrom();
        JournalFeed<E> behind = null;
        if (newer.isPresent())
        {
            position = restore(pipeline, SnapshotStore.in(newer.get()).keeping(SNAPSHOTS_KEPT));
            store.write(new LogPosition(0, Map.of(number, position)), pipeline::snapshot);
        }
        else
        {
            if (start.isCommitted())
            {
                // its outputs were not committed, and must be sent: the journal has its records, or the input
                store.setAsideAhead(number, start.liveFrom());
            }
            behind = Recovery.begin(pipeline, app.codec(), journal.directory(),
                    new ReadOptions(options.journalOptions().key(), null), store);
            position = behind.nextOf(number, journal.writtenPosition() < 0 ? position : firstOf(journal));
        }
        if (behind == null || journal.writtenPosition() < 0)
        {
            checkThere(feed.partition(), position, begin);
        }
        task.restored(pipeline, behind,
                new PartitionTask.Start(position, start.liveFrom(), start.isCommitted(), start.needsSnapshot()));
        return task;
    }

    /** Calls describe of the app, and checks what it made of that. */
    private Pipeline<E> pipeline(App<E> app, PartitionTask<E> task, int number)
    {
        PipelineBuilder<E> builder = Pipeline.<E>builder(app.name() + "-" + number, app::newEvent).singlePublisher()
                .replaying().capacity(CAPACITY);
        EventHandler<E> journalStage = task.journalStage();
        EventHandler<E> egressStage = task.egressStage();
        app.describe(builder, journalStage, egressStage);
        boolean journalIsMuted = options.journal() == null || builder.isLiveOnly(journalStage);
        if (!journalIsMuted || !builder.isLiveOnly(egressStage))
        {
            throw new IllegalArgumentException("app \"" + app.name() + "\" must mark the stages of its journal and " +
                    "its egress liveOnly(): a replay would send again what was sent");
        }
        return builder.build();
    }

    private Optional<Long> fetch(int number, long atMost, Path folder)
    {
        Path file = folder.resolve("fetched");
        Optional<Long> position = snapshots.fetch(number, atMost, file);
        // a member with a journal has named it by the journal's sequence, and not by the input's offset
        position.ifPresent(its -> SnapshotStore.in(folder).adopt(file));
        return position;
    }

    /** Returns the offset that the state stands before. */
    private long restore(Pipeline<E> pipeline, SnapshotStore store)
    {
        return Recovery.restore(pipeline, store).map(snapshot -> snapshot.position().positions().values().stream()
                .findFirst().orElse(0L)).orElseThrow(
                        () -> new IllegalStateException("the snapshot in " + store.folder() + " is not whole"));
    }

    /** The offset of the journal's last record; none in an empty one. */
    private long endOf(Path directory, JournalWriter<E> journal)
    {
        return journal.writtenPosition() < 0
                ? Positioned.NO_POSITION
                : positionAt(directory, journal.writtenPosition());
    }

    private long firstOf(JournalWriter<E> journal)
    {
        try (JournalReader reader = JournalReader.open(journal.directory(),
                new ReadOptions(options.journalOptions().key(), null)))
        {
            return reader.next() ? reader.position() : 0;
        }
    }

    private long positionAt(Path directory, long sequence)
    {
        try (JournalReader reader = JournalReader.open(directory,
                new ReadOptions(options.journalOptions().key(), null)))
        {
            reader.seekSequence(sequence);
            if (!reader.next())
            {
                throw new IllegalStateException("the journal " + directory + " has no record " + sequence +
                        ", though it was its last when it was opened");
            }
            return reader.position();
        }
    }

    private static void putAside(Path directory, long position)
    {
        Path aside = directory.resolveSibling(directory.getFileName() + ".until-" + position);
        // a node that was killed right behind this has left an empty journal, which now is put aside for the same snapshot
        for (int again = 2; Files.exists(aside); again++)
        {
            aside = directory.resolveSibling(directory.getFileName() + ".until-" + position + "-" + again);
        }
        try
        {
            Files.move(directory, aside);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("the journal " + directory + " ends before the newest snapshot, at " +
                    position + ", and cannot be renamed to " + aside.getFileName() + ": " + e, e);
        }
    }

    private void checkThere(TopicPartition partition, long from, long begin)
    {
        if (from < begin)
        {
            throw new StateGoneException("The state of " + partition +
                    " cannot be rebuilt: it needs the records from " +
                    from + " on, and the topic begins at " + begin +
                    " by now; no snapshot stands there. Let the topic keep more than the time between two snapshots (" +
                    options.snapshotInterval() + "), or begin anew with another group");
        }
    }

    /** Of its own each time: a former task of the partition may still be at work with its. */
    private Path folderOf(int number)
    {
        folders++;
        return created(work.resolve("partition-" + number + "-" + folders));
    }

    private static Path created(Path folder)
    {
        try
        {
            return Files.createDirectories(folder);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("the folder " + folder + " cannot be made: " + e, e);
        }
    }
}

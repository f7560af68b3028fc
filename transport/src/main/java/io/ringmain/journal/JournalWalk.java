package io.ringmain.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.agrona.CloseHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks over the batches of a journal, from segment to segment, and checks each: its checksum, that it begins where the one
 * before it has ended, and at the end of a segment and of the journal that this is the true end. One segment is mapped at a
 * time. Hot path: nothing is allocated for a batch.
 *
 * <ul>
 * <li>Owner: the thread of the reader.
 * <li>Readers: none.
 * <li>Invariants: a batch that {@link #next} stops at is whole; the sequences of all that it has stopped at, of what was told
 * as damage and of what a repair has given up have no gap.
 * </ul>
 */
final class JournalWalk implements AutoCloseable
{
    private static final Logger LOG = LoggerFactory.getLogger(JournalWalk.class);

    /** At the end the files are looked at again only now and then: what is written here shows in the mapped memory. */
    private static final int LOOKS = 256;

    private static final int NOWHERE = -1;

    private final Path directory;
    private final Consumer<? super JournalDamage> skipped;
    private final Consumer<? super JournalDamage> givenUp;
    private final JournalMap map;
    private int cycle;
    private Segment segment;
    private long due;
    private boolean started;
    private boolean closed;
    private JournalException failure;

    // where a look at the files last showed the end
    private int endPosition = NOWHERE;
    private int looks;

    // on a good batch behind damage, which the next call stops at
    private boolean standing;

    // behind the damage was nothing good: whatever comes there goes on
    private boolean parked;
    private boolean lossUnknown;
    private int parkedAt;
    private long parkedWritePosition;

    /**
     * Before the first record that is kept.
     *
     * @param skipped is told of damage, which is passed over then; null: damage is an exception
     * @param givenUp is told what a repair has given up, when the walk passes that; null: nobody but the log
     */
    JournalWalk(Path directory, Consumer<? super JournalDamage> skipped, Consumer<? super JournalDamage> givenUp)
    {
        this.directory = directory;
        this.skipped = skipped;
        this.givenUp = givenUp;
        map = new JournalMap(directory);
        start();
    }

    private void start()
    {
        IndexRecord trimmed = map.content().trimmed();
        cycle = trimmed.cycle() - 1;
        due = trimmed.firstSequence();
    }

    JournalMap map()
    {
        return map;
    }

    /** The sequence that the next batch begins with. */
    long due()
    {
        return due;
    }

    /** The segment with the batch that {@link #next} stopped at; null before the first. */
    Segment segment()
    {
        return segment;
    }

    /** Goes before the first record that is kept. */
    void toStart()
    {
        leave();
        map.refresh();
        start();
        started = false;
    }

    /**
     * Goes onto a batch of a segment, so that {@link #next} stops at it; or before the first batch of the segment, which
     * then must begin with a sequence.
     */
    void to(Segment there, int batch, long first)
    {
        leave();
        segment = there;
        cycle = there.cycle();
        due = first;
        started = true;
        if (batch < 0)
        {
            there.rewind();
        }
        else
        {
            there.moveTo(batch - Segment.HEADER_BYTES);
        }
    }

    private void leave()
    {
        requireOpen();
        failure = null;
        standing = false;
        parked = false;
        lossUnknown = false;
        endPosition = NOWHERE;
        if (segment != null)
        {
            segment.close();
            segment = null;
        }
    }

    /**
     * Goes on to the next batch.
     *
     * @return false at the end of what is written so far
     * @throws JournalDamagedException when it is not as it was written, unless damage is skipped
     */
    boolean next()
    {
        if (failure != null)
        {
            throw failure;
        }
        requireOpen();
        while (true)
        {
            if (standing)
            {
                standing = false;
                enter();
                return true;
            }
            if (parked)
            {
                if (!unpark())
                {
                    return false;
                }
            }
            else if (segment == null)
            {
                if (!nextSegment())
                {
                    return false;
                }
            }
            else
            {
                switch (segment.next())
                {
                    case BATCH -> {
                        if (isDue())
                        {
                            enter();
                            return true;
                        }
                    }
                    case ENDED -> {
                        if (isTrueEnd() && !nextSegment())
                        {
                            return false;
                        }
                    }
                    case OPEN, INCOMPLETE -> {
                        if (isEnd())
                        {
                            return false;
                        }
                    }
                    case TRUNCATED ->
                        skip(segment.position(), "the file ends inside an excerpt, or without an end mark");
                }
            }
        }
    }

    /** Whether the batch that was found can be taken; when not, it is damage. */
    private boolean isDue()
    {
        String problem = segment.batchProblem();
        if (problem == null)
        {
            long first = BatchDescriptor.firstSequence(segment.buffer(), segment.batchOffset());
            if (first >= due)
            {
                return true;
            }
            problem = notDue(first);
        }
        skip(segment.lastBatchPosition(), problem);
        return false;
    }

    private boolean isTrueEnd()
    {
        long claimed = segment.writePosition();
        if (claimed <= segment.lastBatchPosition())
        {
            return true;
        }
        segment.distrust();
        skip(segment.position(), "it ends before its write position " + claimed);
        return false;
    }

    /** Takes the whole batch that the segment stands on. */
    private void enter()
    {
        long first = BatchDescriptor.firstSequence(segment.buffer(), segment.batchOffset());
        if (first != due)
        {
            passGap(first);
        }
        due = first + BatchDescriptor.count(segment.buffer(), segment.batchOffset());
        started = true;
    }

    private String notDue(long first)
    {
        return "a batch begins with sequence " + first + " where " + due + " was due";
    }

    private void passGap(long first)
    {
        JournalDamage gap = new JournalDamage(segment.file(), segment.lastBatchPosition(), due, first - 1,
                notDue(first));
        if (map.refresh().isLost(due, first - 1))
        {
            gap = new JournalDamage(gap.segment(), gap.position(), due, first - 1,
                    "a repair has given up what is missing");
            if (givenUp == null)
            {
                LOG.warn("{}", gap);
            }
            else
            {
                givenUp.accept(gap);
            }
        }
        else if (skipped == null)
        {
            throw fail(new JournalDamagedException(gap));
        }
        else
        {
            tell(gap);
        }
    }

    /** Gives up the batch that the walk stands on, whose records its reader could not make out. */
    void skipBatch(String what)
    {
        long first = BatchDescriptor.firstSequence(segment.buffer(), segment.batchOffset());
        JournalDamage damage = new JournalDamage(segment.file(), segment.lastBatchPosition(), first, due - 1, what);
        if (skipped == null)
        {
            throw fail(new JournalDamagedException(damage));
        }
        tell(damage);
    }

    private void tell(JournalDamage damage)
    {
        if (skipped != null)
        {
            skipped.accept(damage);
        }
    }

    /** A journal that cannot be gone on with, until the reader goes elsewhere. */
    <E extends JournalException> E fail(E e)
    {
        failure = e;
        return e;
    }

    /** Damage in the segment that is being walked. */
    private void skip(long at, String what)
    {
        skip(segment.file(), at, cycle, (int) at + Segment.HEADER_BYTES, what);
    }

    /** Damage: an exception, or the walk stands on the next good batch, wherever that is, or is parked when there is none. */
    private void skip(Path file, long at, int fromCycle, int from, String what)
    {
        Segment found = findBehind(fromCycle, from);
        long last = found != null
                ? BatchDescriptor.firstSequence(found.buffer(), found.batchOffset()) - 1
                : map.lastKnown(fromCycle);
        JournalDamage damage = new JournalDamage(file, at, due, last, what);
        if (skipped == null)
        {
            if (found != null && found != segment)
            {
                found.close();
            }
            throw fail(new JournalDamagedException(damage));
        }
        tell(damage);
        if (found == null)
        {
            park(fromCycle, from, damage);
        }
        else
        {
            standOn(found);
        }
    }

    private void standOn(Segment found)
    {
        goTo(found);
        due = BatchDescriptor.firstSequence(found.buffer(), found.batchOffset());
        standing = true;
        parked = false;
        lossUnknown = false;
    }

    private void goTo(Segment found)
    {
        if (segment != null && segment != found)
        {
            segment.close();
        }
        segment = found;
        cycle = found.cycle();
    }

    /** Stands on the first whole batch with a sequence that is due or later, in this segment or one behind it. */
    private Segment findBehind(int fromCycle, int from)
    {
        if (segment != null && segment.cycle() == fromCycle)
        {
            if (moveOntoNext(segment, from))
            {
                return segment;
            }
        }
        else if (fromCycle > cycle)
        {
            Segment there = Segment.openIfPresent(map.file(fromCycle));
            if (there != null && found(there, from))
            {
                there.distrust();
                return there;
            }
        }
        for (int later = map.firstBehind(fromCycle); later != 0; later = map.firstBehind(later))
        {
            Segment there = Segment.openIfPresent(map.file(later));
            if (there != null && found(there, 0))
            {
                if (!there.isInitialised() || !there.isQueueFile())
                {
                    there.distrust();
                }
                return there;
            }
        }
        return null;
    }

    private boolean found(Segment there, int from)
    {
        boolean found = moveOntoNext(there, from);
        if (!found)
        {
            there.close();
        }
        return found;
    }

    private boolean moveOntoNext(Segment there, int from)
    {
        for (int at = there.findBatch(from); at >= 0; at = there.findBatch(there.behind(at)))
        {
            if (BatchDescriptor.firstSequence(there.buffer(), at) >= due)
            {
                there.moveOnto(at);
                return true;
            }
        }
        return false;
    }

    /** Nothing readable follows, yet. */
    private void park(int fromCycle, int from, JournalDamage damage)
    {
        if (segment == null || segment.cycle() != fromCycle)
        {
            Segment there = Segment.openIfPresent(map.file(fromCycle));
            if (there != null)
            {
                there.distrust();
                goTo(there);
            }
        }
        cycle = fromCycle;
        parked = true;
        parkedAt = from;
        parkedWritePosition = segment == null ? 0 : segment.writePosition();
        looks = 1;
        lossUnknown = damage.lastLost() == JournalDamage.UNKNOWN;
        due = lossUnknown ? due : damage.lastLost() + 1;
    }

    /** Whether something readable was written behind the damage since. */
    private boolean unpark()
    {
        boolean appended = segment != null && segment.writePosition() != parkedWritePosition;
        if (!appended && (looks++ % LOOKS != 0 || map.firstBehind(cycle) == 0))
        {
            return false;
        }
        parkedWritePosition = segment == null ? 0 : segment.writePosition();
        Segment found = findBehind(cycle, parkedAt);
        if (found == null)
        {
            return false;
        }
        long first = BatchDescriptor.firstSequence(found.buffer(), found.batchOffset());
        if (!lossUnknown && first > due)
        {
            tell(new JournalDamage(found.file(), found.lastBatchPosition(), due, first - 1, notDue(first)));
        }
        standOn(found);
        return true;
    }

    /** Goes to the next segment; false at the end, when there is none yet. */
    private boolean nextSegment()
    {
        while (true)
        {
            Path file = map.file(cycle + 1);
            Segment next = Segment.openIfPresent(file);
            if (next != null)
            {
                return take(next);
            }
            if (!passMissing(file))
            {
                return false;
            }
            if (standing || parked)
            {
                return true;
            }
        }
    }

    private boolean take(Segment next)
    {
        boolean initialised = next.isInitialised();
        if (initialised && next.isQueueFile())
        {
            goTo(next);
            return true;
        }
        // a segment without a header is one that its writer has only begun, or was killed then; nothing follows it
        boolean begun = !initialised && next.isUntouched() && map.firstBehind(next.cycle()) == 0;
        // a writer may have gone on between the looks
        boolean since = !initialised && next.isInitialised();
        next.close();
        if (!begun && !since)
        {
            skip(next.file(), 0, next.cycle(), 0,
                    initialised ? "its header is not Chronicle Queue's" : "its header is gone");
        }
        return !begun || since;
    }

    /** The next file is not there: false at the end of the journal, true to look again. */
    private boolean passMissing(Path file)
    {
        IndexContent content = map.refresh();
        int missing = cycle + 1;
        if (content.trimmed().cycle() > missing)
        {
            passTrimmed(content.trimmed());
            return true;
        }
        int later = map.firstBehind(missing);
        if (Files.exists(file))
        {
            return true;
        }
        if (later != 0)
        {
            if (content.isGivenUp(missing))
            {
                cycle = missing;
            }
            else
            {
                skip(file, 0, missing, 0, "the file is missing, but a later segment exists");
            }
            return true;
        }
        // a segment is entered as discarded before it is deleted
        if (content.lastCycle() >= missing && map.refresh().lastCycle() >= missing && !Files.exists(file))
        {
            skip(file, 0, missing, 0, "the file is missing, and it was the journal's last");
            return true;
        }
        return Files.exists(file);
    }

    private void passTrimmed(IndexRecord trimmed)
    {
        if (started)
        {
            throw fail(new JournalException(
                    "The records from sequence %d on were trimmed from %s before this reader came to them; the first that is kept is %d. Go on there with seekSequence(%d), and register the reader, so that trimming waits for it."
                            .formatted(due, directory, trimmed.firstSequence(), trimmed.firstSequence())));
        }
        start();
    }

    /** Nothing is written here: whether that is the end, or more came while we looked, or it is damage. */
    private boolean isEnd()
    {
        if (segment.isWritten())
        {
            return false;
        }
        boolean beyond = segment.writePosition() > segment.lastBatchPosition();
        if (!beyond && segment.position() == endPosition && ++looks % LOOKS != 0)
        {
            return true;
        }
        endPosition = segment.position();
        if (segment.batches() == 0 && segment.isReplaced())
        {
            // a session without a record has left it, and the next one has begun it anew
            Segment anew = Segment.openIfPresent(segment.file());
            if (anew == null || !anew.isInitialised())
            {
                CloseHelper.close(anew);
                return true;
            }
            goTo(anew);
            return false;
        }
        if (!beyond && map.firstBehind(cycle + 1) == 0 && !isNextInitialised())
        {
            return true;
        }
        // the writer completes an excerpt first, then moves its position or rolls: look again
        if (!segment.isWritten())
        {
            skip(segment.position(), beyond
                    ? "nothing is written here, but its write position is " + segment.writePosition()
                    : "it has no end mark, but a later segment exists");
        }
        return false;
    }

    private boolean isNextInitialised()
    {
        try (Segment next = Segment.openIfPresent(map.file(cycle + 1)))
        {
            return next != null && next.isInitialised();
        }
    }

    private void requireOpen()
    {
        if (closed)
        {
            throw new JournalException("The reader of " + directory + " is closed.");
        }
    }

    @Override
    public void close()
    {
        closed = true;
        if (segment != null)
        {
            segment.close();
        }
    }
}

package io.ringmain.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.ringmain.journal.JournalKey;

/**
 * Writers that are killed, one after the other, on one journal after the other. After each kill everything is read and
 * compared before the next writer opens the journal, and what that one found is compared with what was read. Now and then a
 * copy is damaged, and where that is permitted a disk loses its power.
 *
 * <p>
 * Threading: one thread, which runs all of it.
 */
public final class Torture
{
    private static final long OPENING_AT_MOST_NS = 5_000_000_000L;
    private static final int SESSIONS_OF_A_JOURNAL = 12;
    private static final long BYTES_OF_A_JOURNAL = 64 << 20;
    private static final int DAMAGE_EVERY = 2;
    private static final int POWER_EVERY = 8;

    private final TortureOptions options;
    private final Consumer<? super TortureAccount> listener;
    private final BooleanSupplier stop;
    private final TortureAccount account = new TortureAccount();
    private final Random random;
    private final Path keyFile;
    private final JournalKey key;

    // the journal that is tortured just now
    private Path journal;
    private long salt;
    private long promised;
    private long records;
    private boolean clean;
    private String plans = "";

    private Torture(TortureOptions options, Consumer<? super TortureAccount> listener, BooleanSupplier stop)
    {
        this.options = options;
        this.listener = listener;
        this.stop = stop;
        random = new Random(options.seed());
        keyFile = options.directory().resolve("key");
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        try
        {
            Files.writeString(keyFile, HexFormat.of().formatHex(bytes));
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
        key = JournalKey.ofFile(keyFile);
    }

    /**
     * Tortures journals until it is time to end, or a promise is broken.
     *
     * @param options  how long, and where
     * @param listener is told after each session, on the calling thread
     * @param stop     asked between two sessions whether to end before time
     * @return what was done; when nothing was found the directory is empty again, save for the key
     * @throws TortureException when the journal has broken a promise; the directory is kept as it was found
     */
    public static TortureAccount run(TortureOptions options, Consumer<? super TortureAccount> listener,
            BooleanSupplier stop)
    {
        return new Torture(options, listener, stop).run();
    }

    private TortureAccount run()
    {
        long beginNs = System.nanoTime();
        Spares spares = new Spares(options.directory());
        try (spares; PowerDisk disk = PowerDisk.make(options.directory(), account::withoutPower))
        {
            for (long session = 0; !isOver(beginNs); session++)
            {
                round(session, spares, disk);
                listener.accept(account);
            }
            JournalFiles.delete(options.directory().resolve("damaged"));
            JournalFiles.delete(options.directory().resolve("before"));
            JournalFiles.delete(options.directory().resolve("before-power"));
            discard();
            return account;
        }
        catch (TortureFailure e)
        {
            throw new TortureException(
                    "%s%n  journal: %s%n  as the last opening found its end: %s, and after a power loss: before-power beside it%n  seed %d; sessions of this journal: %s"
                            .formatted(e.getMessage(), journal, options.directory().resolve("before"), options.seed(),
                                    plans),
                    e,
                    account);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOver(long beginNs)
    {
        return stop.getAsBoolean() || (options.kills() > 0 && account.kills() >= options.kills()) ||
                (options.maxNs() > 0 && System.nanoTime() - beginNs >= options.maxNs());
    }

    private void round(long session, Spares spares, PowerDisk disk) throws IOException
    {
        if (session % SESSIONS_OF_A_JOURNAL == 0 || JournalFiles.bytes(journal) > BYTES_OF_A_JOURNAL)
        {
            beginJournal();
        }
        session(spares);
        if (session % DAMAGE_EVERY == 0 && records > 0)
        {
            Damage damage = Pick.one(random, Damage.values());
            account.damaged(new DamageRound(journal, options.directory().resolve("damaged"), salt, key, records)
                    .run(damage, random));
        }
        if (disk != null && session % POWER_EVERY == POWER_EVERY - 1)
        {
            account.powerLost(new PowerRound(disk, keyFile, key, options.directory().resolve("before-power")).run(
                    spares.take(), random));
        }
    }

    private void beginJournal() throws IOException
    {
        discard();
        account.journal();
        journal = options.directory().resolve("journal-" + account.journals());
        salt = random.nextLong();
        promised = Child.NEVER;
        records = 0;
        clean = true;
        plans = "";
    }

    private void discard() throws IOException
    {
        if (journal != null)
        {
            JournalFiles.delete(journal);
        }
    }

    private void session(Spares spares) throws IOException
    {
        Aim aim = Pick.one(random, Aim.values());
        SessionPlan plan = SessionPlan.random(random, salt, aim == Aim.CLOSING);
        plans += "%n    %s: %s".formatted(aim, plan);
        rememberEnd();
        long before = JournalFiles.segments(journal);
        boolean killed;
        Child child = spares.take();
        try (child)
        {
            child.begin(plan, journal, keyFile);
            aim.await(child, journal, random);
            killed = child.kill();
        }
        check(child, killed, aim, before);
    }

    /** For whoever wants to know what an opening met that went wrong. */
    private void rememberEnd() throws IOException
    {
        Path before = options.directory().resolve("before");
        JournalFiles.delete(before);
        if (Files.exists(journal))
        {
            JournalFiles.copyEnd(journal, before);
        }
    }

    private void check(Child child, boolean killed, Aim aim, long segmentsBefore) throws IOException
    {
        if (child.opened() != null)
        {
            checkOpening(child.opened().split(" ", -1));
        }
        promised = Math.max(promised, Math.max(child.written(), child.durable()));
        long former = records;
        // one that was killed while it made its very first segment has left nothing to read
        if (promised >= 0 || JournalFiles.segments(journal) > 0)
        {
            JournalCheck read = JournalCheck.read(journal, salt, key).requireAll(promised,
                    killed ? "a kill (" + aim + ")" : "a clean end");
            records = read.records();
            account.verified(records);
        }
        if (records < former)
        {
            throw new TortureFailure("There were %d records, now there are %d".formatted(former, records));
        }
        // what was read after a kill is the journal from now on, whether acknowledged or not
        promised = Math.max(promised, records - 1);
        clean = !killed && child.closed();
        if (clean && child.durable() != records - 1)
        {
            throw new TortureFailure("The journal was closed at sequence %d, but %d is the last that is read"
                    .formatted(child.durable(), records - 1));
        }
        account.session(aim, killed, records - former, Math.max(0, JournalFiles.segments(journal) - segmentsBefore));
    }

    private void checkOpening(String[] opened)
    {
        long last = Long.parseLong(opened[0]);
        long tookNs = Long.parseLong(opened[1]);
        account.opened(tookNs, opened[2]);
        if (last != records - 1)
        {
            throw new TortureFailure("The journal held the records up to %d, and the next opening went on behind %d"
                    .formatted(records - 1, last));
        }
        if (tookNs > OPENING_AT_MOST_NS)
        {
            throw new TortureFailure("An opening took %.1f s".formatted(tookNs / 1e9));
        }
        if (clean && !opened[2].isEmpty())
        {
            throw new TortureFailure("The journal was closed cleanly, and the next opening found " + opened[2]);
        }
    }
}

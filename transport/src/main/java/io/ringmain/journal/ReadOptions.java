package io.ringmain.journal;

import java.util.function.Consumer;

/**
 * How a journal is read.
 *
 * @param key     opens an encrypted journal; null for one that is not
 * @param skipped is told of damage, and reading goes on behind it; null: damage is a {@link JournalDamagedException}
 */
public record ReadOptions(JournalKey key, Consumer<? super JournalDamage> skipped)
{
    /**
     * Without a key, and damage is an exception.
     *
     * @return what {@link JournalReader#open(java.nio.file.Path)} takes
     */
    public static ReadOptions defaults()
    {
        return new ReadOptions(null, null);
    }

    /**
     * The same with a key.
     *
     * @param newKey the one that the journal was written with
     * @return a copy
     */
    public ReadOptions withKey(JournalKey newKey)
    {
        return new ReadOptions(newKey, skipped);
    }

    /**
     * The same, but damage is passed over.
     *
     * @param listener is told of each damage, on the reader's thread, before the next good record
     * @return a copy
     */
    public ReadOptions skippingDamage(Consumer<? super JournalDamage> listener)
    {
        return new ReadOptions(key, listener);
    }
}

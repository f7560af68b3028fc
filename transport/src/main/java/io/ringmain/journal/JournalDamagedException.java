package io.ringmain.journal;

import java.nio.file.Path;

/** A journal holds bytes that its writer did not leave there, or misses some that it did. */
public final class JournalDamagedException extends JournalException
{
    private static final long serialVersionUID = 1L;

    private final transient JournalDamage damage;

    JournalDamagedException(JournalDamage damage)
    {
        super("%s. Restore this file from a copy, or go on without them: \"ringmain replay --skip-damaged\" reads around them, \"ringmain repair\" takes them out."
                .formatted(damage));
        this.damage = damage;
    }

    JournalDamagedException(Path segment, long position, long firstLost, long lastLost, String what)
    {
        this(new JournalDamage(segment, position, firstLost, lastLost, what));
    }

    /**
     * Where, and what is lost.
     *
     * @return null only after serialization
     */
    public JournalDamage damage()
    {
        return damage;
    }
}

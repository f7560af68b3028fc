package io.ringmain.journal;

/** Someone who still needs records of a journal: a reader that is registered. */
interface RecordKeeper
{
    /** What {@link #oldestNeeded()} answers when nothing is needed. */
    long NOTHING = Long.MAX_VALUE;

    /**
     * Who this is, for people: such as {@code the reader follower}.
     *
     * @return a name
     */
    String name();

    /**
     * The first sequence that must not be trimmed. Asked on the trimmer's thread, each time that it is about to delete.
     *
     * @return {@link #NOTHING} when none
     */
    long oldestNeeded();
}

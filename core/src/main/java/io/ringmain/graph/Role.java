package io.ringmain.graph;

/** What kind of work a stage does. */
public sealed interface Role
{
    /** Calls a handler for each event. */
    record Handle() implements Role
    {}

    /** Calls a handler whose work on an event counts only at the end of its batch, such as a journal. */
    record Batch() implements Role
    {}

    /** Decides which events the stages behind it see. */
    record Filter() implements Role
    {}

    /**
     * Makes events of another ring.
     *
     * @param into that ring's name
     */
    record Emit(String into) implements Role
    {}

    /**
     * Handles the events of some keys.
     *
     * @param group the name that all shards share
     * @param index which of them, from 0
     * @param count how many there are
     */
    record Shard(String group, int index, int count) implements Role
    {}

    /**
     * Handles every n-th event.
     *
     * @param group the name that all members of the pool share
     * @param index which of them, from 0
     * @param count how many there are
     */
    record Turn(String group, int index, int count) implements Role
    {}

    /**
     * The name under which other stages may come after this one and its like.
     *
     * @return null unless it is a shard or a member of a pool
     */
    default String group()
    {
        if (this instanceof Shard shard)
        {
            return shard.group;
        }
        return this instanceof Turn turn ? turn.group : null;
    }
}

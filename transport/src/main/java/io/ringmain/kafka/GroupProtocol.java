package io.ringmain.kafka;

/** How the members of a group agree on who has which partition. */
public enum GroupProtocol
{
    /** {@link #CONSUMER} where the broker has it, else {@link #CLASSIC}. */
    AUTO,
    /** The members agree; the session timeout is the member's. */
    CLASSIC,
    /** The broker decides (KIP-848); the session timeout is the broker's. */
    CONSUMER
}

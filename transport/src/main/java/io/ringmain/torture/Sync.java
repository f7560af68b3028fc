package io.ringmain.torture;

import java.time.Duration;

import io.ringmain.journal.SyncPolicy;

/** The policies that a session is given. */
enum Sync
{
    NONE(SyncPolicy.none()), EVERY_MS(SyncPolicy.every(Duration.ofMillis(1))), EVERY_BATCH(SyncPolicy.everyBatch());

    private final SyncPolicy policy;

    Sync(SyncPolicy policy)
    {
        this.policy = policy;
    }

    SyncPolicy policy()
    {
        return policy;
    }
}

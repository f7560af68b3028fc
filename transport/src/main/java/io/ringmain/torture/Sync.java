package io.ringmain.torture;

import java.time.Duration;

import io.ringmain.journal.SyncPolicy;

/** The policies that a session is given. */
enum Sync
{
    NONE, EVERY_MS, EVERY_BATCH;

    SyncPolicy policy()
    {
        return switch (this)
        {
            case NONE -> SyncPolicy.none();
            case EVERY_MS -> SyncPolicy.every(Duration.ofMillis(1));
            case EVERY_BATCH -> SyncPolicy.everyBatch();
        };
    }
}

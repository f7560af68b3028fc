package io.ringmain.recovery;

import java.nio.file.Path;
import java.time.Duration;

/** A process that follows a journal and writes snapshots all the time, until it is killed or has caught up; it prints them. */
final class ChildFollower
{
    private ChildFollower()
    {}

    public static void main(String[] args)
    {
        Path journal = Path.of(args[0]);
        FollowerOptions options = FollowerOptions.of(journal).withEvery(500, Duration.ofMillis(50));
        try (Follower<Reading> follower = Follower.open(Pipelines.replaying(), Reading.CODEC, journal, options))
        {
            follower.broken().forEach(broken -> System.out.println("broken " + broken));
            long told = 0;
            while (follower.doWork() > 0)
            {
                FollowerProgress now = follower.progress();
                if (now.snapshots() > told)
                {
                    told = now.snapshots();
                    System.out.println("snapshot " + now.latest().position().nextSequence());
                    System.out.flush();
                }
            }
        }
    }
}

package io.ringmain.transfer;

import io.ringmain.event.Timed;

/**
 * When each record is due. An open loop: the schedule follows from the recorded times, or from a fixed rate, and never from
 * how long anything took, so a record that comes late is late, and those behind it are not put off.
 *
 * <pre>
 *   due = anchor + (record's time - anchor's time) / speed
 * </pre>
 *
 * The anchor moves when the speed changes, and by the length of a pause.
 *
 * <p>
 * Threading: one thread. All times are in nanoseconds; "now" is by the clock of the transfer, which never goes back.
 */
public final class Schedule
{
    /** The speed of a schedule that never waits. */
    public static final double MAX = Double.POSITIVE_INFINITY;

    /** When a record is due that is not waited for. */
    public static final long NOW = Long.MIN_VALUE;

    private static final double NS_PER_SECOND = 1e9;
    private static final long UNSET = Long.MIN_VALUE;

    /** Records a second at speed 1; 0: the recorded times. */
    private final double perSecond;
    private double speed;

    /** Time as the schedule counts it at speed 1: from 0, never back, on and on over all laps. */
    private double time;
    private double anchorTime;
    private long anchorNs = UNSET;
    private long records;

    private int lap = -1;
    private long lapFirstNs;
    private double lapBase;

    private long pausedSinceNs = UNSET;
    private long pausedNs;
    private boolean step;

    private Schedule(double perSecond, double speed)
    {
        if (!(speed > 0) || perSecond < 0 || Double.isInfinite(perSecond))
        {
            throw new IllegalArgumentException(
                    "A schedule at speed %s and %s records a second: give positive numbers".formatted(speed,
                            perSecond));
        }
        this.perSecond = perSecond;
        this.speed = speed;
    }

    /**
     * As the records came in the first place.
     *
     * @param speed 1 for the original speed, 2 for twice as fast, {@link #MAX} for as fast as possible
     * @return before the first record
     */
    public static Schedule recorded(double speed)
    {
        return new Schedule(0, speed);
    }

    /**
     * A fixed rate.
     *
     * @param perSecond records a second
     * @return before the first record
     */
    public static Schedule rate(double perSecond)
    {
        if (!(perSecond > 0))
        {
            throw new IllegalArgumentException("A rate of " + perSecond + " records a second: give a positive number");
        }
        return new Schedule(perSecond, 1);
    }

    /** Whether anything is waited for. */
    boolean waits()
    {
        return speed != MAX;
    }

    /** Takes the next record onto the schedule. */
    void admit(long timeNs, int itsLap, long nowNs)
    {
        if (perSecond > 0)
        {
            time = records * NS_PER_SECOND / perSecond;
        }
        else if (timeNs != Timed.NO_TIME)
        {
            if (itsLap != lap)
            {
                lap = itsLap;
                lapFirstNs = timeNs;
                lapBase = time;
            }
            // partitions that were merged take turns in being behind
            time = Math.max(time, lapBase + (timeNs - lapFirstNs));
        }
        records++;
        if (anchorNs == UNSET)
        {
            anchorNs = nowNs;
            anchorTime = time;
        }
    }

    /**
     * When the record that was admitted last is due.
     *
     * @return by the transfer's clock, or {@link #NOW}
     */
    long dueNs()
    {
        return waits() ? anchorNs + Math.round((time - anchorTime) / speed) : NOW;
    }

    /**
     * The speed that is asked for.
     *
     * @return {@link #MAX} for as fast as possible
     */
    public double speed()
    {
        return speed;
    }

    /**
     * Changes the speed from now on.
     *
     * @param newSpeed positive, or {@link #MAX}
     * @param nowNs    by the transfer's clock
     */
    public void speed(double newSpeed, long nowNs)
    {
        if (anchorNs != UNSET)
        {
            long atNs = paused() ? pausedSinceNs : nowNs;
            anchorTime = waits() ? anchorTime + (atNs - anchorNs) * speed : time;
            anchorNs = atNs;
        }
        speed = newSpeed;
    }

    /**
     * The rate that is asked for.
     *
     * @return records a second; 0 when the recorded times say when
     */
    public double perSecond()
    {
        return perSecond * (waits() ? speed : 1);
    }

    /**
     * How far the schedule is, counted at speed 1, over all laps.
     *
     * @return recorded time from the first record to the one that was admitted last, in ns
     */
    public double timeNs()
    {
        return time;
    }

    /**
     * Whether it stands still.
     *
     * @return between {@link #pause} and {@link #resume}
     */
    public boolean paused()
    {
        return pausedSinceNs != UNSET;
    }

    /**
     * Stands still from now on.
     *
     * @param nowNs by the transfer's clock
     */
    public void pause(long nowNs)
    {
        if (!paused())
        {
            pausedSinceNs = nowNs;
        }
    }

    /**
     * Goes on, all that is to come being due later by the length of the pause.
     *
     * @param nowNs by the transfer's clock
     */
    public void resume(long nowNs)
    {
        if (paused())
        {
            long lengthNs = nowNs - pausedSinceNs;
            pausedNs += lengthNs;
            if (anchorNs != UNSET)
            {
                // when the first record came in this pause, everything begins now
                anchorNs = anchorNs > pausedSinceNs ? nowNs : anchorNs + lengthNs;
            }
            pausedSinceNs = UNSET;
            step = false;
        }
    }

    /** Lets one record pass in a pause. */
    public void step()
    {
        step = paused();
    }

    /** Whether the record that was admitted last may pass in the pause; the schedule then goes on from it. */
    boolean takeStep()
    {
        if (!step)
        {
            return false;
        }
        step = false;
        anchorTime = time;
        anchorNs = pausedSinceNs;
        return true;
    }

    /**
     * How long it stood still.
     *
     * @param nowNs by the transfer's clock
     * @return all pauses so far, in ns
     */
    public long pausedNs(long nowNs)
    {
        return pausedNs + (paused() ? nowNs - pausedSinceNs : 0);
    }
}

package io.ringmain.demo;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How unusual a value is for the stream it comes from: its distance from the exponentially weighted mean, in
 * exponentially weighted standard deviations. Learns online, and scores each value before it learns from it
 * ("prequential"), so that no score has seen its own answer.
 *
 * <p>
 * The update is formula 142 and 143 of Tony Finch, <em>Incremental calculation of weighted mean and variance</em>,
 * University of Cambridge, 2009. It is a learner to show one at work; delays are skewed, so a score above 3 is rarer for
 * an early flight than for a late one.
 */
final class AnomalyScore
{
    /** The weight of the newest value: about the last hundred count. */
    private static final double WEIGHT = 0.02;
    /** Before that many values the deviation means little, and the score is 0. */
    private static final int LEARNING = 30;
    /** Delays come in whole minutes: a deviation below the rounding's own (1/√12) would make noise look unusual. */
    private static final double LEAST_VARIANCE = 1.0 / 12;

    private long seen;
    private double mean;
    private double variance;

    /** Scores the value, then learns from it; positive when it is larger than usual. */
    double next(double value)
    {
        if (seen == 0)
        {
            mean = value;
        }
        double distance = value - mean;
        double score = seen < LEARNING ? 0 : distance / Math.sqrt(Math.max(variance, LEAST_VARIANCE));
        double step = WEIGHT * distance;
        mean += step;
        variance = (1 - WEIGHT) * (variance + distance * step);
        seen++;
        return score;
    }

    void write(DataOutput out) throws IOException
    {
        out.writeLong(seen);
        out.writeDouble(mean);
        out.writeDouble(variance);
    }

    static AnomalyScore read(DataInput in) throws IOException
    {
        AnomalyScore score = new AnomalyScore();
        score.seen = in.readLong();
        score.mean = in.readDouble();
        score.variance = in.readDouble();
        return score;
    }
}

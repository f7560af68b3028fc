package io.ringmain.demo;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is known of the flights that left one airport. */
final class Airport
{
    /** "A flight is counted as on time if it operated less than 15 minutes later than scheduled": BTS, Airline On-Time. */
    static final int LATE_FROM_MINUTES = 15;

    private final DelayHistogram delays;
    private final AnomalyScore score;
    private long delaySumMinutes;
    private long onTime;

    Airport()
    {
        this(new DelayHistogram(), new AnomalyScore());
    }

    private Airport(DelayHistogram delays, AnomalyScore score)
    {
        this.delays = delays;
        this.score = score;
    }

    /** Learns from a flight and writes into it how the airport stands with it. */
    void learn(FlightEvent flight)
    {
        int delay = flight.delayMinutes;
        flight.anomaly = score.next(delay);
        delays.add(delay);
        delaySumMinutes += delay;
        if (delay < LATE_FROM_MINUTES)
        {
            onTime++;
        }
        flight.flights = delays.total();
        flight.meanDelayMinutes = meanMinutes();
        flight.onTimeShare = onTimeShare();
        flight.p95DelayMinutes = delays.p95();
    }

    private double meanMinutes()
    {
        return (double) delaySumMinutes / delays.total();
    }

    private double onTimeShare()
    {
        return (double) onTime / delays.total();
    }

    AirportDelays summary(String name)
    {
        return new AirportDelays(name, delays.total(), meanMinutes(), onTimeShare(), delays.p95());
    }

    void write(DataOutput out) throws IOException
    {
        out.writeLong(delaySumMinutes);
        out.writeLong(onTime);
        score.write(out);
        delays.write(out);
    }

    static Airport read(DataInput in) throws IOException
    {
        long delaySum = in.readLong();
        long onTime = in.readLong();
        AnomalyScore score = AnomalyScore.read(in);
        Airport airport = new Airport(DelayHistogram.read(in), score);
        airport.delaySumMinutes = delaySum;
        airport.onTime = onTime;
        return airport;
    }
}

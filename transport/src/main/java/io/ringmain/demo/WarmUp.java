package io.ringmain.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.ringmain.event.Positioned;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.PipelineBuilder;

/**
 * Runs flights that come along through the app's own pipeline, with nothing behind it, and forgets them: what a JVM does
 * once for each class is done before the first flight that counts, as a service would do before it takes traffic.
 */
public final class WarmUp
{
    /** How many run through. */
    public static final int FLIGHTS = 4_000;

    private WarmUp()
    {}

    /** Returns when all have been handled. */
    public static void run()
    {
        FlightsApp app = new FlightsApp(DeadLetters.NONE);
        PipelineBuilder<FlightEvent> builder = Pipeline.builder("warm-up", app::newEvent);
        app.describe(builder, (event, sequence, endOfBatch) ->
        {}, (event, sequence, endOfBatch) -> app.write(event));
        try (Pipeline<FlightEvent> pipeline = builder.start();
                FlightFile file = FlightFile.bundled(new DeadLetterFile(Path.of("none"))))
        {
            for (int i = 0; i < FLIGHTS && file.next(); i++)
            {
                byte[] payload = file.payload();
                pipeline.publisher().publish(event ->
                {
                    event.position(0, Positioned.NO_POSITION);
                    event.fill(payload, 0, payload.length, 0);
                });
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("the flights that come along cannot be read: " + e.getMessage(), e);
        }
    }
}

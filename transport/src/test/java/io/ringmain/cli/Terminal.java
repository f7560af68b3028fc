package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

import io.ringmain.cli.Surroundings.Streams;

/** What the command said. */
final class Terminal
{
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    int run(String... args)
    {
        return Ringmain.run(streams(), args);
    }

    Streams streams()
    {
        return new Streams(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);
    }

    String out()
    {
        return out.toString(UTF_8);
    }

    String err()
    {
        return err.toString(UTF_8);
    }

    List<String> errLines()
    {
        return err().lines().toList();
    }
}

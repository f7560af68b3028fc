package io.ringmain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a file can be read, found out before a broker is started for it. */
final class InputFile
{
    private InputFile()
    {}

    static void check(Path file)
    {
        if (!Files.exists(file))
        {
            throw new UserError(
                    "--input " + file + " does not exist" +
                            (file.isAbsolute() ? "" : " (in " + Path.of("").toAbsolutePath() + ")") +
                            "; check the path");
        }
        if (Files.isDirectory(file))
        {
            throw new UserError("--input " + file + " is a folder; give a file of JSON lines, plain or .gz");
        }
        if (!Files.isRegularFile(file))
        {
            // a pipe can be opened once only
            return;
        }
        try
        {
            // opened, because permission bits do not tell what the process may do
            Files.newInputStream(file).close();
        }
        catch (IOException e)
        {
            throw new UserError("--input " + file + " cannot be read (" + Folders.reason(e) +
                    "); give yourself the right to, or another file", e);
        }
    }
}

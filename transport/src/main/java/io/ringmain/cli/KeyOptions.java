package io.ringmain.cli;

import java.nio.file.Path;

import picocli.CommandLine.Option;

import io.ringmain.journal.JournalKey;

/** Where the key of an encrypted journal comes from: never from an argument, which other users of the machine could read. */
final class KeyOptions
{
    @Option(names = "--key-file", paramLabel = "FILE", converter = PathOption.class, description = "The key of an encrypted journal: a file with 32 bytes as 64 hexadecimal digits or in base64.")
    private Path file;

    @Option(names = "--key-env", paramLabel = "NAME", description = "The same in a variable of the environment.")
    private String variable;

    /** Null for a journal that is not encrypted. */
    JournalKey key()
    {
        if (file != null && variable != null)
        {
            throw new UserError("--key-file and --key-env are both given; one key opens a journal");
        }
        return file != null
                ? JournalKey.ofFile(file)
                : variable != null ? JournalKey.ofEnvironment(variable) : null;
    }

    /** What must be said to the next command so that it finds the same key; empty for none. */
    String asArguments()
    {
        return file != null ? " --key-file " + file : variable != null ? " --key-env " + variable : "";
    }
}

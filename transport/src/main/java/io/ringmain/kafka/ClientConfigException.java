package io.ringmain.kafka;

import java.util.List;

/** A file of client settings that cannot be used. The message says all that is wrong with it, and never a secret. */
public final class ClientConfigException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ClientConfigException(String message, List<String> problems)
    {
        // no cause: its text may be a line of the file
        super(message);
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong, one by one.
     *
     * @return at least one
     */
    public List<String> problems()
    {
        return problems;
    }
}

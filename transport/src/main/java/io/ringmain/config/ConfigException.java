package io.ringmain.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. All that is wrong with it is in here, a line each. */
public final class ConfigException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigException(List<Problem> problems)
    {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong.
     *
     * @return at least one; those of the file come first, line by line
     */
    public List<Problem> problems()
    {
        return problems;
    }
}

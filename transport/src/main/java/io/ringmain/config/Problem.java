package io.ringmain.config;

/**
 * Something that is wrong with a configuration.
 *
 * @param where a file with its line, a variable of the environment, an option; empty when it is missing everywhere
 * @param what  is wrong, the actual value, and what would be right
 */
public record Problem(String where, String what)
{
    @Override
    public String toString()
    {
        return where.isEmpty() ? what : where + ": " + what;
    }
}

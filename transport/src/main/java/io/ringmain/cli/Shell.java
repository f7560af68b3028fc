package io.ringmain.cli;

/** Commands that are given to be copied. */
final class Shell
{
    private Shell()
    {}

    /** An argument as a shell takes it. */
    static String quoted(Object argument)
    {
        String text = argument.toString();
        return text.matches("[\\w:/.,@%+=~-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}

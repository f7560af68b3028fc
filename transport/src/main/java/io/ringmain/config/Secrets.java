package io.ringmain.config;

import java.util.regex.Pattern;

/** What is never shown. */
final class Secrets
{
    static final String MASK = "(masked)";

    private static final Pattern NAME = Pattern
            .compile("(?i).*(passw|passphrase|passwd|pwd|secret|credential|token|jaas|private|keystore\\.key" +
                    "|user\\.?info|api.?key).*");

    private Secrets()
    {}

    /** Whether a value of that name is probably one. */
    static boolean isName(String name)
    {
        return NAME.matcher(name).matches();
    }

    static String shown(String name, String value)
    {
        return isName(name) ? MASK : value;
    }
}

package io.ringmain.kafka;

import java.util.HashMap;
import java.util.Map;

/** What a user's client settings have in common, whichever client they were meant for. */
final class ClientSettings
{
    private ClientSettings()
    {}

    /** The part that every client of the same broker needs. */
    static Map<String, String> security(Map<String, String> overrides)
    {
        Map<String, String> shared = new HashMap<>();
        overrides.forEach((key, value) ->
        {
            if (key.startsWith("security.") || key.startsWith("sasl.") || key.startsWith("ssl."))
            {
                shared.put(key, value);
            }
        });
        return shared;
    }
}

package io.ringmain.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.ringmain.kafka.ClientConfigException;
import io.ringmain.kafka.ClientConfigFile;

/**
 * Kafka's own client settings: out of a file of properties, and on top of it out of the environment, where
 * {@code RINGMAIN_KAFKA_CLIENT_SASL_JAAS_CONFIG} says {@code sasl.jaas.config}.
 *
 * @param settings by Kafka's names
 * @param origins  where each was
 */
record KafkaSettings(Map<String, String> settings, Map<String, String> origins)
{
    static final String VARIABLES = Key.VARIABLES + "KAFKA_CLIENT_";
    static final String BOOTSTRAP = "bootstrap.servers";

    static KafkaSettings read(Path file, String fileOrigin, Map<String, String> environment, List<Problem> problems)
    {
        Map<String, String> settings = new TreeMap<>();
        Map<String, String> origins = new TreeMap<>();
        if (file != null)
        {
            try
            {
                settings.putAll(ClientConfigFile.load(file));
                settings.keySet().forEach(name -> origins.put(name, file.toString()));
            }
            catch (ClientConfigException e)
            {
                e.problems().forEach(what -> problems.add(
                        new Problem(fileOrigin, "kafka.config-file: " + file + ": " + what)));
            }
        }
        Map<String, String> fromEnvironment = new TreeMap<>();
        environment.forEach((variable, value) ->
        {
            if (variable.startsWith(VARIABLES) && variable.length() > VARIABLES.length())
            {
                String name = variable.substring(VARIABLES.length()).toLowerCase(Locale.ROOT).replace('_', '.');
                fromEnvironment.put(name, value);
                origins.put(name, variable);
            }
        });
        ClientConfigFile.problems(fromEnvironment)
                .forEach(what -> problems.add(new Problem(VARIABLES + "…", what)));
        settings.putAll(fromEnvironment);
        return new KafkaSettings(settings, origins);
    }
}

package io.ringmain.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Kafka's own client settings: out of a file of properties, and on top of it out of the environment, where
 * {@code RINGMAIN_KAFKA_CLIENT_SASL_JAAS_CONFIG} says {@code sasl.jaas.config}.
 *
 * @param settings by Kafka's names
 * @param origins  where each was
 */
record ClientSettings(Map<String, String> settings, Map<String, String> origins)
{
    static final String VARIABLES = Key.VARIABLES + "KAFKA_CLIENT_";
    static final String BOOTSTRAP = "bootstrap.servers";

    static ClientSettings read(Path file, String fileOrigin, Map<String, String> environment, List<Problem> problems)
    {
        Map<String, String> settings = new TreeMap<>();
        Map<String, String> origins = new TreeMap<>();
        if (file != null)
        {
            Properties properties = properties(file, fileOrigin, problems);
            properties.stringPropertyNames().forEach(name ->
            {
                settings.put(name, properties.getProperty(name));
                origins.put(name, file.toString());
            });
        }
        environment.forEach((variable, value) ->
        {
            if (variable.startsWith(VARIABLES) && variable.length() > VARIABLES.length())
            {
                String name = variable.substring(VARIABLES.length()).toLowerCase(Locale.ROOT).replace('_', '.');
                settings.put(name, value);
                origins.put(name, variable);
            }
        });
        return new ClientSettings(settings, origins);
    }

    private static Properties properties(Path file, String origin, List<Problem> problems)
    {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file))
        {
            properties.load(reader);
        }
        catch (NoSuchFileException e)
        {
            problems.add(new Problem(origin, "kafka.config-file: there is no file " + file + "; check the path"));
        }
        catch (IOException | IllegalArgumentException e)
        {
            // what is wrong with the file's text is not told: it may be a part of a password
            problems.add(new Problem(origin, "kafka.config-file: " + file + (Files.isDirectory(file)
                    ? " is a folder; give the file itself"
                    : " cannot be read as a file of properties (" + e.getClass().getSimpleName() +
                            "); write lines such as security.protocol=SSL")));
        }
        return properties;
    }
}

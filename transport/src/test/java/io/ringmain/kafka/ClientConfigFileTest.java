package io.ringmain.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientConfigFileTest
{
    private static final String SECRET = "hunter2-hunter2";

    @TempDir
    private Path folder;

    @Test
    void shouldGiveWhatTheFileSaysWhenItIsRight() throws IOException
    {
        Path file = file("\uFEFF# ours\nsecurity.protocol = SASL_SSL\nsasl.jaas.config=x \\\n  password=\"" + SECRET +
                "\";\nbootstrap.servers=a:1,b:2\nlinger.ms=5\nacks=all\nisolation.level=read_committed\n");

        Map<String, String> settings = ClientConfigFile.load(file);

        assertEquals(Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "x password=\"" + SECRET + "\";",
                "bootstrap.servers", "a:1,b:2", "linger.ms", "5", "acks", "all", "isolation.level", "read_committed"),
                settings);
        assertFalse(settings.toString().contains(SECRET), settings.toString());
    }

    @Test
    void shouldLoadTheExamplesOfTheDocumentationWhenTheyAreCopied() throws IOException
    {
        String page = Files.readString(Path.of("../docs/security.md"));
        List<String> examples = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL).matcher(page).results()
                .map(found -> found.group(1)).toList();

        assertEquals(4, examples.size());
        for (String example : examples)
        {
            Map<String, String> settings = ClientConfigFile.load(file(example));
            assertFalse(settings.toString().contains("CHANGE-ME"), settings.toString());
        }
    }

    @Test
    void shouldLeaveReferencesAloneWhenSecretsAreElsewhere() throws IOException
    {
        Path file = file("""
                config.providers=file
                config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
                ssl.keystore.password=${file:/run/secrets/kafka:password}
                request.timeout.ms=${file:/x:y}
                """);

        assertEquals(4, ClientConfigFile.load(file).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "sasl.mechanisme=PLAIN      | sasl.mechanisme is no setting of Kafka's clients: did you mean sasl.mechanism?",
        "ssl.trustore.location=x    | did you mean ssl.truststore.location?",
        "Security.Protocol=SSL      | did you mean security.protocol?",
        "sasl.password=hunter2-hunter2 | sasl.password is a setting of other clients: write sasl.jaas.config",
        "schema.registry.url=x      | schema.registry.url is no setting of Kafka's clients: leave it out",
        "enable.auto.commit=true    | enable.auto.commit=true is not for a file to set: Ringmain itself says where",
        "isolation.level=read_uncommitted | what a transaction has not committed is not read; leave it out",
        "group.id=x                 | group.id is not for a file to set: a group is named by group=NAME",
        "transactional.id=x         | transactional.id is not for a file to set",
        "enable.idempotence=false   | enable.idempotence=false is not for a file to set: records could be lost",
        "acks=1                     | acks=1 is not for a file to set: records could be lost",
        "value.deserializer=x       | Ringmain's clients read and write bytes",
        "request.timeout.ms=soon    | Invalid value soon for configuration request.timeout.ms: Not a number",
        "security.protocol=SLL      | Invalid value SLL for configuration security.protocol",
        "linger.ms=1\\nlinger.ms=2  | linger.ms is given twice",
        "a=1\\nssl.provider=C:\\users | line 2 has \\u without four hexadecimal digits; write a backslash as \\\\"})
    void shouldSayWhatWouldBeRightWhenASettingIsWrong(String text, String message) throws IOException
    {
        Path file = file(text.replace("\\n", "\n"));

        ClientConfigException e = assertThrows(ClientConfigException.class, () -> ClientConfigFile.load(file));

        assertTrue(e.getMessage().startsWith("the client settings " + file + " cannot be used: "), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertFalse(e.getMessage().contains("hunter2"), e.getMessage());
    }

    @ParameterizedTest
    @SuppressWarnings("StringConcatToTextBlock") // each is a text of its own
    @ValueSource(strings = {
        // the backslashes at the ends of lines are forgotten
        "sasl.jaas.config=x required\n  username=\"a\"\n  password=\"" + SECRET + "\";\n",
        "ssl.keystore.key=-----BEGIN PRIVATE KEY-----\nMIIEvQIBADhunter2hunter2hunter2==\n" +
                "-----END PRIVATE KEY-----\n",
        "ssl.keystore.password=a\n" + SECRET + "\n", "ssl.key.password=" + SECRET + "\\u12\n",
        "ssl.keystore.pasword=" + SECRET + "\n"})
    void shouldNotTellASecretWhenALineIsBroken(String text) throws IOException
    {
        Path file = file(text);

        ClientConfigException e = assertThrows(ClientConfigException.class, () -> ClientConfigFile.load(file));

        assertFalse(e.toString().contains("hunter2"), e.toString());
        assertNull(e.getCause());
    }

    @Test
    void shouldNameAllThatIsWrongWhenMuchIs() throws IOException
    {
        Path file = file("acks=0\nfoo.bar=1\nlinger.ms=x\n");

        ClientConfigException e = assertThrows(ClientConfigException.class, () -> ClientConfigFile.load(file));

        assertEquals(3, e.problems().size(), e.getMessage());
    }

    @Test
    void shouldSayWhyWhenTheFileCannotBeRead() throws IOException
    {
        Path keystore = Files.write(folder.resolve("store.p12"), new byte[] {48, (byte) 0x82, 1, (byte) 0xff});
        Path missing = folder.resolve("missing");

        assertTrue(message(missing).endsWith(missing + " cannot be read: there is no such file; check the path"));
        assertTrue(message(folder).endsWith("it is a folder; give a file"), message(folder));
        assertTrue(message(keystore).contains("not text in UTF-8"), message(keystore));
    }

    @Test
    void shouldWarnWhenOthersMayReadASecret() throws IOException
    {
        Path file = file("ssl.key.password=" + SECRET + "\n");
        Path harmless = Files.writeString(folder.resolve("harmless"), "security.protocol=SSL\n");

        assertEquals(Optional.of(file + " holds a secret and can be read by everybody: chmod 600 " + file),
                warning(file, "rw-r--r--"));
        assertEquals(Optional.of(file + " holds a secret and can be read by its group: chmod 600 " + file),
                warning(file, "rw-r-----"));
        assertEquals(Optional.empty(), warning(file, "rw-------"));
        assertEquals(Optional.empty(), warning(harmless, "rw-r--r--"));
    }

    @Test
    void shouldShowNoSecretWhenOptionsArePrinted()
    {
        Map<String, String> settings = Map.of("sasl.jaas.config", SECRET, "ssl.key.password", SECRET,
                "ssl.keystore.key", SECRET, "my.plugin.password", SECRET, "client.rack", "shown");

        List<Object> options = List.of(IngressOptions.of("n", "b:1", "t").withOverrides(settings),
                EgressOptions.of("n", "b:1", "t").withOverrides(settings),
                new KafkaSourceOptions("b:1", "t", null, Map.of(), false, settings),
                new GroupOptions("b:1", "t", "g", "m", null, GroupProtocol.CLASSIC, EgressOptions.REQUEST_TIMEOUT,
                        settings),
                new OutputOptions("m", "b:1", List.of(), EgressOptions.REQUEST_TIMEOUT, EgressOptions.REQUEST_TIMEOUT,
                        false, 1, settings));

        for (Object one : options)
        {
            assertFalse(one.toString().contains(SECRET), one.toString());
            assertTrue(one.toString().contains("client.rack=shown"), one.toString());
        }
    }

    @Test
    void shouldGiveEachClientWhatItKnowsWhenAllGetTheSame()
    {
        Map<String, String> settings = Map.of("linger.ms", "1", "fetch.max.bytes", "1", "ssl.protocol", "TLSv1.3",
                "bootstrap.servers", "x:1", "my.plugin", "1");

        assertEquals(Map.of("linger.ms", "1", "ssl.protocol", "TLSv1.3", "my.plugin", "1"),
                ClientSettings.producer(settings));
        assertEquals(Map.of("fetch.max.bytes", "1", "ssl.protocol", "TLSv1.3", "my.plugin", "1"),
                ClientSettings.consumer(settings));
        assertEquals(Map.of("ssl.protocol", "TLSv1.3"), ClientSettings.security(settings));
    }

    private Path file(String text) throws IOException
    {
        return Files.writeString(folder.resolve("client.properties"), text);
    }

    private static Optional<String> warning(Path file, String permissions) throws IOException
    {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return ClientConfigFile.warning(file);
    }

    private static String message(Path file)
    {
        return assertThrows(ClientConfigException.class, () -> ClientConfigFile.load(file)).getMessage();
    }
}

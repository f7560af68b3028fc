package io.ringmain.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * Keys and certificates made by the JDK's own tool, each signed by itself, so that whoever trusts one trusts nobody else.
 *
 * @param broker    a keystore; for 127.0.0.1
 * @param brokerPem the certificate in it
 * @param misnamed  a keystore; for a host of another name
 * @param client    a keystore
 * @param clientPem the certificate in it
 */
record Certificates(Path broker, Path brokerPem, Path misnamed, Path misnamedPem, Path client, Path clientPem)
{
    static Certificates make(Path folder) throws IOException, GeneralSecurityException, InterruptedException
    {
        Path broker = keystore(folder, "broker", "ip:127.0.0.1");
        Path misnamed = keystore(folder, "misnamed", "dns:elsewhere.example");
        Path client = keystore(folder, "client", "dns:client.example");
        return new Certificates(broker, certificate(broker), misnamed, certificate(misnamed), client,
                certificate(client));
    }

    private static Path keystore(Path folder, String name, String host)
            throws IOException, InterruptedException
    {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", name, "-dname", "CN=" + name, "-ext", "san=" + host, "-keyalg", "EC",
                "-validity", "30", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass",
                SecuredBroker.SECRET).redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile()).start();
        assertEquals(0, keytool.waitFor(), () -> "keytool: see " + folder.resolve("keytool.log"));
        return store;
    }

    private static Path certificate(Path store) throws IOException, GeneralSecurityException
    {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store))
        {
            keys.load(in, SecuredBroker.SECRET.toCharArray());
        }
        String alias = keys.aliases().nextElement();
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getCertificate(alias).getEncoded());
        return Files.writeString(store.resolveSibling(alias + ".pem"),
                "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n", StandardCharsets.US_ASCII);
    }
}

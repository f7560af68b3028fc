package io.ringmain.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokerProcessTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldStayUpWhenTheTerminalInterruptsOrAnotherWantsItsDirectory() throws Exception
    {
        try (BrokerProcess broker = BrokerProcess.start(options()))
        {
            new ProcessBuilder("kill", "-INT", Long.toString(broker.pid())).start().waitFor();

            BrokerException e = assertThrows(BrokerException.class, () -> BrokerProcess.start(options()));

            assertTrue(e.getMessage().contains("Another broker runs in " + directory.resolve("data")), e.getMessage());
            try (Admin admin = admin(broker))
            {
                assertEquals(1, admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).size());
            }
            // a thread of the broker's own notices the signal and logs it
            assertTrue(Interrupts.areIgnoredHere() || comesTrue(() -> logged().contains("SIGINT")), () -> logged());
            assertTrue(broker.isRunning(), "Ctrl-C is for the parent, which still needs its broker");
        }
    }

    @Test
    void shouldKeepTopicsWhenKilledAndStartedAgain() throws Exception
    {
        BrokerOptions options = options();
        BrokerProcess first = BrokerProcess.start(options);
        BrokerOptions again = first.again();
        try (Admin admin = admin(first))
        {
            admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1))).all().get(10, TimeUnit.SECONDS);
        }
        finally
        {
            first.kill();
        }
        assertFalse(first.isRunning());

        try (BrokerProcess second = BrokerProcess.start(again); Admin admin = admin(second))
        {
            assertEquals(first.bootstrap(), second.bootstrap());
            assertNotEquals(first.pid(), second.pid());
            assertTrue(admin.listTopics().names().get(10, TimeUnit.SECONDS).contains("kept"));
        }
    }

    @Test
    void shouldBeQuietAndLeaveNothingBehindWhenClosed() throws IOException
    {
        BrokerProcess broker = BrokerProcess.start(options());
        ProcessHandle child = ProcessHandle.of(broker.pid()).orElseThrow();

        long startNs = System.nanoTime();
        broker.close();

        assertFalse(child.isAlive());
        assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(8), "stopped by SIGTERM, not killed later");
        assertTrue(logged().contains("shut down completed"), "stopped in good order:\n" + logged());
        broker.close();
        String noise = logged().lines().filter(line -> line.contains("WARNING") || line.contains("SLF4J") ||
                line.contains("StatusLogger") || line.contains(" ERROR ")).collect(Collectors.joining("\n"));
        assertEquals("", noise);
        try (Stream<Path> files = Files.list(directory))
        {
            assertEquals(List.of("broker.log", "data"), files.map(f -> f.getFileName().toString()).sorted().toList());
        }
        try (Stream<Path> files = Files.list(directory.resolve("data")))
        {
            assertEquals(List.of("lock", "log", "server.properties", "tmp"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void shouldNameThePortAtOnceWhenItIsTaken() throws IOException
    {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})))
        {
            BrokerOptions options = options().withPort(taken.getLocalPort());

            long startNs = System.nanoTime();
            BrokerException e = assertThrows(BrokerException.class, () -> BrokerProcess.start(options));

            assertTrue(e.getMessage().contains("Port " + taken.getLocalPort()), e.getMessage());
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void shouldSayWhyWhenTheDataDirectoryCannotBeWritten() throws IOException
    {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");

        BrokerException e = assertThrows(BrokerException.class,
                () -> BrokerProcess.start(BrokerOptions.in(file.resolve("data"), directory.resolve("broker.log"))));

        assertTrue(e.getMessage().contains(file.resolve("data").toString()), e.getMessage());
    }

    @Test
    void shouldQuoteTheLogWhenASettingIsWrong()
    {
        BrokerOptions wrong = options().withSettings(Map.of("num.io.threads", "none"));

        BrokerException e = assertThrows(BrokerException.class, () -> BrokerProcess.start(wrong));

        assertTrue(e.getMessage().contains("num.io.threads"), e.getMessage());
        assertTrue(e.getMessage().contains(directory.resolve("broker.log").toString()), e.getMessage());
    }

    @Test
    void shouldGiveUpAndLeaveNothingWhenTheDeadlinePasses()
    {
        BrokerOptions hasty = options().withDeadline(Duration.ofMillis(200));

        BrokerException e = assertThrows(BrokerException.class, () -> BrokerProcess.start(hasty));

        assertTrue(e.getMessage().contains("200 ms"), e.getMessage());
        assertEquals(List.of(), ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList());
    }

    @Test
    void shouldDieWithItsParentWhenTheParentIsKilled() throws Exception
    {
        Process parent = parent(System.getProperty("java.class.path"));
        try (BufferedReader out = outputOf(parent))
        {
            String line = out.readLine();
            assertTrue(line != null && line.startsWith("pid "), line);
            ProcessHandle child = ProcessHandle.of(Long.parseLong(line.substring(4))).orElseThrow();
            assertTrue(child.isAlive());

            parent.destroyForcibly();

            child.onExit().get(5, TimeUnit.SECONDS);
            assertFalse(child.isAlive());
        }
        finally
        {
            parent.destroyForcibly();
        }
    }

    @Test
    void shouldNameTheArtifactWhenTheBrokerIsNotOnTheClassPath() throws Exception
    {
        String withoutBroker = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !new File(entry).getName().startsWith("kafka_2.13"))
                .collect(Collectors.joining(File.pathSeparator));
        Process parent = parent(withoutBroker);
        try (BufferedReader out = outputOf(parent))
        {
            String line = out.readLine();

            assertTrue(line != null && line.contains("org.apache.kafka:kafka_2.13"), line);
        }
        finally
        {
            parent.destroyForcibly();
        }
    }

    private Process parent(String classPath) throws IOException
    {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath,
                ParentMain.class.getName(), directory.resolve("data").toString(),
                directory.resolve("broker.log").toString())
                .redirectError(directory.resolve("parent.log").toFile()).start();
    }

    private static BufferedReader outputOf(Process process)
    {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private BrokerOptions options()
    {
        return BrokerOptions.in(directory.resolve("data"), directory.resolve("broker.log"));
    }

    /** As in a shell's background job: then the broker, as a child, is never told. */
    private static boolean comesTrue(BooleanSupplier condition)
    {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - endNs > 0)
            {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return true;
    }

    private String logged()
    {
        try
        {
            return Files.readString(directory.resolve("broker.log"));
        }
        catch (IOException e)
        {
            return e.toString();
        }
    }

    private static Admin admin(BrokerProcess broker)
    {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    }
}

package io.ringmain.benchmarks.kafka;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;

/** The broker of a whole comparison, in a JVM of its own, and the inputs in it. Threading: one thread. */
public final class BenchBroker implements AutoCloseable
{
    /**
     * What a side makes must not cost the next one anything: topics that are deleted leave the disk at once. Socket buffers are
     * the system's, as the clients'.
     */
    private static final Map<String, String> SETTINGS = Map.of("auto.create.topics.enable", "false",
            "log.segment.delete.delay.ms", "1000", "socket.send.buffer.bytes", "-1", "socket.receive.buffer.bytes",
            "-1");

    private static final String LOG = ".log";

    private final Path folder;
    private final BrokerProcess process;

    private BenchBroker(Path folder, BrokerProcess process)
    {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts it, and keeps the clients of this process from telling all they do.
     *
     * @param folder exists; its data goes there
     * @return running
     */
    public static BenchBroker start(Path folder)
    {
        KafkaLogging.apply();
        Path data = folder.resolve("broker");
        return new BenchBroker(data, BrokerProcess.start(BrokerOptions.in(data, folder.resolve("broker.log"))
                .withSettings(SETTINGS).withJvmFlags(BrokerOptions.FULL_JVM)));
    }

    /**
     * Where it is.
     *
     * @return host and port
     */
    public String bootstrap()
    {
        return process.bootstrap();
    }

    /** Of the broker's process. */
    long pid()
    {
        return process.pid();
    }

    /** Makes inputs and fills them, one after the other, down to the disk: nobody is to wait for that within a pass. */
    void fill(Collection<Input> inputs) throws IOException, InterruptedException
    {
        try (BenchTopics topics = new BenchTopics(bootstrap()))
        {
            for (Input input : inputs)
            {
                topics.create(input.topic());
                Prefill.inAnotherJvm(bootstrap(), input);
            }
        }
        try (Stream<Path> files = Files.walk(folder))
        {
            for (Path file : files.filter(file -> file.toString().endsWith(LOG)).toList())
            {
                try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE))
                {
                    log.force(true);
                }
            }
        }
    }

    @Override
    public void close()
    {
        process.close();
    }
}

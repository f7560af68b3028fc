package io.ringmain.benchmarks.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

import io.ringmain.broker.BrokerOptions;
import io.ringmain.broker.BrokerProcess;

/** The broker of a whole comparison, in a JVM of its own, and the inputs in it. Threading: one thread. */
final class BenchBroker implements AutoCloseable
{
    /**
     * What a side makes must not cost the next one anything: topics that are deleted leave the disk at once. Socket buffers are
     * the system's, as the clients'.
     */
    private static final Map<String, String> SETTINGS = Map.of("auto.create.topics.enable", "false",
            "log.segment.delete.delay.ms", "1000", "socket.send.buffer.bytes", "-1", "socket.receive.buffer.bytes",
            "-1");

    private final BrokerProcess process;

    private BenchBroker(BrokerProcess process)
    {
        this.process = process;
    }

    /** Starts it with its data in a folder that exists. */
    static BenchBroker start(Path folder)
    {
        return new BenchBroker(BrokerProcess.start(BrokerOptions
                .in(folder.resolve("broker"), folder.resolve("broker.log")).withSettings(SETTINGS)
                .withJvmFlags(BrokerOptions.FULL_JVM)));
    }

    String bootstrap()
    {
        return process.bootstrap();
    }

    /** Makes inputs and fills them, one after the other. */
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
    }

    @Override
    public void close()
    {
        process.close();
    }
}

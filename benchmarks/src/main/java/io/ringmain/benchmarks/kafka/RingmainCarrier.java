package io.ringmain.benchmarks.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.ringmain.kafka.GroupProtocol;
import io.ringmain.node.Delivery;
import io.ringmain.node.Node;
import io.ringmain.node.NodeOptions;

/** Ringmain: a node with three stages that each read a record and add up, or one that counts keys. */
final class RingmainCarrier implements Carrier
{
    private static final long LOOK_EVERY_MS = 50;

    @Override
    public void carry(SideJob job) throws Exception
    {
        Map<String, String> client = new TreeMap<>();
        job.consumer().forEach((name, value) -> client.put(name, value.toString()));
        job.producer().forEach((name, value) -> client.put(name, value.toString()));
        // the node owns where reading begins
        client.remove("auto.offset.reset");
        NodeOptions options = NodeOptions.of(job.bootstrap(), job.in(), job.out()).withGroup(job.group())
                .withDelivery(job.exactlyOnce() ? Delivery.EXACTLY_ONCE : Delivery.AT_LEAST_ONCE)
                .withCommitInterval(Duration.ofMillis(SideJob.COMMIT_INTERVAL_MS))
                // as the peers, whose clients have it by default
                .withMembership(null, false, GroupProtocol.CLASSIC, Duration.ofSeconds(10))
                .withPacked(job.layout() == Layout.PACKED).withClient(client);
        try (Node<BenchApp.Event> node = Node.start(() -> new BenchApp(job.work()), options))
        {
            while (true)
            {
                node.check();
                Thread.sleep(LOOK_EVERY_MS);
            }
        }
    }
}

package io.ringmain.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.ringmain.pipeline.Pipeline;

/** The README's example: it runs here, and the README must hold these very lines. */
class EmbeddingExampleTest
{
    private static final Path SOURCE = Path.of("src/test/java/io/ringmain/readme/EmbeddingExampleTest.java");
    private static final Path README = Path.of("../README.md");

    static final class Order
    {
        int quantity;
        boolean accepted;
    }

    @Test
    void shouldRunAsTheReadmeShowsIt()
    {
        List<Integer> audit = new ArrayList<>();
        List<Integer> book = new ArrayList<>();

        // @formatter:off
        // tag::embedding
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new)
                .stage("risk", (order, sequence, endOfBatch) -> order.accepted = order.quantity <= 900)
                .stage("audit", (order, sequence, endOfBatch) -> audit.add(order.quantity))  // beside "risk"
                .stage("match", (order, sequence, endOfBatch) -> {
                    if (order.accepted) book.add(order.quantity);
                }).after("risk", "audit")                                       // sees what both have handled
                .start();
        for (int i = 1; i <= 1_000; i++)
        {
            int quantity = i;
            orders.publisher().publish(order -> order.quantity = quantity);     // waits while the ring is full
        }
        orders.close();                                                         // drains, joins every thread
        System.out.println("p99 " + orders.latency().get("match").getValueAtPercentile(99) + " ns since publication");
        // end::embedding
        // @formatter:on

        assertEquals(1_000, audit.size());
        assertEquals(900, book.size());
    }

    @Test
    void shouldStandInTheReadmeWordForWord() throws IOException
    {
        String source = Files.readString(SOURCE);
        String region = source.substring(source.indexOf("// tag::embedding\n") + "// tag::embedding\n".length(),
                source.indexOf("        // end::embedding"));

        String readme = Files.readString(README);

        assertTrue(readme.contains("```java\n" + region.stripTrailing().stripIndent() + "\n```"),
                "README.md does not hold the lines between the tags in " + SOURCE);
    }
}

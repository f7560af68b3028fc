package io.ringmain.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.lmax.disruptor.EventHandler;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;
import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.JournalWriter;
import io.ringmain.journal.ReadOptions;
import io.ringmain.journal.SyncPolicy;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.recovery.LogPosition;
import io.ringmain.recovery.Recovered;
import io.ringmain.recovery.Recovery;
import io.ringmain.recovery.SnapshotStore;
import io.ringmain.state.Snapshottable;

/** The README's example of a journal: it runs here, twice, and the README must hold these very lines. */
class JournalExampleTest
{
    private static final Path SOURCE = Path.of("src/test/java/io/ringmain/readme/JournalExampleTest.java");
    private static final Path README = Path.of("../README.md");

    @TempDir
    private Path temp;

    static final class Order implements Positioned
    {
        int quantity;
        private int partition;
        private long position = NO_POSITION;

        @Override
        public int partition()
        {
            return partition;
        }

        @Override
        public long position()
        {
            return position;
        }

        @Override
        public void position(int newPartition, long newPosition)
        {
            partition = newPartition;
            position = newPosition;
        }
    }

    static final class OrderCodec implements Codec<Order>
    {
        @Override
        public int encode(Order order, MutableDirectBuffer buffer, int offset)
        {
            buffer.putInt(offset, order.quantity);
            return Integer.BYTES;
        }

        @Override
        public void decode(DirectBuffer buffer, int offset, int length, Order order)
        {
            order.quantity = buffer.getInt(offset);
        }
    }

    static final class Book implements EventHandler<Order>, Snapshottable
    {
        private long total;

        @Override
        public void onEvent(Order order, long sequence, boolean endOfBatch)
        {
            total += order.quantity;
        }

        @Override
        public void writeSnapshot(DataOutput out) throws IOException
        {
            out.writeLong(total);
        }

        @Override
        public void readSnapshot(DataInput in) throws IOException
        {
            total = in.readLong();
        }
    }

    @Test
    void shouldRunAsTheReadmeShowsIt() throws IOException
    {
        Path folder = temp.resolve("orders");

        assertEquals(500_500, session(folder));
        assertEquals(2 * 500_500, session(folder));
    }

    private static long session(Path folder) throws IOException
    {
        Book book = new Book();
        // @formatter:off
        // tag::journal
        JournalOptions options = JournalOptions.defaults().withSync(SyncPolicy.every(Duration.ofMillis(5)));
        try (JournalWriter<Order> journal = JournalWriter.open(folder, new OrderCodec(), options);
                Pipeline<Order> orders = Pipeline.builder("orders", Order::new).singlePublisher().replaying()
                        .stage("journal", journal).liveOnly()                            // written: survives a kill
                        .stage("durable", journal.durable()).after("journal").liveOnly() // forced: survives a power loss
                        .stage("book", book).after("durable")                            // sees only what is durable
                        .build())
        {
            SnapshotStore snapshots = SnapshotStore.of(folder);
            Recovered recovered = Recovery.run(orders, new OrderCodec(), folder, ReadOptions.defaults(), snapshots,
                    progress -> {});                                                     // the state of the last session
            orders.goLive();
            for (int i = 1; i <= 1_000; i++)
            {
                int quantity = i;
                orders.publisher().publish(order -> order.quantity = quantity);
            }
            long next = recovered.position().nextSequence() + 1_000;
            snapshots.write(new LogPosition(next, recovered.position().positions()), orders::snapshot);
        }
        // end::journal
        // @formatter:on
        return book.total;
    }

    @Test
    void shouldStandInTheReadmeWordForWord() throws IOException
    {
        String source = Files.readString(SOURCE);
        String region = source.substring(source.indexOf("// tag::journal\n") + "// tag::journal\n".length(),
                source.indexOf("        // end::journal"));

        String readme = Files.readString(README);

        assertTrue(readme.contains("```java\n" + region.stripTrailing().stripIndent() + "\n```"),
                "README.md does not hold the lines between the tags in " + SOURCE);
    }
}

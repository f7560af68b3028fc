package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.ringmain.event.Message;

@Tag("slab") // runs with the flag that messages need, see pom.xml
@Timeout(30)
class MessagePipelineTest
{
    private static final int EVENTS = 1_000;

    @Test
    void shouldCarryBytesThroughTheRingInOneSlab()
    {
        List<Long> seen = new ArrayList<>();
        Set<Long> addresses = new HashSet<>();

        try (Pipeline<Message> messages = Pipeline.messages("messages", 40).capacity(16)
                .stage("collect", (message, sequence, endOfBatch) ->
                {
                    seen.add(message.buffer().getLong(message.offset()));
                    addresses.add(message.addressOffset());
                }).start())
        {
            for (long i = 0; i < EVENTS; i++)
            {
                long value = i;
                messages.publisher().publish(message -> fill(message, value));
            }
        }

        assertEquals(LongStream.range(0, EVENTS).boxed().toList(), seen);
        assertEquals(16, addresses.size());
        long lowest = addresses.stream().mapToLong(Long::longValue).min().orElseThrow();
        long highest = addresses.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertEquals(15 * 64, highest - lowest);
    }

    @Test
    void shouldFillAFurtherRingOfMessagesFromTypedEvents()
    {
        List<Long> seen = new ArrayList<>();
        PipelineBuilder<Order> described = Pipeline.builder("orders", Order::new).capacity(16);
        RingBuilder<Message> out = described.messageRing("out", 8).capacity(16)
                .stage("send", (message, sequence, endOfBatch) -> seen.add(message.buffer().getLong(message.offset())));

        try (Pipeline<Order> orders = described
                .flatMap("encode", out, (order, sequence, emitter) -> fill(emitter.next(), order.id)).start())
        {
            orders.publisher().publish(order -> order.id = 42);
        }

        assertEquals(List.of(42L), seen);
    }

    private static void fill(Message message, long value)
    {
        message.buffer().putLong(message.offset(), value);
        message.length(Long.BYTES);
    }
}

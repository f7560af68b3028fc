package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.ringmain.failure.PipelineClosedException;
import io.ringmain.lane.IdlePolicy;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class SeveralRingsTest
{
    private final List<Long> seen = new ArrayList<>();

    @Test
    void shouldTakeEventsOfAnotherTypeFromPublishersAndFromAStage()
    {
        List<String> texts = new ArrayList<>();
        PipelineBuilder<Order> builder = Pipeline.builder("orders", Order::new);
        RingBuilder<StringBuilder> lines = builder.ring("lines", StringBuilder::new).capacity(8).stage("print",
                (line, sequence, endOfBatch) -> texts.add(line.toString()));
        Pipeline<Order> orders = builder.flatMap("format", lines, (order, sequence, out) ->
        {
            StringBuilder line = out.next();
            line.setLength(0);
            line.append("order ").append(order.id);
        }).start();
        for (int i = 0; i < 100; i++)
        {
            long id = i;
            orders.publisher().publish(order -> order.id = id);
            orders.publisher(lines).publish(line ->
            {
                line.setLength(0);
                line.append("line ").append(id);
            });
        }
        orders.close();

        assertEquals(200, texts.size());
        assertEquals(LongStream.range(0, 100).mapToObj(id -> "order " + id).toList(),
                texts.stream().filter(text -> text.startsWith("order")).toList());
        assertEquals(LongStream.range(0, 100).mapToObj(id -> "line " + id).toList(),
                texts.stream().filter(text -> text.startsWith("line")).toList());
    }

    @Test
    void shouldDrainEveryRingInOrderWhenClosedWithEventsOnTheWay()
    {
        PipelineBuilder<Order> builder = Pipeline.builder("a", Order::new).capacity(1024);
        // declared against the flow, so that the order of declaration does not help
        RingBuilder<Order> c = builder.ring("c", Order::new).capacity(1024).stage("collect", Feed.into(seen))
                .lane("z", IdlePolicy.PARK);
        RingBuilder<Order> b = builder.ring("b", Order::new).capacity(1024)
                .flatMap("to-c", c, (order, sequence, out) -> out.next().id = order.id).lane("y", IdlePolicy.PARK);
        Pipeline<Order> orders = builder.flatMap("to-b", b, (order, sequence, out) -> out.next().id = order.id)
                .lane("x", IdlePolicy.PARK).start();
        Feed.publishBatch(orders.publisher(), 1024);

        Account account = orders.close(Duration.ofSeconds(10));

        assertEquals(new Account(3 * 1024, 3 * 1024, 0, 0, 0, List.of()), account);
        assertEquals(LongStream.range(0, 1024).boxed().toList(), seen);
        assertThrows(PipelineClosedException.class, () -> orders.publisher(b).publish(order -> order.id = 1));
    }

    @Test
    void shouldNameTheRingsThatThereAreWhenAskedForOneOfAnotherPipeline()
    {
        PipelineBuilder<Order> other = Pipeline.builder("other", Order::new);
        RingBuilder<Order> foreign = other.ring("foreign", Order::new);
        Pipeline<Order> orders = Pipeline.builder("orders", Order::new).stage("a", Feed.into(seen)).build();

        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> orders.publisher(foreign));

        assertEquals("pipeline \"orders\" has no ring \"foreign\"; there are: orders", thrown.getMessage());
    }

    @Test
    void shouldRefuseAPublisherWhenAStageFillsARingThatWasDescribedAsHavingASingleOne()
    {
        PipelineBuilder<Order> builder = Pipeline.builder("orders", Order::new);
        RingBuilder<Order> legs = builder.ring("legs", Order::new).singlePublisher().stage("collect", Feed.into(seen));
        Pipeline<Order> orders = builder
                .flatMap("split", legs, (order, sequence, out) -> out.next().id = order.id).start();
        Feed.publish(orders.publisher(), 10);

        IllegalStateException thrown = assertThrows(IllegalStateException.class,
                () -> orders.publisher(legs).publish(order -> order.id = 11));
        orders.close();

        assertTrue(thrown.getMessage().contains("stage \"split\""), thrown.getMessage());
        assertEquals(10, seen.size());
    }
}

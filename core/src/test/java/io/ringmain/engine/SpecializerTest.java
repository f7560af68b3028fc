package io.ringmain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.PipelineBuilder;
import io.ringmain.pipeline.Publisher;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class SpecializerTest
{
    @Test
    void shouldGiveEachCloneAClassOfItsOwnWhenMadeFromOneTemplate()
    {
        EventHandler<String> ignore = (event, sequence, endOfBatch) ->
        {};

        Object first = Specializer.newInstance(Link.class, StageLink.class, "a", ignore, null, null);
        Object second = Specializer.newInstance(Link.class, StageLink.class, "b", ignore, null, null);

        assertNotSame(first.getClass(), second.getClass());
        assertTrue(first.getClass().isHidden() && second.getClass().isHidden());
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldCallEveryHandlerOfTheChainInOrder()
    {
        List<String> calls = new ArrayList<>();
        EventHandler<String> last = (event, sequence, endOfBatch) -> calls.add("last " + event + sequence + endOfBatch);
        EventHandler<String> first = (event, sequence, endOfBatch) -> calls
                .add("first " + event + sequence + endOfBatch);

        Link<String> behind = Specializer.newInstance(Link.class, StageLink.class, "last", last, null, null);
        Link<String> chain = Specializer.newInstance(Link.class, StageLink.class, "first", first, null, behind);
        chain.onEvent("e", 7, true);

        assertEquals(List.of("first e7true", "last e7true"), calls);
    }

    @Test
    void shouldTakeEventsForObjectsInTheTemplate()
    {
        assertSame(Object[].class, new EventsTemplate().get());
    }

    @Test
    void shouldTakeEventsForWhatEachCloneIsTold()
    {
        Supplier<?> texts = cloneFor(String[].class);
        Supplier<?> numbers = cloneFor(long[][].class);

        assertSame(String[].class, texts.get());
        assertSame(long[][].class, numbers.get());
        assertSame(Object[].class, new EventsTemplate().get());
    }

    @Test
    void shouldTakeEventsForObjectsInACloneThatIsToldNothingOfThem()
    {
        Supplier<?> clone = Specializer.newInstance(Supplier.class, EventsTemplate.class);

        assertSame(Object[].class, clone.get());
    }

    @Test
    void shouldRefuseALookupThatIsNotTheClassesOwn()
    {
        assertThrows(IllegalArgumentException.class, () -> Specializer.eventsClass(MethodHandles.publicLookup()));
    }

    @Test
    void shouldTakeEventsForObjectsWhenTheRingHoldsSeveralClasses()
    {
        int[] made = {0};
        EventFactory<Numbered> alternating = () -> made[0]++ % 2 == 0 ? new Even() : new Odd();

        assertSame(Object[].class, arrayOf(alternating));
        assertPassThrough(alternating, (event, value) -> event.value = value, event -> event.value);
    }

    @Test
    void shouldTakeEventsForTheirCommonSubclassWhenTheTypeIsWider()
    {
        assertSame(Even[].class, arrayOf(Even::new));
        SpecializerTest.<Numbered>assertPassThrough(Even::new, (event, value) -> event.value = value,
                event -> event.value);
    }

    @Test
    void shouldPassEventsWhoseClassNobodyElseMayName()
    {
        assertSame(Secret[].class, arrayOf(Secret::new));
        assertPassThrough(Secret::new, (event, value) -> event.value = value, event -> event.value);
    }

    @Test
    void shouldPassEventsThatAreRecords()
    {
        assertSame(Cell[].class, arrayOf(() -> new Cell(new AtomicLong())));
        assertPassThrough(() -> new Cell(new AtomicLong()), (event, value) -> event.content().set(value),
                event -> event.content().get());
    }

    @Test
    void shouldPassEventsThatAreArrays()
    {
        assertSame(long[][].class, arrayOf(() -> new long[1]));
        assertPassThrough(() -> new long[1], (event, value) -> event[0] = value, event -> event[0]);
    }

    @Test
    void shouldPassEventsOfALoaderThatRingmainsOwnDoesNotKnow() throws Exception
    {
        Class<?> foreign = new ChildFirst().loadClass(ForeignEvent.class.getName());
        Constructor<?> constructor = foreign.getConstructor();
        EventFactory<Object> factory = () -> newInstance(constructor);

        assertNotSame(ForeignEvent.class, foreign);
        assertSame(foreign.arrayType(), arrayOf(factory));
        assertPassThrough(factory, (event, value) -> ((LongConsumer) event).accept(value),
                event -> ((LongSupplier) event).getAsLong());
    }

    /** Package-private, and the parent of two. */
    abstract static class Numbered
    {
        long value;
    }

    static final class Even extends Numbered
    {}

    static final class Odd extends Numbered
    {}

    private static final class Secret
    {
        private long value;
    }

    private record Cell(AtomicLong content)
    {}

    /** Defines the event itself, before its parent is asked. */
    private static final class ChildFirst extends ClassLoader
    {
        ChildFirst()
        {
            super(SpecializerTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException
        {
            return name.equals(ForeignEvent.class.getName()) ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException
        {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class"))
            {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            }
            catch (IOException e)
            {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static Object newInstance(Constructor<?> constructor)
    {
        try
        {
            return constructor.newInstance();
        }
        catch (ReflectiveOperationException e)
        {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Supplier<?> cloneFor(Class<?> events)
    {
        return Specializer.newInstance(Supplier.class, events, EventsTemplate.class);
    }

    private static <E> Class<?> arrayOf(EventFactory<E> factory)
    {
        // as an object, since its class need not be the one that the compiler takes it for
        Object events = new RingUnit<>("events", 4, factory, true).events();
        return events.getClass();
    }

    /** More than the ring holds, by either kind of publisher, to two stages of one loop and to one behind them. */
    private static <E> void assertPassThrough(EventFactory<E> factory, ObjLongConsumer<E> write,
            ToLongFunction<E> read)
    {
        for (boolean single : new boolean[] {true, false})
        {
            List<Long> seen = new ArrayList<>();
            List<Long> seenBehind = new ArrayList<>();
            PipelineBuilder<E> builder = Pipeline.builder("events", factory).capacity(4)
                    .stage("odd", (event, sequence, endOfBatch) -> write.accept(event, read.applyAsLong(event) + 1))
                    .lane("x")
                    .stage("seen", (event, sequence, endOfBatch) -> seen.add(read.applyAsLong(event))).after("odd")
                    .lane("x")
                    .stage("behind", (event, sequence, endOfBatch) -> seenBehind.add(read.applyAsLong(event)))
                    .after("seen").lane("y");
            try (Pipeline<E> pipeline = (single ? builder.singlePublisher() : builder).build())
            {
                pipeline.startInvoked();
                Publisher<E> publisher = pipeline.publisher();
                for (long i = 0; i < 10; i++)
                {
                    long value = 2 * i;
                    publisher.publish(event -> write.accept(event, value));
                }
            }
            List<Long> odd = LongStream.range(0, 10).map(i -> 2 * i + 1).boxed().toList();
            assertEquals(odd, seen);
            assertEquals(odd, seenBehind);
        }
    }
}

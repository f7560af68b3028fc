package io.ringmain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import com.lmax.disruptor.EventHandler;
import org.junit.jupiter.api.Test;

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
}

package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LifetimeTest
{
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void shouldUndoTheLastFirstAndOnce()
    {
        Lifetime lifetime = Lifetime.unhooked();
        lifetime.atEnd(() -> done.add("first"));
        lifetime.atEnd(() -> done.add("second"));

        lifetime.close();
        lifetime.close();

        assertEquals(List.of("second", "first"), done);
        assertFalse(lifetime.interrupted());
    }

    @Test
    void shouldUndoAllWhenOneFails()
    {
        Lifetime lifetime = Lifetime.unhooked();
        lifetime.atEnd(() -> done.add("first"));
        lifetime.atEnd(() ->
        {
            throw new IOException("disk gone");
        });

        UserError error = assertThrows(UserError.class, lifetime::close);

        assertTrue(error.getMessage().contains("disk gone"));
        assertEquals(List.of("first"), done);
    }

    @Test
    void shouldInterruptTheWorkAndLetItCloseWhatItUsesFirst() throws InterruptedException
    {
        CountDownLatch working = new CountDownLatch(1);
        AtomicReference<Lifetime> lifetime = new AtomicReference<>();
        Thread worker = new Thread(() ->
        {
            lifetime.set(Lifetime.unhooked());
            try (Lifetime mine = lifetime.get())
            {
                mine.atEnd(() -> done.add("folder removed"));
                working.countDown();
                new CountDownLatch(1).await();
            }
            catch (InterruptedException e)
            {
                done.add("reported");
            }
        });
        worker.start();
        working.await();

        lifetime.get().interrupt();

        assertEquals("folder removed", done.get(0));
        assertTrue(lifetime.get().interrupted());
        worker.join();
    }

    @Test
    void shouldStopTheWorkInItsOwnWayWhenItHasOne()
    {
        Lifetime lifetime = Lifetime.unhooked();
        lifetime.stopBy(() -> done.add("asked to stop"));
        lifetime.close();

        lifetime.interrupt();

        assertEquals(List.of("asked to stop"), done);
        assertFalse(Thread.currentThread().isInterrupted());
        lifetime.stopBy(() -> done.add("too late, and asked at once"));
        assertEquals(2, done.size());
    }

    @Test
    void shouldUndoAtOnceWhatBeginsTooLate()
    {
        Lifetime lifetime = Lifetime.unhooked();
        lifetime.close();
        lifetime.interrupt();

        assertThrows(CancellationException.class, () -> lifetime.atEnd(() -> done.add("undone")));

        assertEquals(List.of("undone"), done);
    }
}

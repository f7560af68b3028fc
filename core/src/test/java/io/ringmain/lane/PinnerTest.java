package io.ringmain.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnerTest
{
    private static final MaskSetter CLAIMS_SUCCESS = cpus -> "";
    private static final MaskSetter NEVER_CALLED = cpus ->
    {
        throw new AssertionError("asked to set " + cpus);
    };

    @TempDir
    private Path root;

    @Test
    void shouldBelieveTheKernelWhenTheCallClaimsSuccess()
    {
        FakeTree tree = new FakeTree(root).mask("0-3");
        thread(tree, "0-3");

        Granted granted = new Pinner(tree.files(), CLAIMS_SUCCESS).pin(3);

        assertFalse(granted.asAsked());
        assertEquals(new Granted(OptionalInt.of(3), List.of(0, 1, 2, 3),
                "asked for CPU 3, not granted: the kernel lets it run on 0-3"), granted);
    }

    @Test
    void shouldGrantWhenTheKernelShowsTheOneCpu()
    {
        FakeTree tree = new FakeTree(root).mask("0-3");
        thread(tree, "0-3");

        Granted granted = new Pinner(tree.files(), cpus ->
        {
            thread(tree, CpuList.format(cpus));
            return "";
        }).pin(3);

        assertTrue(granted.asAsked());
        assertEquals("3", granted.text());
    }

    @Test
    void shouldGiveTheReasonWhenRefused()
    {
        FakeTree tree = new FakeTree(root).mask("0-3");
        thread(tree, "0-3");

        Granted granted = new Pinner(tree.files(), cpus -> "errno=22").pin(9);

        assertEquals("asked for CPU 9, not granted: errno=22", granted.note());
        assertEquals("0-3", granted.text());
    }

    @Test
    void shouldSayThatNobodyKnowsWhenTheMaskCannotBeReadBack()
    {
        Pinner pinner = new Pinner(new FakeTree(root).files(), CLAIMS_SUCCESS);

        assertEquals("asked for CPU 1, granted for all that is known: /proc/thread-self/status cannot be read back",
                pinner.pin(1).note());
        assertEquals("unknown", pinner.pin(1).text());
        assertEquals("cannot tell where it runs: /proc/self/status is not readable", pinner.unpin().note());
    }

    @Test
    void shouldLoadNothingWhenTheThreadRunsWhereItShould()
    {
        FakeTree tree = new FakeTree(root).mask("0-3");
        thread(tree, "0-3");

        Granted granted = new Pinner(tree.files(), NEVER_CALLED).unpin();

        assertEquals(new Granted(OptionalInt.empty(), List.of(0, 1, 2, 3), ""), granted);
    }

    @Test
    void shouldReturnToTheFirstMaskWhenTheProcessWasPinnedLater()
    {
        FakeTree tree = new FakeTree(root).mask("0-3");
        Pinner pinner = new Pinner(tree.files(), cpus ->
        {
            thread(tree, CpuList.format(cpus));
            return "";
        });
        tree.mask("2");
        thread(tree, "2");

        assertEquals(new Granted(OptionalInt.empty(), List.of(0, 1, 2, 3), ""), pinner.unpin());
    }

    private static void thread(FakeTree tree, String cpus)
    {
        tree.file("/proc/thread-self/status", "Name:\tp/lane\nCpus_allowed_list:\t" + cpus);
    }
}

package io.ringmain.benchmarks.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.failure.PipelineFailedException;
import io.ringmain.lane.IdlePolicy;

/** Everything that is asked can be measured, and a wrong answer is noticed. */
@Timeout(120)
class MeasuresTest
{
    private static final int MB = 1 << 20;
    /** A few rolls. */
    private static final JournalEffort TINY = new JournalEffort(MB, MB, 2 * MB, 1, 5, 20, 3 * MB, 5, 20, MB);
    private static final int BYTES = 64;

    @TempDir
    private Path folder;

    static Stream<JournalRun> runs()
    {
        return new JournalCases(2).all().stream()
                .flatMap(question -> Stream.concat(Stream.of(question.ringmain()), question.peers().stream()))
                .flatMap(side -> side.candidates().stream())
                .filter(run -> run.payloadBytes() == BYTES && run.measure() != Measure.OPEN).distinct();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void shouldMeasureWhatIsReadBackRight(JournalRun run) throws Exception
    {
        Map<String, List<Double>> figures = JournalForkMain.measure(run, TINY, folder);

        assertTrue(figures.values().stream().flatMap(List::stream).allMatch(figure -> figure >= 0), figures::toString);
    }

    /** A minute of waiting for what will not come would hide the cause. */
    @Test
    @Timeout(20)
    void shouldSayWhyNothingComesThrough()
    {
        Reached reached = new Reached();
        Payloads payloads = new Payloads(BYTES);
        JournaledPipeline pipeline = new JournaledPipeline(payloads,
                JournaledPipeline.describe(BYTES, IdlePolicy.YIELD, (event, sequence, endOfBatch) ->
                {
                    throw new IOException("no room");
                }));
        pipeline.events(1);

        PipelineFailedException failed = assertThrows(PipelineFailedException.class, () -> pipeline.await(reached, 1));

        assertEquals("no room", failed.getCause().getMessage());
        assertThrows(PipelineFailedException.class, pipeline::close);
    }

    @Test
    void shouldOpenWhatAnotherJvmHasWritten() throws Exception
    {
        JournalRun run = new JournalRun(Measure.OPEN, Keeper.RINGMAIN, 256, IdlePolicy.YIELD);

        Map<String, List<Double>> figures = JournalForkMain.measure(run, TINY, folder);

        assertEquals(TINY.seeks(), figures.get("by-sequence").size());
        assertTrue(figures.get("first").get(0) > 0);
    }

    @ParameterizedTest
    @EnumSource(value = Measure.class, names = {"SYNC_EVERY_BATCH", "SYNC_EVERY_10MS"})
    void shouldMeasureUntilAllIsOnDisk(Measure sync) throws Exception
    {
        JournalRun run = new JournalRun(sync, Keeper.CHRONICLE_BATCHED_FILLING, BYTES, IdlePolicy.YIELD);

        Map<String, List<Double>> figures = JournalForkMain.measure(run, TINY, folder);

        assertTrue(figures.get("throughput").get(0) > 0, figures::toString);
        assertTrue(figures.get("max").get(0) > 0, figures::toString);
    }

    @ParameterizedTest
    @MethodSource("keepers")
    void shouldNoticeAnEventThatWasLostOrChanged(Keeper keeper) throws Exception
    {
        Payloads payloads = new Payloads(BYTES);
        JournalRun run = new JournalRun(Measure.APPEND, keeper, BYTES, IdlePolicy.YIELD);
        try (RecordAppender appender = keeper.appender(folder, run.volume(TINY)))
        {
            new Feed(payloads, BYTES, appender.stage()).events(2 * Feed.BATCH);
        }

        run.checkAll(folder, payloads, 2 * Feed.BATCH);

        assertThrows(WrongAnswer.class, () -> run.checkAll(folder, payloads, 2 * Feed.BATCH + 1));
        assertThrows(WrongAnswer.class, () -> run.checkAll(folder, new Payloads(BYTES + 8), 2 * Feed.BATCH));
    }

    static Stream<Keeper> keepers()
    {
        return Stream.of(Keeper.values());
    }
}

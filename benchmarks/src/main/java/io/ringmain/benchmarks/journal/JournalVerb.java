package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Comparison;
import io.ringmain.benchmarks.fork.DiskFolder;
import io.ringmain.benchmarks.fork.OpenedPackages;

/** {@code ringmain bench journal}. */
@Command(name = "journal", sortOptions = false, optionListHeading = "%nOptions:%n", header = "The journal beside Chronicle Queue, used plainly and with the same batches by hand.", description = {
    "",
    "Each side of each case runs in a JVM of its own and in a fresh folder, the sides in turn, over several rounds; " +
            "whatever was written is read back and compared byte by byte. Nothing is forced to disk in most cases: " +
            "what counts is the page cache, but the disk has to keep up. All of it takes about half an hour on two CPUs " +
            "and writes several hundred GB in all, up to 12 GB at a time; stop other work first."})
public final class JournalVerb extends Comparison<JournalRun>
{
    @Option(names = "--dir", paramLabel = "DIR", description = "Write in a folder within this one, on the disk to be measured, and remove it in the end. Default: beside the benchmarks' jar.")
    private Path parent;

    private DiskFolder folder;

    JournalVerb()
    {
        super(JournalForkMain.class);
    }

    @Override
    protected List<Case<JournalRun>> allCases()
    {
        return new JournalCases(Runtime.getRuntime().availableProcessors()).all();
    }

    @Override
    protected List<String> jvmFlags()
    {
        List<String> flags = new ArrayList<>(JVM_FLAGS);
        flags.addAll(OpenedPackages.FLAGS);
        return flags;
    }

    @Override
    protected void before(Set<JournalRun> runs)
    {
        folder = DiskFolder.in(parent == null ? DiskFolder.besideTheJar() : parent);
        runs.forEach(this::requireRoom);
    }

    @Override
    protected List<String> beforeFork(JournalRun run)
    {
        requireRoom(run);
        return List.of(folder.next().toString());
    }

    private void requireRoom(JournalRun run)
    {
        folder.require(run.volume(effort()).diskBytes(), run.toString());
    }

    @Override
    protected void afterFork()
    {
        folder.clear();
    }

    @Override
    protected void after()
    {
        if (folder != null)
        {
            folder.remove();
        }
    }

    @Override
    protected void describe(Map<String, String> conditions)
    {
        JournalEffort effort = effort();
        folder.describe(conditions, effort.probeBytes());
        conditions.put("figures", "median, least and greatest of one fork a round; a pass appends or reads " +
                (effort.passBytes() >> 20) + " MB of records, after " + (effort.warmUpBytes() >> 20) +
                " MB of warm-up, in batches of " + Feed.BATCH + "; segments of " + (effort.segmentBytes() >> 20) +
                " MB; latency open loop over " + effort.latencyMs() + " ms at " + AppendLatency.PER_SECOND +
                "/s, from when an event was due until the call that wrote it returned; nothing is forced");
        conditions.put("sides",
                "ringmain: the journal as a stage, segments filled ahead by its helper while it runs, every batch checked " +
                        "when read; chronicle-plain: default settings, an excerpt for each event, no checksum; " +
                        "chronicle-batched: the journal's batches by hand, all segments filled before the start; " +
                        "chronicle-batched-filling: the same, but each next segment filled by a thread meanwhile");
        conditions.put("memory",
                "each pass that appends is given pages that the machine has: files in the page cache, deleted piece by " +
                        "piece while it writes; without them, a virtual machine that returns free pages to its host is " +
                        "several times slower for every side");
    }

    private JournalEffort effort()
    {
        return JournalEffort.of(quick());
    }
}

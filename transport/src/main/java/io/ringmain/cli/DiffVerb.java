package io.ringmain.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.ringmain.node.Endpoint;

/** {@code ringmain diff}: the first place where two recordings differ, and how. */
@Command(name = "diff", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, parameterListHeading = "%n", optionListHeading = "%nOptions:%n", exitCodeOnExecutionException = DiffVerb.TROUBLE, header = "Finds the first record in which two recordings differ.", description = {
    "",
    "Compares keys, headers and values, record by record. When one of the two is a file, its lines are compared " +
            "with the values. What one of two journals has trimmed away is left out of both."}, footer = {
                "", "Examples:", "  ringmain diff journal:monday journal:tuesday",
                "  ringmain diff journal:run file:expected.jsonl.gz", "",
                "Exit codes: 0 the same, 1 different, 2 called wrongly or could not be compared."})
final class DiffVerb implements Callable<Integer>
{
    static final int TROUBLE = 2;

    private static final int DIFFERENT = 1;

    @Parameters(index = "0", paramLabel = "A", converter = EndpointOption.class, description = "A journal (journal:DIR), or a file of lines (file:PATH), plain or .gz.")
    private Endpoint a;

    @Parameters(index = "1", paramLabel = "B", converter = EndpointOption.class, description = "The other one.")
    private Endpoint b;

    @Option(names = "--times", description = "Compares, too, when records came in.")
    private boolean times;

    @Option(names = "--positions", description = "Compares, too, the partition and the position that records came from.")
    private boolean positions;

    @Option(names = "--skip-bytes", paramLabel = "N", converter = CountOption.OfInt.class, description = "Leaves out the first N bytes of every value, such as a time that an app puts there.")
    private int skipBytes;

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @ParentCommand
    private Ringmain ringmain;

    @Override
    public Integer call()
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        try (Lifetime lifetime = ringmain.lifetime();
                Recording inA = Recordings.open(a, keys.key(), skipBytes);
                Recording inB = Recordings.open(b, keys.key(), skipBytes))
        {
            boolean journals = inA.isJournal() && inB.isJournal();
            if (!journals && (times || positions))
            {
                throw new UserError("a file of lines has no times and no positions; leave out " +
                        (times ? "--times" : "--positions") + ", or compare two journals");
            }
            DiffRun.Outcome outcome = compared(inA, inB, new Difference.Scope(journals, positions, times), lifetime);
            PrintStream out = ringmain.streams().out();
            if (ringmain.json())
            {
                out.println(DiffJson.of(outcome, inA.view(), inB.view()));
            }
            else
            {
                new DiffReport(a.toString(), inA, b.toString(), inB, Progress.columns()).print(outcome, out);
            }
            return outcome.isSame() ? 0 : DIFFERENT;
        }
    }

    private DiffRun.Outcome compared(Recording inA, Recording inB, Difference.Scope scope, Lifetime lifetime)
    {
        try (Progress progress = new Progress(ringmain.streams().err(), ringmain.streams().terminal()))
        {
            return new DiffRun(inA, inB, scope, progress, lifetime).run();
        }
    }
}

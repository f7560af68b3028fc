package io.ringmain.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code ringmain bench} as this jar knows it: by name. The launcher runs it from the benchmarks' jar, so that nothing
 * but the engine is on the class path of what is measured; only whoever starts this jar by hand gets here.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, optionListHeading = "%nOptions:%n", header = "Measures Ringmain beside its peers on this machine.", description = {
    "", "\"ringmain bench engine\" compares with the Disruptor and queues. It is run by the launcher of a " +
            "source checkout: ./ringmain bench --help tells more there."})
final class BenchVerb implements Callable<Integer>
{
    /** Its own jar would understand them. */
    @Unmatched
    private List<String> rest = new ArrayList<>();

    @Override
    public Integer call()
    {
        throw new UserError(("bench is not in this jar: run \"./ringmain bench " + String.join(" ", rest)).strip() +
                "\" in a source checkout, or \"java -cp benchmarks/target/ringmain-benchmarks.jar " +
                "io.ringmain.benchmarks.Bench engine\" once it is built");
    }
}

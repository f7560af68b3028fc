package io.ringmain.benchmarks.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringmain bench readme}. */
@Command(name = "readme", sortOptions = false, optionListHeading = "%nOptions:%n", parameterListHeading = "%n", header = "Makes a report's pages anew from its files, and the README's tables.")
public final class ReadmeVerb implements Callable<Integer>
{
    @Parameters(index = "0", paramLabel = "REPORT", description = "The folder of a report.")
    private Path folder;

    @Option(names = "--readme", paramLabel = "FILE", description = "The README whose tables are to be of this report. Without it, only report.md, report.html and the pictures are made anew.")
    private Path readme;

    // picocli acts on it
    @SuppressWarnings("UnusedVariable")
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "This text.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException
    {
        Report report = Report.read(folder.toAbsolutePath().normalize());
        ReportPage.write(report);
        spec.commandLine().getOut().println(report.folder().resolve("report.html"));
        if (readme != null)
        {
            ReadmeFigures.write(report, readme);
            spec.commandLine().getOut().println(readme);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}

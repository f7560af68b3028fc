package io.ringmain.benchmarks.publish;

import java.util.List;
import java.util.stream.Collectors;

/** A page as Markdown. */
final class Markdown
{
    private Markdown()
    {}

    static String of(Page page)
    {
        return page.blocks().stream().map(Markdown::block).collect(Collectors.joining("\n"));
    }

    private static String block(Page.Block block)
    {
        if (block instanceof Page.Heading heading)
        {
            return "#".repeat(heading.level()) + ' ' + heading.text() + '\n';
        }
        if (block instanceof Page.Text text)
        {
            return text.text() + '\n';
        }
        if (block instanceof Page.Picture picture)
        {
            return "![" + picture.says() + "](" + picture.file() + ")\n";
        }
        if (block instanceof Page.Code code)
        {
            return "```sh\n" + code.text() + "\n```\n";
        }
        return grid((Page.Grid) block);
    }

    static String grid(Page.Grid grid)
    {
        StringBuilder table = new StringBuilder();
        table.append(row(grid.rows().get(0)));
        table.append('|');
        for (int i = 0; i < grid.rows().get(0).size(); i++)
        {
            table.append(i < grid.words() ? "---|" : "--:|");
        }
        table.append('\n');
        grid.rows().stream().skip(1).forEach(row -> table.append(row(row)));
        return table.toString();
    }

    private static String row(List<String> cells)
    {
        return "| " + cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")) + " |\n";
    }
}

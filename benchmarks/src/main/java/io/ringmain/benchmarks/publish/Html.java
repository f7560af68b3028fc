package io.ringmain.benchmarks.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A page as one HTML file that loads nothing and runs nothing: its pictures are within. */
final class Html
{
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <title>{title}</title>
            <style>
            :root { color-scheme: light dark; --line: #8884; --quiet: #777; --code: #8882; }
            body { font: 16px/1.55 system-ui, sans-serif; max-width: 74rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
            h3 { font-size: 1.05rem; margin-top: 1.8rem; }
            .scroll { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
            th.figure, td.figure { text-align: right; } td.long { white-space: normal; }
            img { max-width: 100%; height: auto; background: #fff; border-radius: 6px; padding: .5rem; box-sizing: border-box; }
            code, pre { font: .9em ui-monospace, monospace; background: var(--code); border-radius: 4px; }
            code { padding: .1em .3em; } pre { padding: .7rem 1rem; overflow-x: auto; } pre code { background: none; padding: 0; }
            </style>
            </head>
            <body>
            """;
    /** From so many characters on a cell may break. */
    private static final int LONG = 60;

    private Html()
    {}

    static String of(Page page, Path folder) throws IOException
    {
        StringBuilder html = new StringBuilder();
        html.append(HEAD.replace("{title}", escaped(title(page))));
        for (Page.Block block : page.blocks())
        {
            html.append(block(block, folder)).append('\n');
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private static String title(Page page)
    {
        return page.blocks().stream().filter(Page.Heading.class::isInstance).map(Page.Heading.class::cast).findFirst()
                .map(Page.Heading::text).orElse("Report");
    }

    private static String block(Page.Block block, Path folder) throws IOException
    {
        if (block instanceof Page.Heading heading)
        {
            return "<h" + heading.level() + '>' + text(heading.text()) + "</h" + heading.level() + '>';
        }
        if (block instanceof Page.Text text)
        {
            return "<p>" + text(text.text()) + "</p>";
        }
        if (block instanceof Page.Picture picture)
        {
            String svg = Files.readString(folder.resolve(picture.file()));
            return "<p><img alt=\"" + escaped(picture.says()) + "\" src=\"data:image/svg+xml;base64," +
                    Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)) + "\"></p>";
        }
        if (block instanceof Page.Code code)
        {
            return "<pre><code>" + escaped(code.text()) + "</code></pre>";
        }
        return grid((Page.Grid) block);
    }

    private static String grid(Page.Grid grid)
    {
        StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>\n");
        String tag = "th";
        for (List<String> row : grid.rows())
        {
            table.append("<tr>");
            for (int i = 0; i < row.size(); i++)
            {
                String kind = i >= grid.words()
                        ? " class=\"figure\""
                        : row.get(i).length() > LONG ? " class=\"long\"" : "";
                table.append('<').append(tag).append(kind).append('>').append(text(row.get(i))).append("</")
                        .append(tag).append('>');
            }
            table.append("</tr>\n");
            tag = "td";
        }
        return table.append("</table></div>").toString();
    }

    /** With code and strong words. */
    private static String text(String text)
    {
        return escaped(text).replaceAll("`([^`]*)`", "<code>$1</code>")
                .replaceAll("\\*\\*(.*?)\\*\\*", "<strong>$1</strong>")
                .replaceAll("(?<![*\\w])\\*([^*]+)\\*(?![*\\w])", "<em>$1</em>")
                .replaceAll("\\[([^\\]]*)\\]\\(([^)]*)\\)", "<a href=\"$2\">$1</a>");
    }

    private static String escaped(String text)
    {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

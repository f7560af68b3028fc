package io.ringmain.benchmarks.publish;

import java.util.ArrayList;
import java.util.List;

/** What a report says, before it is written as Markdown or HTML. Text may have {@code `code`} and **strong** words. */
final class Page
{
    private final List<Block> blocks = new ArrayList<>();

    /** A piece of it. */
    sealed interface Block permits Heading, Text, Grid, Picture, Code
    {}

    /** The title is of level 1. */
    record Heading(int level, String text) implements Block
    {}

    /** A paragraph. */
    record Text(String text) implements Block
    {}

    /** A table: first the headings; the first columns are words, the others figures. */
    record Grid(int words, List<List<String>> rows) implements Block
    {}

    /** A picture that lies in the folder. */
    record Picture(String file, String says) implements Block
    {}

    /** As typed. */
    record Code(String text) implements Block
    {}

    List<Block> blocks()
    {
        return blocks;
    }

    Page heading(int level, String text)
    {
        blocks.add(new Heading(level, text));
        return this;
    }

    Page text(String text)
    {
        blocks.add(new Text(text));
        return this;
    }

    Page grid(int words, List<List<String>> rows)
    {
        blocks.add(new Grid(words, rows));
        return this;
    }

    Page picture(String file, String says)
    {
        blocks.add(new Picture(file, says));
        return this;
    }

    Page code(String text)
    {
        blocks.add(new Code(text));
        return this;
    }
}

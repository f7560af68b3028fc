package io.ringmain.graph;

import java.util.List;

/** A graph that cannot run, with everything that is wrong with it in one message. */
public final class GraphException extends IllegalArgumentException
{
    private static final long serialVersionUID = 1L;

    /** Immutable list of strings. */
    @SuppressWarnings("serial")
    private final List<String> problems;

    /**
     * Puts all problems into one message.
     *
     * @param pipeline its name
     * @param problems a sentence each
     */
    public GraphException(String pipeline, List<String> problems)
    {
        super("pipeline \"" + pipeline + "\" cannot run:\n  - " + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong, a sentence each.
     *
     * @return at least one
     */
    public List<String> problems()
    {
        return problems;
    }
}

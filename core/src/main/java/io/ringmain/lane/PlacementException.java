package io.ringmain.lane;

import java.util.List;

/** A plan that cannot be made as asked, with everything that is wrong with it. */
public final class PlacementException extends IllegalArgumentException
{
    private static final long serialVersionUID = 1L;

    /** Immutable list of strings. */
    @SuppressWarnings("serial")
    private final List<String> problems;

    PlacementException(List<String> problems)
    {
        super("the stages cannot be placed:\n  - " + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong.
     *
     * @return at least one
     */
    public List<String> problems()
    {
        return problems;
    }
}

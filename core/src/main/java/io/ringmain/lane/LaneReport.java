package io.ringmain.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the lanes asked for and what they were granted: the pipeline's report at start-up.
 *
 * @param topology the CPUs that this process may use
 * @param rows     one for each lane, in the order of the plan
 * @param warnings the plan's, for people
 */
public record LaneReport(CpuTopology topology, List<Row> rows, List<String> warnings)
{
    /** Copies the lists. */
    public LaneReport
    {
        rows = List.copyOf(rows);
        warnings = List.copyOf(warnings);
    }

    /**
     * One lane.
     *
     * @param lane    its name
     * @param stages  what it runs
     * @param idle    what it does when there is no work
     * @param asked   the CPU it asked for, or {@code any}
     * @param granted the CPUs that it may run on, such as {@code 3} or {@code 0-1}
     * @param note    why that is not as asked; mostly empty
     */
    public record Row(String lane, List<String> stages, IdlePolicy idle, String asked, String granted, String note)
    {
        /** Copies the list. */
        public Row
        {
            stages = List.copyOf(stages);
        }
    }

    /**
     * Joins the plan with what became of it.
     *
     * @param placement the plan
     * @param granted   by lane, as {@link LanePinning} told its thread; a lane without an entry has not started
     * @return the report
     */
    public static LaneReport of(Placement placement, Map<String, Granted> granted)
    {
        List<Row> rows = new ArrayList<>();
        for (PlacedLane lane : placement.lanes())
        {
            Granted got = granted.get(lane.name());
            String asked = lane.cpu().isPresent() ? Integer.toString(lane.cpu().getAsInt()) : "any";
            rows.add(new Row(lane.name(), lane.stages(), lane.idle(), asked, got == null ? "-" : got.text(),
                    got == null ? "not started" : got.note()));
        }
        return new LaneReport(placement.topology(), rows, placement.warnings());
    }

    /**
     * A table for people, the warnings below it, and what could not be found out about the CPUs.
     *
     * @return lines that end with a line feed
     */
    public String text()
    {
        return LaneTable.text(this);
    }
}

package io.ringmain.cli;

import java.io.PrintStream;
import java.util.List;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ringmain.journal.JournalDamage;
import io.ringmain.journal.JournalReport;
import io.ringmain.report.Units;

/** What was found in a journal, and what can be done about it. */
final class VerifyReport
{
    private final String name;
    private final JournalReport found;

    /**
     * Of what was found.
     *
     * @param name of the journal, as it was asked for
     */
    VerifyReport(String name, JournalReport found)
    {
        this.name = name;
        this.found = found;
    }

    void print(PrintStream out)
    {
        if (found.isClean())
        {
            out.println("Clean: " + records() + ", " + Units.bytes(found.bytes()) + " in " +
                    Units.count(found.segments(), "segment") + ", every byte checked in " +
                    Units.duration(found.tookNs()) + '.');
        }
        else
        {
            printWrong(out);
        }
        if (found.encrypted() && !found.decrypted())
        {
            out.println(
                    "Its checksums were checked, and not what is encrypted; --key-file or --key-env does that, too.");
        }
        found.notes().forEach(out::println);
        if (!found.isClean())
        {
            printWhatToDo(out);
        }
    }

    private void printWrong(PrintStream out)
    {
        int places = found.damages().size() + found.findings().size();
        out.println("Damaged: " + name + " in " + Units.count(places, "place") + '.');
        out.println();
        for (JournalDamage damage : found.damages())
        {
            out.println("  " + damage.segment().getFileName() + ", byte " + Units.count(damage.position()) + ": " +
                    damage.what());
            out.println("      " + loss(damage));
        }
        found.findings().forEach(finding -> out.println("  " + finding));
        out.println();
        out.println(Units.count(found.records()) + " of " + Units.count(found.records() + lost(), "record") +
                (mayHaveLostMore() ? ", and perhaps more, are" : " are") + " good" +
                (lost() == 0 ? "" : "; lost " + (lost() == 1 ? "is " : "are ") + Units.count(lost())) + '.');
    }

    private void printWhatToDo(PrintStream out)
    {
        out.println();
        if (found.damages().isEmpty())
        {
            out.println("Every record can be read. What is wrong beside them is put right by:");
            out.println("  ringmain repair " + name);
            return;
        }
        boolean one = found.damages().stream().map(JournalDamage::segment).distinct().count() == 1;
        out.println("Restore " + (one ? "this file" : "these files") +
                " from a copy and verify again. Or go on without what is lost:");
        out.println("  ringmain replay " + name + " DST --skip-damaged   reads around the damage");
        out.println("  ringmain repair " + name + " --dry-run            says how it would take it out");
    }

    private static String loss(JournalDamage damage)
    {
        return damage.lost() == 0 ? "no record is lost" : "lost: " + sequences(damage);
    }

    /** What is lost by a damage that has lost something. */
    static String sequences(JournalDamage damage)
    {
        long lost = damage.lost();
        if (lost == JournalDamage.UNKNOWN)
        {
            return "the sequences from " + Units.count(damage.firstLost()) + " on";
        }
        return lost == 1
                ? "the sequence " + Units.count(damage.firstLost())
                : "the sequences " + Units.count(damage.firstLost()) + " to " + Units.count(damage.lastLost()) + ", " +
                        Units.count(lost, "record");
    }

    private String records()
    {
        return found.records() == 0
                ? "no records"
                : Units.count(found.records(), "record") + ", sequences " + Units.count(found.firstSequence()) +
                        " to " +
                        Units.count(found.lastSequence());
    }

    /** As far as it is known. */
    private long lost()
    {
        return found.damages().stream().mapToLong(JournalDamage::lost).filter(count -> count > 0).sum();
    }

    private boolean mayHaveLostMore()
    {
        return found.damages().stream().anyMatch(damage -> damage.lost() == JournalDamage.UNKNOWN);
    }

    /** One line; the names are a promise to scripts. */
    String json()
    {
        ObjectNode json = new JsonMapper().createObjectNode().put("journal", name).put("clean", found.isClean())
                .put("records", found.records()).put("firstSequence", found.firstSequence())
                .put("lastSequence", found.lastSequence()).put("lost", lost()).put("segments", found.segments())
                .put("bytes", found.bytes()).put("encrypted", found.encrypted())
                .put("decrypted", found.decrypted());
        ArrayNode damages = json.putArray("damage");
        for (JournalDamage damage : found.damages())
        {
            ObjectNode one = damages.addObject().put("segment", damage.segment().toString())
                    .put("byte", damage.position()).put("what", damage.what()).put("firstLost", damage.firstLost());
            if (damage.lost() != JournalDamage.UNKNOWN)
            {
                one.put("lastLost", damage.lastLost());
            }
        }
        putAll(json.putArray("findings"), found.findings());
        putAll(json.putArray("notes"), found.notes());
        return json.put("tookNs", found.tookNs()).toString();
    }

    private static void putAll(ArrayNode array, List<String> texts)
    {
        texts.forEach(array::add);
    }
}

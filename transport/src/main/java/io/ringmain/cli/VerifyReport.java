package io.ringmain.cli;

import java.io.PrintStream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ringmain.journal.JournalDamage;
import io.ringmain.report.Units;

/** What was found in a journal, and what can be done about it. */
final class VerifyReport
{
    private VerifyReport()
    {}

    static void print(Verification found, PrintStream out)
    {
        if (found.isClean())
        {
            out.println("Clean: " + read(found) + ", " + Units.bytes(found.bytes()) + " in " +
                    count(found.parts(), "segment") + ", all of it checked in " + Units.duration(found.tookNs()) + '.');
            return;
        }
        out.println("Damaged: " + found.name() + " in " + count(found.damages().size(), "place") + '.');
        out.println();
        for (JournalDamage damage : found.damages())
        {
            out.println("  " + damage.segment().getFileName() + ", byte " + Units.count(damage.position()) + ": " +
                    damage.what());
            out.println("      " + loss(damage));
        }
        out.println();
        long known = found.records() + found.lost();
        out.println(Units.count(found.records()) + " of " + count(known, "record") +
                (found.mayHaveLostMore() ? ", and perhaps more," : "") + " are good; lost " +
                (found.lost() == 1 ? "is " : "are ") + Units.count(found.lost()) +
                (found.mayHaveLostMore() ? " or more." : "."));
        out.println();
        out.println("Restore " + (found.damages().size() == 1 ? "this file" : "these files") +
                " from a copy and verify again. Or go on without what is lost:");
        out.println("  ringmain replay " + found.name() + " DST --skip-damaged   reads around the damage");
        out.println("  ringmain repair " + found.name() + " --dry-run            says how it would take it out");
    }

    private static String loss(JournalDamage damage)
    {
        if (damage.lost() == JournalDamage.UNKNOWN)
        {
            return "lost: the sequences from " + Units.count(damage.firstLost()) + " on";
        }
        return switch ((int) Math.min(2, damage.lost()))
        {
            case 0 -> "no record is lost";
            case 1 -> "lost: the sequence " + Units.count(damage.firstLost());
            default -> "lost: the sequences " + Units.count(damage.firstLost()) + " to " +
                    Units.count(damage.lastLost()) + ", " + Units.count(damage.lost()) + " records";
        };
    }

    private static String read(Verification found)
    {
        return found.records() == 0
                ? "no records"
                : count(found.records(), "record") + ", sequences " + Units.count(found.first()) + " to " +
                        Units.count(found.last());
    }

    private static String count(long count, String what)
    {
        return Units.count(count) + ' ' + what + (count == 1 ? "" : "s");
    }

    /** One line; the names are a promise to scripts. */
    static String json(Verification found)
    {
        ObjectNode json = new JsonMapper().createObjectNode().put("journal", found.name())
                .put("clean", found.isClean()).put("records", found.records()).put("firstSequence", found.first())
                .put("lastSequence", found.last()).put("bytes", found.bytes()).put("segments", found.parts())
                .put("lost", found.lost());
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
        return json.toString();
    }
}

package io.ringmain.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What there is to tell of a journal, for programs. */
final class StatJson
{
    private StatJson()
    {}

    /** One line; the names are a promise to scripts. */
    static String of(StatView stat)
    {
        ObjectNode json = new JsonMapper().createObjectNode().put("journal", stat.name())
                .put("records", stat.records()).put("firstSequence", stat.firstSequence())
                .put("nextSequence", stat.lastSequence() + 1);
        if (stat.records() > 0)
        {
            json.put("firstTime", IsoTime.text(stat.firstTimeNs())).put("lastTime", IsoTime.text(stat.lastTimeNs()))
                    .put("meanPerSecond", stat.meanPerSecond());
        }
        json.put("bytes", stat.bytes()).put("encrypted", stat.encrypted()).put("writer", stat.writer());
        stat.findings().forEach(json.putArray("damage")::add);
        ArrayNode readers = json.putArray("readers");
        stat.readers().forEach(reader -> readers.addObject().put("name", reader.name()).put("sequence",
                reader.sequence()).put("silentNs", reader.silent().toNanos()));
        stat.snapshots().forEach(json.putArray("snapshots")::add);
        ArrayNode segments = json.putArray("segments");
        stat.segments().forEach(part -> put(segments.addObject(), part));
        if (stat.overTime() != null)
        {
            ObjectNode overTime = json.putObject("overTime").put("columnNs", stat.overTime().columnNs());
            stat.overTime().counts().forEach(overTime.putArray("counts")::add);
        }
        return json.toString();
    }

    private static void put(ObjectNode json, StatView.Part part)
    {
        json.put("file", part.file()).put("firstSequence", part.firstSequence()).put("records", part.records());
        if (part.records() > 0)
        {
            json.put("firstTime", IsoTime.text(part.firstTimeNs()));
        }
        json.put("bytes", part.bytes()).put("open", part.open());
    }
}

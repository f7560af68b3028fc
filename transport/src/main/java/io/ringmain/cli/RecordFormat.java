package io.ringmain.cli;

/** How a record is shown. Hot path: called for each record, on the thread that reads. */
interface RecordFormat
{
    /** Writes the whole record, its line end included. */
    void write(RecordView record, ByteOutput out);

    /** The value and a line end: what came in as a line is that line again. One that is not there is an empty line. */
    static void text(RecordView record, ByteOutput out)
    {
        raw(record, out);
        out.put('\n');
    }

    /** The value's bytes and nothing else. */
    static void raw(RecordView record, ByteOutput out)
    {
        if (record.hasValue())
        {
            out.bytes(record.value(), 0, record.valueLength());
        }
    }
}

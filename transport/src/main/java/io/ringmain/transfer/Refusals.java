package io.ringmain.transfer;

import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordRefusedException;

/** Takes the records that a sink has refused, so that a transfer can go on behind them. */
@FunctionalInterface
public interface Refusals
{
    /**
     * Takes one. When this returns, the record counts as safe: its source may be told that it need not be read again.
     *
     * @param record as it was read; reused at once
     * @param where  its place, in the words of its source
     * @param reason what the sink said
     * @throws RuntimeException when it cannot be kept; the transfer then ends with this
     */
    void refused(LogRecord record, String where, RecordRefusedException reason);
}

package io.ringmain.torture;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

import org.agrona.DirectBuffer;

import io.ringmain.state.Snapshottable;
import io.ringmain.state.StateHash;

/**
 * A small deterministic app: accounts whose balances depend on every record, its content and the order of all. Its state after
 * what was recovered must be that after the known input.
 */
final class Ledger implements Snapshottable
{
    private static final int ACCOUNTS = 64;

    private final long[] balances = new long[ACCOUNTS];
    private long records;

    void apply(DirectBuffer buffer, int offset, int length)
    {
        int account = length == 0 ? 0 : buffer.getByte(offset) & (ACCOUNTS - 1);
        long amount = length;
        for (int at = 0; at + Long.BYTES <= length && at < 8 * Long.BYTES; at += Long.BYTES)
        {
            amount = 31 * amount + buffer.getLong(offset + at);
        }
        // the order counts: what an account has before goes into what it has after
        balances[account] = 31 * balances[account] + amount + records;
        records++;
    }

    String hash()
    {
        return StateHash.of(Map.of("ledger", this));
    }

    @Override
    public void writeSnapshot(DataOutput out) throws IOException
    {
        out.writeLong(records);
        for (long balance : balances)
        {
            out.writeLong(balance);
        }
    }

    @Override
    public void readSnapshot(DataInput in) throws IOException
    {
        records = in.readLong();
        for (int account = 0; account < ACCOUNTS; account++)
        {
            balances[account] = in.readLong();
        }
    }
}

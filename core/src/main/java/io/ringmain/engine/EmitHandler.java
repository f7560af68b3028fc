package io.ringmain.engine;

import com.lmax.disruptor.EventHandler;
import org.agrona.concurrent.AgentTerminationException;

import io.ringmain.event.FlatMapper;

/**
 * Turns events into events of another ring. Template: cloned for each such stage, see {@link Specializer}. Hot path.
 *
 * <p>
 * Owner: its lane. Invariants: what a call emitted goes out only when the call has returned; everything has gone out when
 * the batch ends, or breaks off, and so before the loop releases its sequence.
 */
final class EmitHandler<E, R> implements EventHandler<E>
{
    private final String stage;
    private final FlatMapper<? super E, R> mapper;
    private final RingEmitter<R> emitter;

    EmitHandler(String stage, FlatMapper<? super E, R> mapper, RingEmitter<R> emitter)
    {
        this.stage = stage;
        this.mapper = mapper;
        this.emitter = emitter;
    }

    @Override
    public void onEvent(E event, long sequence, boolean endOfBatch) throws Exception
    {
        try
        {
            mapper.map(event, sequence, emitter);
            emitter.accept();
        }
        catch (Throwable t)
        {
            boolean whole = emitter.withdraw();
            if (emitter.halted())
            {
                throw new AgentTerminationException();
            }
            if (!whole)
            {
                // part of it is out already, so neither skipping nor trying again would be right
                throw new StageFailure(stage, sequence, t);
            }
            throw t;
        }
        if (endOfBatch)
        {
            emitter.flush();
        }
    }
}

package io.ringmain.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.lmax.disruptor.EventHandler;

import io.ringmain.failure.FailurePolicy;
import io.ringmain.log.LogRecord;
import io.ringmain.pipeline.PipelineBuilder;

/**
 * What happens to a record, step by step. Each step is a stage of the pipeline, with its name in reports, and sees what the steps
 * before it have left. The steps over texts and JSON leave a record without a value, a tombstone, as it is: it says that its key
 * is gone, and that must arrive.
 *
 * <p>
 * A step that throws halts the pipeline, unless {@link #onFailure} says otherwise. Threading: see {@link RecordApp}.
 */
public final class Steps
{
    /** Numbers come out with the digits that they came in with. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();
    private static final int SHOWN_CHARACTERS = 100;

    private final PipelineBuilder<LogRecord> pipeline;
    private final String before;
    private String last;

    Steps(PipelineBuilder<LogRecord> pipeline, String before)
    {
        this.pipeline = pipeline;
        this.before = before;
        last = before;
    }

    String last()
    {
        return last;
    }

    /**
     * Adds any handler; one that remembers something implements {@link io.ringmain.state.Snapshottable}.
     *
     * @param name    of the step
     * @param handler looks at each record, and may change it in place
     * @return this
     */
    public Steps stage(String name, EventHandler<? super LogRecord> handler)
    {
        pipeline.stage(name, handler).after(last);
        return added(name);
    }

    /**
     * Adds a step that changes each record in place.
     *
     * @param name   of the step
     * @param change sets key, value or headers
     * @return this
     */
    public Steps map(String name, Consumer<? super LogRecord> change)
    {
        pipeline.map(name, change).after(last);
        return added(name);
    }

    /**
     * Adds a step that keeps some records from those behind it, and so from going out.
     *
     * @param name   of the step
     * @param passes false: the record ends here
     * @return this
     */
    public Steps filter(String name, Predicate<? super LogRecord> passes)
    {
        pipeline.filter(name, passes).after(last);
        return added(name);
    }

    /**
     * Adds a step that makes another text of each value.
     *
     * @param name   of the step
     * @param change from text to text; a value's bytes are UTF-8
     * @return this
     */
    public Steps mapText(String name, UnaryOperator<String> change)
    {
        Objects.requireNonNull(change, name);
        return map(name, record ->
        {
            if (hasValue(record))
            {
                record.value(change.apply(text(record)).getBytes(UTF_8));
            }
        });
    }

    /**
     * Adds a step that lets some values pass.
     *
     * @param name   of the step
     * @param passes asked for the value as a text
     * @return this
     */
    public Steps filterText(String name, Predicate<String> passes)
    {
        Objects.requireNonNull(passes, name);
        return filter(name, record -> !hasValue(record) || passes.test(text(record)));
    }

    /**
     * Adds a step that changes the fields of each value in place.
     *
     * @param name   of the step
     * @param change sets and removes fields; a value that is no JSON object is a failure of this step
     * @return this
     */
    public Steps mapJson(String name, Consumer<ObjectNode> change)
    {
        Objects.requireNonNull(change, name);
        return map(name, record ->
        {
            if (hasValue(record))
            {
                ObjectNode json = json(record);
                change.accept(json);
                // as people write it: compact, fields in their order
                record.value(json.toString().getBytes(UTF_8));
            }
        });
    }

    /**
     * Adds a step that lets some values pass.
     *
     * @param name   of the step
     * @param passes asked for the value as JSON; one that is no JSON object is a failure of this step
     * @return this
     */
    public Steps filterJson(String name, Predicate<JsonNode> passes)
    {
        Objects.requireNonNull(passes, name);
        return filter(name, record -> !hasValue(record) || passes.test(json(record)));
    }

    /**
     * What happens when the step named last throws.
     *
     * @param policy {@link FailurePolicy#halt()} by default
     * @return this
     */
    public Steps onFailure(FailurePolicy<? super LogRecord> policy)
    {
        if (last.equals(before))
        {
            throw new IllegalStateException(
                    "onFailure(…) speaks of the step named last, but none is: add a step first");
        }
        pipeline.onFailure(policy);
        return this;
    }

    private Steps added(String name)
    {
        last = name;
        return this;
    }

    private static boolean hasValue(LogRecord record)
    {
        return record.valueLength() != LogRecord.NONE;
    }

    private static String text(LogRecord record)
    {
        return new String(record.valueBuffer().byteArray(), 0, record.valueLength(), UTF_8);
    }

    private static ObjectNode json(LogRecord record)
    {
        try
        {
            JsonNode json = JSON.readTree(record.valueBuffer().byteArray(), 0, record.valueLength());
            if (json instanceof ObjectNode object)
            {
                return object;
            }
        }
        catch (JacksonException e)
        {
            throw notJson(record, e);
        }
        catch (IOException e)
        {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
        throw notJson(record, null);
    }

    private static IllegalArgumentException notJson(LogRecord record, JacksonException cause)
    {
        String text = text(record);
        return new IllegalArgumentException("position %d of partition %d holds no JSON object: %s".formatted(
                record.position(), record.partition(),
                text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…"),
                cause);
    }
}

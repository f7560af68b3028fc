package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import io.ringmain.event.Message;

/** Runs without any flag, as those who embed core do. */
class MissingFlagTest
{
    @Test
    void shouldNameTheFlagAndHowToPassItWhenMessagesAreBuiltWithoutIt()
    {
        PipelineBuilder<Message> messages = Pipeline.messages("messages", 256)
                .stage("count", (message, sequence, endOfBatch) ->
                {
                    // never runs
                });

        IllegalStateException thrown = assertThrows(IllegalStateException.class, messages::build);

        assertEquals("""
                messages need a flag that this JVM was started without: add
                    --add-opens java.base/jdk.internal.misc=ALL-UNNAMED
                to its command line (java --add-opens ... -jar ...), to the environment variable JDK_JAVA_OPTIONS, \
                or to surefire's <argLine>; an executable jar can say
                    Add-Opens: java.base/jdk.internal.misc
                in its manifest instead. Typed events (Pipeline.builder) need no flag""", thrown.getMessage());
    }
}

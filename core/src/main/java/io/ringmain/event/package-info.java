/**
 * What flows: the contracts between the ring and the user's own event type. An event is a mutable object, preallocated,
 * living in a slot of the ring; a {@link io.ringmain.event.Codec} turns it into bytes for journals and bridges. A
 * {@link io.ringmain.event.Message} is an event for those who have bytes anyway: all of a ring's lie in one
 * {@link io.ringmain.event.MessageSlab}.
 *
 * <p>
 * Depends on Agrona's buffers and the Disruptor's handler interface, on nothing else of Ringmain. Only the messages need a
 * flag of the JVM, and say which when it is missing.
 */
package io.ringmain.event;

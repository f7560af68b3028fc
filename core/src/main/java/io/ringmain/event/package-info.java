/**
 * What flows: the contracts between the ring and the user's own event type. An event is a mutable object, preallocated,
 * living in a slot of the ring; a {@link io.ringmain.event.Codec} turns it into bytes for journals and bridges.
 *
 * <p>
 * Depends on Agrona's buffer interfaces and the Disruptor's handler interface, on nothing else of Ringmain.
 */
package io.ringmain.event;

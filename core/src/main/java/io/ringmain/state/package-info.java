/**
 * State that can be compared and carried: what a stateful stage implements so that its state can be written, restored
 * and hashed; and {@link io.ringmain.state.Timers}, which such a stage can have because events, not a clock, drive them.
 * Runs on the stage's lane or while nothing runs; depends on nothing else of Ringmain.
 */
package io.ringmain.state;

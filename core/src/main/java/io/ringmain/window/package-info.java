/**
 * Operators over event time, to be used as ordinary flat-map stages: windows ({@link io.ringmain.window.Windows}) and
 * joins ({@link io.ringmain.window.Joins}), keyed, deterministic, and able to write and restore their state.
 *
 * <pre>
 *   event ─▶ time, key ─▶ watermark advances ─▶ what is due fires ─▶ the event is added ─▶ results
 *                                                                    └─ too late: counted, handed to onLate
 * </pre>
 *
 * <p>
 * Time is a {@code long} in the user's own unit (milliseconds, nanoseconds, ticks), the same for every figure of one
 * operator, and between -2<sup>62</sup> and 2<sup>62</sup>. It comes from the events alone, never from a clock, so a
 * replay gives the same results at the same events. The <i>watermark</i> is the highest time seen less the bound on how
 * far events may be out of order; it never goes back.
 *
 * <p>
 * Runs on the lane of its stage. Depends on the packages event and state, where the timers are; docs/windows.md tells
 * the rules in one page.
 */
package io.ringmain.window;

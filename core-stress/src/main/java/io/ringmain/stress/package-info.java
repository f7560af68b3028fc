/**
 * The orderings that core's hand-written lock-free claims rely on, under stress, by jcstress; docs/memory-ordering.md has
 * the claims. Each test lies in the package of what it looks into.
 *
 * <pre>
 *   java -jar core-stress/target/ringmain-core-stress.jar -m sanity -sc false      a minute, as the gate does
 *   java -jar core-stress/target/ringmain-core-stress.jar -m tough                 hours, on the machine that matters
 * </pre>
 */
package io.ringmain.stress;

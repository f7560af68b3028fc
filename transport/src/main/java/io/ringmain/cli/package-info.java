/**
 * The {@code ringmain} command: what a person types, what is checked before anything starts, and what is undone however
 * the process ends. Verbs run on the main thread; a {@link io.ringmain.cli.Lifetime} ends what they began.
 *
 * <p>
 * Sits on top of everything else; nothing depends on it.
 */
package io.ringmain.cli;

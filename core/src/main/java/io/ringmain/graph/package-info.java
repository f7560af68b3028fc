/**
 * The description of a pipeline, apart from its execution: which stages there are, what each comes after, on which lane
 * it runs. Immutable; validated as a whole; drawn as text and Mermaid. No thread runs here, and nothing but the idle
 * policies of {@code lane} is known here.
 */
package io.ringmain.graph;

/**
 * Runs a graph: compiles it to lanes and specialised stage loops. Not for users; only {@code pipeline} may look in here,
 * and {@code monitor}, which reads {@link io.ringmain.engine.LoopView}s.
 *
 * <pre>
 *   publisher --claim, fill, stamp, publish--&gt; [ ring ]
 *                                                |
 *        lane (one thread, an Agrona agent)      |  poll: what is published and handled by the stages before?
 *          StageLoop  &lt;------------------------+
 *            StageLink -&gt; handler
 *            StageLink -&gt; handler      a chain: stages of one lane that only wait for each other
 *          StageLoop ...
 * </pre>
 *
 * A loop and each link are hidden classes of their own, cloned from one template, so that the JIT sees one handler at
 * each call site and inlines the chain into the loop.
 */
package io.ringmain.engine;

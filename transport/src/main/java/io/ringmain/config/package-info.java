/**
 * What a node is told: a schema of keys, each with its default, and where their values come from. Description only; nothing
 * is opened here but the files that are named.
 *
 * <pre>
 *   default  &lt;  file of YAML  &lt;  environment RINGMAIN_...  &lt;  flags        what stands further right wins
 *        \          |                   |                 /
 *         +---------+----- Schema ------+----------------+--&gt; Configuration --&gt; NodeOptions
 * </pre>
 *
 * All problems of all of these are found before any is told. May depend on the node's options and on the enums and policies
 * that they are made of.
 */
package io.ringmain.config;

/** A node as a whole. */
package io.ringmain.node;

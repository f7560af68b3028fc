/** Tests of what tries to break the journal. */
package io.ringmain.torture;

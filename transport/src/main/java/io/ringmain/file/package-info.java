/**
 * Lines as records: of files, plain or packed, of standard input, and to standard output. A record's value is a line without
 * its line feed, byte for byte; nothing is known of encodings. Depends on {@code io.ringmain.log} alone.
 */
package io.ringmain.file;

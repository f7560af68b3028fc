/** Tests. */
package io.ringmain.config;

/** Tests. */
package io.ringmain.web;

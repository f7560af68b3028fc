/** What finds broken promises must find them. */
package io.ringmain.chaos;

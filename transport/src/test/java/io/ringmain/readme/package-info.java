/** What the README shows, as it runs. */
package io.ringmain.readme;

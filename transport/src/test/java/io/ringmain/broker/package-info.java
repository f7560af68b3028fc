/** Tests of {@link io.ringmain.broker.BrokerProcess} against real brokers in real child processes. */
package io.ringmain.broker;

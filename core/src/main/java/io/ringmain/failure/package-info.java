/**
 * What happens when a stage fails: its policy, the dead letters, and what a publisher or a closer gets when a pipeline
 * cannot go on. A stage without another policy halts the pipeline, which releases every publisher that waits; its cause is
 * what everybody sees. Policies are carried out on the lane of the stage.
 */
package io.ringmain.failure;

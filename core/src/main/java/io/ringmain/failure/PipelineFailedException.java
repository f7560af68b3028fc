package io.ringmain.failure;

/** A stage has failed and the pipeline has halted; the cause is the first failure. */
public final class PipelineFailedException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * A new one for each caller, so that every stack trace is the caller's own.
     *
     * @param message names the pipeline, the stage and the sequence
     * @param cause   what the stage threw first
     */
    public PipelineFailedException(String message, Throwable cause)
    {
        super(message, cause);
    }
}

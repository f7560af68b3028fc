package io.ringmain.failure;

/** The pipeline takes no more events, because it was closed or not yet started. */
public final class PipelineClosedException extends IllegalStateException
{
    private static final long serialVersionUID = 1L;

    /**
     * Says what was tried on which pipeline in which state.
     *
     * @param message names the pipeline and its state
     */
    public PipelineClosedException(String message)
    {
        super(message);
    }
}

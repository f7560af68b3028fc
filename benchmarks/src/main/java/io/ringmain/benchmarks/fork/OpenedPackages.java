package io.ringmain.benchmarks.fork;

import java.util.List;

/** What Chronicle Queue and Agrona need opened, and what Hazelcast asks for, as flags of a JVM that is started with a class path. */
public final class OpenedPackages
{
    /** For mapped files. */
    public static final String NIO = "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED";
    /** For cleaners. */
    public static final String REF = "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED";
    /** For Agrona's buffers. */
    public static final String MISC = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";
    /** For both. */
    public static final String UNSAFE = "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED";
    /** For Chronicle. */
    public static final String LANG = "--add-opens=java.base/java.lang=ALL-UNNAMED";
    /** For Chronicle. */
    public static final String REFLECT = "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED";
    /** For Chronicle. */
    public static final String IO = "--add-opens=java.base/java.io=ALL-UNNAMED";
    /** For Chronicle. */
    public static final String UTIL = "--add-opens=java.base/java.util=ALL-UNNAMED";
    /** All of these. */
    public static final List<String> FLAGS = List.of(NIO, REF, MISC, UNSAFE, LANG, REFLECT, IO, UTIL);
    /** What Hazelcast asks for besides. */
    public static final List<String> HAZELCAST = List.of("--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private OpenedPackages()
    {}
}

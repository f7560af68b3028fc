package io.ringmain.benchmarks.journal;

import java.util.List;

/** What Chronicle Queue and Agrona need opened, as flags of a JVM that is started with a class path. */
final class OpenedPackages
{
    static final String NIO = "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED";
    static final String REF = "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED";
    static final String MISC = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";
    static final String UNSAFE = "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED";
    static final String LANG = "--add-opens=java.base/java.lang=ALL-UNNAMED";
    static final String REFLECT = "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED";
    static final String IO = "--add-opens=java.base/java.io=ALL-UNNAMED";
    static final String UTIL = "--add-opens=java.base/java.util=ALL-UNNAMED";
    static final List<String> FLAGS = List.of(NIO, REF, MISC, UNSAFE, LANG, REFLECT, IO, UTIL);

    private OpenedPackages()
    {}
}

package io.ringmain.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: our version from the manifest, and the JVM it runs on. */
final class Version implements IVersionProvider
{
    /** The version, or "development" when run from class files. */
    static String own()
    {
        String version = Version.class.getPackage().getImplementationVersion();
        return version != null ? version : "development";
    }

    @Override
    public String[] getVersion()
    {
        return new String[] {"ringmain " + own(), "Java " + System.getProperty("java.runtime.version") + ", " +
                System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor")};
    }
}

package io.ringmain.config;

import java.nio.file.Path;
import java.util.List;

import io.ringmain.node.NodeOptions;

/**
 * All that it takes to run a node.
 *
 * @param app       name of the app's class
 * @param classPath where it is looked for besides our own jar; may be empty
 * @param options   where the node reads, writes and keeps
 * @param create    whether topics that are missing are created
 * @param partitions of topics that are created; 0: an output as many as the input has, the input one
 * @param http      where health is told; null for nowhere
 */
public record NodeConfig(String app, List<Path> classPath, NodeOptions options, boolean create, int partitions,
        Http http)
{
    /** Copies the list. */
    public NodeConfig
    {
        classPath = List.copyOf(classPath);
    }

    /**
     * Where to listen.
     *
     * @param host an address of this machine
     * @param port 0 for any that is free
     */
    public record Http(String host, int port)
    {}
}

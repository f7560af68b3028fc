package io.ringmain.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network namespace for each node, with one cable to a switch that the broker is at, so that the cable can be pulled:
 *
 * <pre>
 *   node-1 in rmPID-1   eth0 198.18.S.11 ──veth── rmPIDv1 ┐
 *   node-2 in rmPID-2   eth0 198.18.S.12 ──veth── rmPIDv2 ┼ bridge rmPIDb 198.18.S.1 : the broker
 *   ...                                                   ┘
 * </pre>
 *
 * The addresses are those that are set aside for tests of networks (RFC 2544); there is no route from there to anywhere. A link
 * that is cut is taken from the bridge: nobody is told, packets just do not arrive.
 *
 * <p>
 * Threading: one thread.
 */
final class Links implements AutoCloseable
{
    private static final long COMMAND_S = 10;
    private static final int SUBNETS = 250;
    private static final int FIRST_HOST = 10;

    /** The names that are given here: the maker's process id, and what it is. */
    private static final Pattern NAME = Pattern.compile("rm([0-9]+)(?:-[0-9]+|b)");

    private final String prefix = "rm" + ProcessHandle.current().pid();
    private final String subnet = "198.18." + (1 + ProcessHandle.current().pid() % SUBNETS) + '.';
    private final List<List<String>> undo = new ArrayList<>();

    private Links()
    {}

    /** Returns null, and tells why, where that is not permitted. */
    static Links make(Consumer<? super String> why)
    {
        Links links = new Links();
        try
        {
            links.removeThoseOfTheDead();
            links.run("ip", "link", "add", links.bridge(), "type", "bridge");
            links.undo.add(List.of("ip", "link", "del", links.bridge()));
            links.run("ip", "addr", "add", links.host() + "/24", "dev", links.bridge());
            links.run("ip", "link", "set", links.bridge(), "up");
            // whether the rest is permitted too shows only by doing it
            links.add(0);
            return links;
        }
        catch (IOException e)
        {
            links.close();
            why.accept(e.getMessage());
            return null;
        }
    }

    /** What a run could not remove that was killed itself. */
    private void removeThoseOfTheDead() throws IOException
    {
        for (List<String> kind : List.of(List.of("ip", "netns"), List.of("ip", "link")))
        {
            List<String> list = new ArrayList<>(kind);
            list.add("show");
            Matcher found = NAME.matcher(run(list.toArray(String[]::new)));
            Set<String> names = new LinkedHashSet<>();
            while (found.find())
            {
                if (ProcessHandle.of(Long.parseLong(found.group(1))).isEmpty())
                {
                    names.add(found.group());
                }
            }
            for (String name : names)
            {
                List<String> delete = new ArrayList<>(kind);
                delete.addAll(List.of("del", name));
                run(delete.toArray(String[]::new));
            }
        }
    }

    /** Where the broker is to listen. */
    String host()
    {
        return subnet + '1';
    }

    /** Makes the namespace of a node. */
    void add(int node) throws IOException
    {
        String space = space(node);
        run("ip", "netns", "add", space);
        // the cable goes with the namespace
        undo.add(List.of("ip", "netns", "del", space));
        run("ip", "link", "add", cable(node), "type", "veth", "peer", "name", "eth0", "netns", space);
        run("ip", "-n", space, "addr", "add", subnet + (FIRST_HOST + node) + "/24", "dev", "eth0");
        run("ip", "-n", space, "link", "set", "lo", "up");
        run("ip", "-n", space, "link", "set", "eth0", "up");
        run("ip", "link", "set", cable(node), "up");
        heal(node);
    }

    /** What runs a command in the namespace of a node; the process is the command's own. */
    List<String> inside(int node)
    {
        return List.of("ip", "netns", "exec", space(node));
    }

    void cut(int node) throws IOException
    {
        run("ip", "link", "set", cable(node), "nomaster");
    }

    void heal(int node) throws IOException
    {
        run("ip", "link", "set", cable(node), "master", bridge());
    }

    private String bridge()
    {
        return prefix + 'b';
    }

    private String space(int node)
    {
        return prefix + '-' + node;
    }

    private String cable(int node)
    {
        return prefix + 'v' + node;
    }

    /** Returns what it said. */
    private String run(String... command) throws IOException
    {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try
        {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(COMMAND_S, TimeUnit.SECONDS) || process.exitValue() != 0)
            {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
            return said;
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted in " + String.join(" ", command), e);
        }
        finally
        {
            process.destroyForcibly();
        }
    }

    /** Removes everything; whoever ran inside must have ended. */
    @Override
    public void close()
    {
        Collections.reverse(undo);
        boolean interrupted = Thread.interrupted();
        for (List<String> command : undo)
        {
            try
            {
                run(command.toArray(String[]::new));
            }
            catch (IOException e)
            {
                // what else could be done
            }
        }
        undo.clear();
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}

package io.ringmain.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.ringmain.chaos.Member.State;
import io.ringmain.node.NodeStatus.Health;

/**
 * The broker and the nodes, and what is done to them. A node that has been hit is left alone until that is undone.
 *
 * <p>
 * Threading: one thread.
 */
final class Cluster implements AutoCloseable
{
    private static final long END_PATIENCE_NS = TimeUnit.SECONDS.toNanos(45);
    private static final long RESTART_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int FEWEST_NODES = 2;
    private static final int SIGKILL = 128 + 9;

    private final Path directory;
    private final FedInput input;
    private final Outages outages;
    private final Diary diary;
    private final Links links;
    private final BrokerHost broker;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Long> done = new TreeMap<>();
    private boolean brokerIsUp = true;
    private long brokerBackNs;
    private final Map<String, Long> selfEnded = new TreeMap<>();

    Cluster(ChaosOptions options, ChaosPlan plan, FedInput input, Outages outages, Diary diary, Links links,
            BrokerHost broker)
    {
        directory = options.directory();
        this.input = input;
        this.outages = outages;
        this.diary = diary;
        this.links = links;
        this.broker = broker;
        for (int number = 1; number <= options.nodes() + 1; number++)
        {
            members.add(Member.of(number, false, plan, broker.nodesBootstrap(), directory));
        }
        if (plan.standby())
        {
            members.add(Member.of(members.size() + 1, true, plan, broker.nodesBootstrap(), directory));
        }
    }

    /** Starts all but the one that may be added. */
    void start(int nodes) throws IOException
    {
        if (links != null)
        {
            for (Member member : members)
            {
                links.add(member.number());
            }
        }
        for (Member member : members)
        {
            if (member.number() <= nodes || member.standby())
            {
                startProcess(member, System.nanoTime());
            }
        }
    }

    private void startProcess(Member member, long nowNs)
    {
        member.runs(NodeProcess.start(links == null ? List.of() : links.inside(member.number()), member.name(),
                member.plan(), directory));
        member.be(State.RUNNING, nowNs, 0);
        diary.note("%s started, process %d".formatted(member.name(), member.process().pid()));
    }

    /** Whether every node that is there says that it can work, and the broker is up. */
    boolean isReady()
    {
        return broker.isUp() && members.stream().filter(Member::isPresent)
                .allMatch(member -> member.state() == State.RUNNING &&
                        (member.process().says().health() == Health.READY ||
                                (member.standby() && member.process().says().health() == Health.STANDBY)));
    }

    /** Makes something go wrong; nothing when there is nobody whom it could hit. */
    void hit(Fault fault, long nowNs) throws IOException
    {
        switch (fault.kind())
        {
            case KILL_NODE -> one(fault, nowNs, member -> true, this::kill);
            case KILL_ALL_NODES -> killAll(fault, nowNs);
            case FREEZE_NODE -> one(fault, nowNs, member -> true, this::freeze);
            case TERM_NODE -> one(fault, nowNs, member -> true, member -> end(member, State.ENDING, nowNs));
            case KILL_BROKER -> killBroker(fault, nowNs);
            case ADD_NODE -> add(fault, nowNs);
            case REMOVE_NODE -> {
                if (members.stream().filter(member -> !member.standby() && member.isPresent()).count() > FEWEST_NODES)
                {
                    one(fault, nowNs, member -> !member.standby(), member -> end(member, State.LEAVING, nowNs));
                }
            }
            case CUT_LINK -> {
                if (links != null)
                {
                    one(fault, nowNs, member -> true, this::cut);
                }
            }
        }
    }

    private interface Deed
    {
        void to(Member member) throws IOException;
    }

    private void one(Fault fault, long nowNs, Predicate<Member> whom, Deed deed) throws IOException
    {
        List<Member> possible = members.stream().filter(member -> member.state() == State.RUNNING).filter(whom)
                .toList();
        if (possible.isEmpty())
        {
            diary.note(fault.kind().words() + " left out: there is none that runs undisturbed");
            return;
        }
        Member member = possible.get(fault.pick() % possible.size());
        List<Integer> partitions = member.process().says().partitions();
        if (fault.kind() == FaultKind.TERM_NODE || fault.kind() == FaultKind.REMOVE_NODE)
        {
            member.whenEnded(outages.beginEnding(fault.kind().words(), nowNs, partitions));
        }
        else
        {
            outages.begin(fault.kind().words(), nowNs, partitions, input.ends());
        }
        done(fault, member.name(), partitions);
        member.be(member.state(), nowNs, TimeUnit.MILLISECONDS.toNanos(fault.holdMs()));
        deed.to(member);
    }

    private void done(Fault fault, String whom, Collection<Integer> partitions)
    {
        done.merge(fault.kind().words(), 1L, Long::sum);
        diary.note("%s: %s%s, for %.1f s".formatted(fault.kind().words(), whom,
                partitions.isEmpty() ? "" : " with partitions " + partitions, fault.holdMs() / 1e3));
    }

    private void kill(Member member)
    {
        member.process().kill();
        member.be(State.DOWN, member.sinceNs(), member.holdNs());
    }

    private void killAll(Fault fault, long nowNs)
    {
        List<Member> all = members.stream().filter(member -> member.state() == State.RUNNING && !member.standby())
                .toList();
        if (all.isEmpty())
        {
            return;
        }
        Set<Integer> partitions = all.stream().flatMap(member -> member.process().says().partitions().stream())
                .collect(Collectors.toSet());
        outages.begin(fault.kind().words(), nowNs, partitions, input.ends());
        done(fault, all.stream().map(Member::name).collect(Collectors.joining(", ")), partitions);
        for (Member member : all)
        {
            member.be(member.state(), nowNs, TimeUnit.MILLISECONDS.toNanos(fault.holdMs()));
            kill(member);
        }
    }

    private void freeze(Member member)
    {
        member.process().signal("STOP");
        member.be(State.FROZEN, member.sinceNs(), member.holdNs());
    }

    private void cut(Member member) throws IOException
    {
        links.cut(member.number());
        member.be(State.CUT, member.sinceNs(), member.holdNs());
    }

    private void end(Member member, State how, long nowNs)
    {
        member.process().signal("TERM");
        member.be(how, nowNs, member.holdNs());
    }

    private void killBroker(Fault fault, long nowNs)
    {
        if (!broker.isUp())
        {
            diary.note(fault.kind().words() + " left out: it is not back yet");
            return;
        }
        List<Integer> partitions = IntStream.range(0, input.partitions()).boxed().toList();
        outages.begin(fault.kind().words(), nowNs, partitions, input.ends());
        done(fault, "the broker", partitions);
        broker.kill();
        brokerIsUp = false;
        brokerBackNs = nowNs + TimeUnit.MILLISECONDS.toNanos(fault.holdMs());
    }

    private void add(Fault fault, long nowNs)
    {
        for (Member member : members)
        {
            if (member.state() == State.ABSENT && !member.standby())
            {
                // who gets what then is the group's affair, so there is nothing to be measured
                done(fault, member.name(), List.of());
                startProcess(member, nowNs);
                return;
            }
        }
        diary.note(fault.kind().words() + " left out: all are there");
    }

    /** Undoes what is due, and looks whether everybody is as they should be. */
    void turn(long nowNs) throws IOException
    {
        boolean wasUp = brokerIsUp;
        brokerIsUp = broker.isUp();
        if (brokerIsUp && !wasUp)
        {
            diary.note("the broker is back");
        }
        if (!brokerIsUp && nowNs - brokerBackNs >= 0)
        {
            broker.startAgain();
        }
        for (Member member : members)
        {
            turn(member, nowNs);
        }
    }

    private void turn(Member member, long nowNs) throws IOException
    {
        switch (member.state())
        {
            case RUNNING -> lookAfter(member, nowNs);
            case FROZEN -> {
                if (member.isDue(nowNs))
                {
                    member.process().signal("CONT");
                    undone(member, nowNs, "goes on");
                }
            }
            case CUT -> {
                lookAfter(member, nowNs);
                if (member.isDue(nowNs))
                {
                    links.heal(member.number());
                    if (member.state() == State.CUT)
                    {
                        undone(member, nowNs, "has its link again");
                    }
                }
            }
            case ENDING, LEAVING -> lookForEnd(member, nowNs);
            case DOWN -> {
                if (member.isDue(nowNs) && member.process().hasEnded())
                {
                    // its link may have been cut when it ended by itself
                    if (links != null)
                    {
                        links.heal(member.number());
                    }
                    startProcess(member, nowNs);
                }
            }
            case ABSENT -> {
                // nothing to be done
            }
        }
    }

    private void undone(Member member, long nowNs, String what)
    {
        member.be(State.RUNNING, nowNs, 0);
        diary.note(member.name() + ' ' + what);
    }

    /** Somebody who should run and does not. */
    private void lookAfter(Member member, long nowNs)
    {
        NodeProcess process = member.process();
        if (!process.hasEnded())
        {
            return;
        }
        if (process.failed() == null)
        {
            throw new ChaosFailure("%s, process %d, ended by itself with exit code %d and said no reason%s".formatted(
                    member.name(), process.pid(), process.exitCode(),
                    process.exitCode() == SIGKILL ? "; was it the system, for want of memory?" : ""));
        }
        selfEnded.merge(kind(process.failed()), 1L, Long::sum);
        diary.note("%s ended by itself: %s".formatted(member.name(), process.failed()));
        member.be(State.DOWN, nowNs, RESTART_NS);
    }

    /** Of an exception's text, the simple name of its class. */
    private static String kind(String failure)
    {
        return failure.replaceAll(":.*", "").replaceAll(".*\\.", "");
    }

    private void lookForEnd(Member member, long nowNs)
    {
        NodeProcess process = member.process();
        if (process.hasEnded())
        {
            if (process.begun() && !process.closed() && process.failed() == null)
            {
                throw new ChaosFailure(
                        "%s, process %d, ended behind a SIGTERM with exit code %d, and neither closed nor said why not"
                                .formatted(member.name(), process.pid(), process.exitCode()));
            }
            diary.note(member.name() + (process.closed()
                    ? " closed"
                    : process.begun() ? " did not close well: " + process.failed() : " was ended before it had begun"));
            member.whenEnded().accept(input.ends());
            member.whenEnded(ends ->
            {});
            member.be(member.state() == State.LEAVING ? State.ABSENT : State.DOWN, nowNs, member.holdNs());
        }
        else if (nowNs - member.sinceNs() > END_PATIENCE_NS)
        {
            throw new ChaosFailure("%s, process %d, has not ended %d s after a SIGTERM".formatted(member.name(),
                    process.pid(), TimeUnit.NANOSECONDS.toSeconds(END_PATIENCE_NS)));
        }
    }

    /** Lets whatever is to be undone be due now. */
    void heal(long nowNs)
    {
        brokerBackNs = nowNs;
        for (Member member : members)
        {
            if (member.state() != State.ENDING && member.state() != State.LEAVING)
            {
                member.be(member.state(), nowNs, 0);
            }
        }
    }

    /** Sends everybody a SIGTERM; {@link #isEmpty} tells when they have ended. */
    void end(long nowNs)
    {
        for (Member member : members)
        {
            if (member.state() == State.RUNNING)
            {
                end(member, State.LEAVING, nowNs);
            }
        }
    }

    boolean isEmpty()
    {
        return members.stream().allMatch(member -> member.state() == State.ABSENT);
    }

    Map<String, Long> done()
    {
        return done;
    }

    int nodes()
    {
        return (int) members.stream().filter(Member::isPresent).count();
    }

    /** By the kind of reason. */
    Map<String, Long> selfEnded()
    {
        return selfEnded;
    }

    long rebalances()
    {
        return members.stream().mapToLong(Member::rebalances).sum();
    }

    long replayed()
    {
        return members.stream().mapToLong(Member::replayed).sum();
    }

    /** How everybody is, in a line, for whoever looks for the reason of a failure. */
    String state()
    {
        return members.stream().filter(member -> member.state() != State.ABSENT)
                .map(member -> "%s %s %s".formatted(member.name(), member.state(), member.process().says()))
                .collect(Collectors.joining("; "));
    }

    @Override
    public void close()
    {
        for (Member member : members)
        {
            if (member.process() != null)
            {
                member.process().kill();
            }
        }
        for (Member member : members)
        {
            if (member.process() != null)
            {
                member.process().close();
            }
        }
    }
}

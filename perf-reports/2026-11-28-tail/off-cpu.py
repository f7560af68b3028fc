"""Who had the CPU while a spinning thread was ready to run, second by second of a ladder's histogram logs.

usage: off-cpu.py SCHED_SWITCH_DATA FOLDER_OF_HLOG_FILES [LATER_S]

The data are those of "perf record -e sched:sched_switch -a -k CLOCK_MONOTONIC", made on the machine on which this runs, since
its last start. Of each second: the worst event by the log, and every time of 0.4 ms or more that a thread of the fork was
ready and not running, with those that ran in its place. LATER_S is added to the logs' times: of the version before, these
begin with the fork, and not with what counts. In the end, how long the watchdog of a Ringmain pipeline ran at a time.
"""
import collections, glob, os, re, subprocess, sys, time

OUR = re.compile(r"bench/|java$|Thread-\d|journal")
LEAST_S = 0.0004
SWITCH = re.compile(r'.*\[\d+\]\s+([\d.]+):\s+sched:sched_switch: prev_comm=(.*?) prev_pid=(\d+) prev_prio=\d+ '
                    r'prev_state=(\S+) ==> next_comm=(.*?) next_pid=(\d+) ')
EPOCH = time.time() - time.clock_gettime(time.CLOCK_MONOTONIC)


def switched(data):
    """(at, CPU, thread before, its id, whether it was ready still, thread after, its id)"""
    lines = subprocess.run(['perf', 'script', '-i', data, '-F', 'comm,tid,cpu,time,event,trace'],
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.splitlines()
    switches = []
    for line in lines:
        match = SWITCH.match(line)
        if match:
            cpu = int(re.search(r'\[(\d+)\]', line)[1])
            switches.append((float(match[1]), cpu, match[2], match[3], match[4].startswith('R'), match[5], match[6]))
    return switches


def waits(switches):
    """(since, seconds, thread, who ran meanwhile) of every thread that was put off its CPU while it was ready."""
    ready, found = {}, []
    for at, cpu, before, before_id, is_ready, after, after_id in switches:
        if is_ready and before_id != '0':
            ready[before_id] = [at, before, cpu, []]
        for wait in ready.values():
            if wait[2] == cpu and wait[1] != after:
                wait[3].append((at, after))
        if after_id in ready:
            since, thread, its_cpu, others = ready.pop(after_id)
            ran = collections.Counter()
            for i, (begin, who) in enumerate(others):
                ran[who] += (others[i + 1][0] if i + 1 < len(others) else at) - begin
            found.append((since, at - since, thread, ran))
    return found


switches = switched(sys.argv[1])
found = waits(switches)
LATER_S = float(sys.argv[3]) if len(sys.argv) > 3 else 0
for log in sorted(glob.glob(os.path.join(sys.argv[2], '*.hlog'))):
    print(os.path.basename(log)[:-len('.hlog')])
    for rate, start, length, worst in re.findall(r'Tag=(\d+),([\d.]+),([\d.]+),([\d.]+)', open(log).read()):
        begin = float(start) - EPOCH + LATER_S
        its = [wait for wait in found if begin <= wait[0] < begin + float(length) and OUR.match(wait[2])]
        print(f'  {rate} a second: worst event {float(worst):.2f} ms; '
              f'ready and not running {sum(wait[1] for wait in its) * 1e3:.1f} ms in all')
        for since, seconds, thread, ran in its:
            if seconds >= LEAST_S:
                who = ', '.join(f'{name} {part * 1e3:.2f}' for name, part in ran.most_common(3))
                print(f'    at {since - begin:.3f} s {thread} for {seconds * 1e3:.2f} ms: {who}')

begun, looks = {}, []
for at, cpu, before, before_id, is_ready, after, after_id in switches:
    if before.endswith('/watchdog') and before_id in begun:
        looks.append(at - begun.pop(before_id))
    begun[after_id] = at
looks.sort()
if looks:
    print(f'watchdog: ran {len(looks)} times, {looks[len(looks) // 2] * 1e6:.0f} us at the median, '
          f'a tenth {looks[len(looks) * 9 // 10] * 1e6:.0f} us or longer')

"""Runs the driver of one scorer file, and ends every process that the scorer started.

The sandbox starts this program for each run. Standard input contains this source, the driver, the job and the scorer file,
and stays open during the run. When it closes, the run is ended, even if the sandbox has crashed. Standard output contains
the results, one JSON object per line; the last line reports how the run ended.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

BOOTSTRAP = "import sys; exec(compile(sys.stdin.buffer.read(int(sys.stdin.buffer.readline())), 'driver.py', 'exec'))"
END_RECORD = b"end"
LINE_LIMIT = 4 * 1024 * 1024
TOTAL_LIMIT = 64 * 1024 * 1024
POLL_INTERVAL = 0.05
MEMORY_INTERVAL = 0.25
# In seconds; enough for thousands of processes. A process of another user (sudo) cannot be ended.
END_LIMIT = 3
ON_LINUX = sys.platform.startswith("linux")
ON_WINDOWS = os.name == "nt"


def read_part():
    """Reads one part of the input: a line with its length, then its bytes."""
    size = int(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read(size)
    if len(data) < size:
        raise EOFError("The sandbox ended before it had sent the job.")
    return data


def write_part(stream, data):
    stream.write(b"%d\n" % len(data))
    stream.write(data)


class LinuxProcesses:
    """The descendants of this process, including orphaned ones."""

    def __init__(self):
        import ctypes
        self.prctl = ctypes.CDLL(None).prctl
        set_child_subreaper = 36
        # Orphans become children of this process instead of init, so that a double fork cannot escape.
        self.prctl(set_child_subreaper, 1, 0, 0, 0)
        self.page = os.sysconf("SC_PAGE_SIZE")

    def prepare_child(self):
        # Runs in the driver's process before exec: the driver must not outlive a killed supervisor.
        set_parent_death_signal = 1
        self.prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)

    def table(self):
        """Returns the parent and the resident memory, in bytes, of every process."""
        table = {}
        for name in os.listdir("/proc"):
            if not name.isdigit():
                continue
            try:
                with open("/proc/" + name + "/stat", "rb") as file:
                    fields = file.read().rpartition(b")")[2].split()
            except OSError:
                continue
            table[int(name)] = int(fields[1]), int(fields[21]) * self.page
        return table

    def memory(self, limit):
        table = self.table()
        pids = below(os.getpid(), table)
        resident = sum(table[pid][1] for pid in pids)
        # Resident memory counts shared pages once per process. The proportional set size is exact, but slower to read.
        return resident if resident <= limit else sum(self.proportional(pid, table[pid][1]) for pid in pids)

    @staticmethod
    def proportional(pid, resident):
        try:
            with open("/proc/%d/smaps_rollup" % pid, "rb") as file:
                return sum(int(line.split()[1]) * 1024 for line in file if line.startswith(b"Pss:"))
        except OSError:
            return resident


class UnixProcesses:
    """The descendants of this process, as listed by ps. Orphaned processes are not found."""

    prepare_child = None

    def table(self):
        listing = subprocess.Popen(
            ["ps", "-A", "-o", "pid=,ppid=,rss="], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        rows = [line.split() for line in listing.communicate()[0].splitlines()]
        return {int(pid): (int(parent), int(kilobytes) * 1024) for pid, parent, kilobytes in rows if int(pid) != listing.pid}

    def memory(self, limit):
        table = self.table()
        return sum(table[pid][1] for pid in below(os.getpid(), table))


def below(root, table):
    """Returns the IDs of all descendants of a process."""
    children = {}
    for pid, (parent, _) in table.items():
        children.setdefault(parent, []).append(pid)
    found = []
    ahead = [root]
    while ahead:
        more = children.get(ahead.pop(), [])
        found.extend(more)
        ahead.extend(more)
    return found


class WindowsProcesses:
    """The driver process only."""

    prepare_child = None
    driver = None

    def memory(self, limit):
        import ctypes

        class Counters(ctypes.Structure):
            _fields_ = [("cb", ctypes.c_ulong), ("page_faults", ctypes.c_ulong)] + [
                (name, ctypes.c_size_t) for name in (
                    "peak_working_set", "working_set", "peak_paged_pool", "paged_pool", "peak_nonpaged_pool", "nonpaged_pool",
                    "page_file", "peak_page_file")]

        counters = Counters()
        counters.cb = ctypes.sizeof(counters)
        process = ctypes.c_void_p(int(self.driver._handle))
        known = ctypes.windll.kernel32.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.cb)
        return counters.working_set if known else 0


def send(pid, signal_number):
    try:
        os.kill(pid, signal_number)
    except OSError:
        pass


def has_children():
    """Reaps ended children. Returns False if no child is left."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
        return True
    except ChildProcessError:
        return False


def end_all(processes, driver):
    """Ends every descendant of this process."""
    if ON_WINDOWS:
        subprocess.call(
            ["taskkill", "/PID", str(driver.pid), "/T", "/F"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        driver.kill()
        return
    limit = time.monotonic() + END_LIMIT
    while time.monotonic() < limit:
        # Stop all before killing the first: a stopped process cannot start another one.
        stopped = set()
        while time.monotonic() < limit:
            running = [pid for pid in below(os.getpid(), processes.table()) if pid not in stopped]
            if not running:
                break
            for pid in running:
                send(pid, signal.SIGSTOP)
            stopped.update(running)
        for pid in stopped:
            send(pid, signal.SIGKILL)
        if not has_children():
            return
        time.sleep(0.005)


def remove(folder):
    """Removes the folder of the scorer, even if the scorer changed its permissions or replaced it by a link."""
    if os.path.islink(folder):
        os.unlink(folder)
        return
    try:
        os.chmod(folder, 0o700)
        for path, names, _ in os.walk(folder):
            for name in names:
                inner = os.path.join(path, name)
                if not os.path.islink(inner):
                    os.chmod(inner, 0o700)
    except OSError:
        pass
    shutil.rmtree(folder, ignore_errors=True)


class Results:
    """Reads the records of the driver from its pipe and forwards them to the sandbox.

    Each record begins with the token of this run. Anything else in the pipe makes the run invalid.
    """

    def __init__(self, pipe, token):
        # The outcome of the run; None until it is known.
        self.outcome = None
        self.changed = threading.Event()
        self.thread = threading.Thread(target=self.read, args=(pipe, token), daemon=True)
        self.thread.start()

    def read(self, pipe, token):
        total = 0
        try:
            while self.outcome is None:
                line = pipe.readline(LINE_LIMIT)
                total += len(line)
                if len(line) == LINE_LIMIT or total > TOTAL_LIMIT:
                    self.outcome = "oversized"
                elif not line.endswith(b"\n"):
                    # The driver exited, possibly in the middle of a record.
                    break
                elif not line.startswith(token):
                    self.outcome = "disturbed"
                elif line[len(token):-1] == END_RECORD:
                    self.outcome = "completed"
                else:
                    sys.stdout.buffer.write(line[len(token):])
                    sys.stdout.buffer.flush()
        except OSError:
            # The sandbox has exited.
            self.outcome = "stopped"
        finally:
            self.changed.set()


class Run:
    """One run of a scorer file."""

    def __init__(self, processes, job):
        self.processes = processes
        self.folder = job["folder"]
        self.time_limit = job["time_limit"]
        self.memory_limit = job["memory_limit"]
        self.token = job["token"].encode() + b" "
        self.stopped = False
        self.driver = None
        self.results = None

    def start(self, parts):
        environment = dict(os.environ)
        for name in ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"):
            environment[name] = self.folder
        self.driver = subprocess.Popen(
            [sys.executable, "-I", "-B", "-X", "utf8", "-c", BOOTSTRAP], cwd=self.folder, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=not ON_WINDOWS,
            preexec_fn=self.processes.prepare_child)
        self.processes.driver = self.driver
        try:
            for part in parts:
                write_part(self.driver.stdin, part)
            self.driver.stdin.close()
        except OSError:
            # The driver exited early; wait() reports its exit code.
            pass
        self.results = Results(self.driver.stdout, self.token)

    def watch_input(self):
        def watch():
            while os.read(0, 4096):
                pass
            self.stop()
        threading.Thread(target=watch, daemon=True).start()

    def stop(self, *_):
        self.stopped = True

    def wait(self):
        """Waits for the first event that ends the run."""
        started = time.monotonic()
        check_memory_at = started
        while True:
            now = time.monotonic()
            if self.stopped:
                return {"ended": "stopped"}
            if self.results.outcome:
                return {"ended": self.results.outcome}
            if self.driver.poll() is not None:
                return {"ended": "exited", "exit_code": self.driver.returncode}
            if now - started > self.time_limit:
                return {"ended": "time"}
            if now >= check_memory_at:
                check_memory_at = now + MEMORY_INTERVAL
                if self.processes.memory(self.memory_limit) > self.memory_limit:
                    return {"ended": "memory"}
            self.results.changed.wait(POLL_INTERVAL)
            self.results.changed.clear()

    def end(self):
        if self.driver is None:
            return
        end_all(self.processes, self.driver)
        if self.results is not None:
            # All writers of the pipe have exited, so the reader reaches the end.
            self.results.thread.join(END_LIMIT)


def supervise():
    driver, job_text, source = read_part(), read_part(), read_part()
    job = json.loads(job_text)
    if not ON_WINDOWS:
        # A new session: Ctrl+C or the end of the terminal must not end this process early.
        os.setsid()
    processes = WindowsProcesses() if ON_WINDOWS else LinuxProcesses() if ON_LINUX else UnixProcesses()
    run = Run(processes, job)
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), run.stop)
    run.watch_input()
    try:
        os.mkdir(run.folder, 0o700)
        run.start((driver, job_text, source))
        report = run.wait()
    except OSError as error:
        report = {"ended": "failed", "message": str(error)}
    finally:
        run.end()
        remove(run.folder)
    # The last records before the exit were read only by run.end().
    if report["ended"] == "exited" and run.results.outcome:
        report["ended"] = run.results.outcome
    return report


def main():
    report = supervise()
    try:
        sys.stdout.buffer.write(json.dumps({"supervisor": report}).encode() + b"\n")
        sys.stdout.buffer.flush()
    except OSError:
        pass
    # Exit although the reader threads still block on their pipes.
    os._exit(0)


main()

"""One run of a tool: starts it, watches it, and compares the destination with the source when it is done."""
import collections
import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time

from servers import BENCH, DATA, PROJECT, STORE, WORK, cpu_seconds

LIMIT = 1200  # seconds after which a run is stopped
TYPES = {"jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "mp3": "audio/mpeg", "mp4": "video/mp4"}
CACHE_CONTROL = "public, max-age=315576000, immutable"


class Tool:
    """NAME[-VARIANT][:COMMAND]: an executable in tools/; a variant has settings of its own in the environment."""

    def __init__(self, spec):
        self.spec = spec
        name, _, self.command = spec.partition(":")
        variant = ""
        if not os.access(BENCH / "tools" / name, os.X_OK):
            name, _, variant = name.partition("-")
        self.path = BENCH / "tools" / name
        if not os.access(self.path, os.X_OK):
            raise SystemExit(f"bench: there is no tools/{name}")
        self.is_mediaferry = name == "mediaferry"

        def own(variable, default=""):
            common = os.environ.get(variable, default)
            return os.environ.get(f"{variable}_{variant.upper().replace('-', '_')}", common) if variant else common

        self.home = own("BENCH_HOME", str(PROJECT))
        self.settings, self.java = own("BENCH_SET"), own("MEDIAFERRY_OPTS")

    def __str__(self):
        return self.spec.replace(":", " ")


def processes(root):
    """A process and all below it."""
    parents = {}
    for pid in os.listdir("/proc"):
        if pid.isdigit():
            try:
                with open(f"/proc/{pid}/stat") as stat:
                    parents[int(pid)] = int(stat.read().rsplit(")", 1)[1].split()[1])
            except OSError:
                pass
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def peak_memory(pids):
    """The kernel's own high-water mark of resident memory, which no sampling misses while the process lives."""
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/status") as status:
                total += next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:")), 0)
        except OSError:
            pass
    return total


class Run:
    def __init__(self, servers, dataset, tool, in_flight, tls=False, slow=False, until_first_put=False):
        self.samples = [(0, 0.0, 0.0)]  # PUTs, CPU seconds, seconds
        self.memory = 0
        scratch = DATA / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        servers.reset()
        self.load = os.getloadavg()[0]
        environment = {**os.environ, "BENCH_ENDPOINT": servers.endpoint(tls, slow), "BENCH_HTTP_ENDPOINT": servers.endpoint(False, slow),
                       "BENCH_KEYS": str(dataset.keys), "BENCH_IN_FLIGHT": str(in_flight), "BENCH_DATABASE": servers.database(),
                       "BENCH_SCRATCH": str(scratch), "BENCH_BIN": str(WORK), "BENCH_TRUST_STORE": str(WORK / "trust.p12"),
                       "BENCH_COMMAND": tool.command, "BENCH_HOME": tool.home, "BENCH_SET": tool.settings, "MEDIAFERRY_OPTS": tool.java}
        server_cpu = servers.server_cpu()
        self.log = WORK / f"{tool.spec.replace(':', '-').replace(' ', '')}.log"
        with open(self.log, "wb") as log:
            began = time.time()
            child = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", tool.path], env=environment, stdout=log, stderr=log,
                                     stdin=subprocess.DEVNULL, start_new_session=True)
            try:
                self.watch(servers, child, began, until_first_put)
            finally:
                if not self.ended:  # the group is the child's own: nothing else is in it
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(child.pid, signal.SIGKILL)
                    self.waiter.join()
        self.seconds, self.cpu, self.code = self.result[0] - began, self.result[1], self.result[2]
        self.server_cpu = servers.server_cpu() - server_cpu
        self.puts, first = servers.progress()
        self.to_first_put = first - began if first else None
        self.requests = collections.Counter(kind(*line) for line in servers.requests())

    @property
    def ended(self):
        return not self.waiter.is_alive()

    def watch(self, servers, child, began, until_first_put):
        def wait():
            _, status, usage = os.wait4(child.pid, 0)
            self.result = time.time(), usage.ru_utime + usage.ru_stime, os.waitstatus_to_exitcode(status)

        self.result = None
        self.waiter = threading.Thread(target=wait)
        self.waiter.start()
        pids, next_look = [child.pid], 0
        while True:
            self.waiter.join(.05)
            if self.ended:
                return
            now = time.time()
            if now >= next_look:
                pids, next_look = processes(child.pid), now + 1
            self.memory = max(self.memory, peak_memory(pids))
            puts, first = servers.progress()
            cpu = cpu_seconds(pids)
            if self.samples[-1][1] <= cpu:  # a process that is just ending has no figures left
                self.samples.append((puts, cpu, now - began))
            if until_first_put and first or now - began > LIMIT:
                return

    def between(self, low, high):
        """CPU seconds and seconds per 1000 objects from one count of PUTs to another, or None."""
        def at(count):
            for (puts, *before), (more, *after) in zip(self.samples, self.samples[1:]):
                if puts < count <= more:
                    part = (count - puts) / (more - puts)
                    return [x + (y - x) * part for x, y in zip(before, after)]
            return None

        start, end = at(low), at(high)
        return [(y - x) * 1000 / (high - low) for x, y in zip(start, end)] if start and end else None


def kind(method, status, path):
    path = path.split("?")[0].strip("/")
    if "/" not in path:
        method = "LIST" if method == "GET" else f"{method} bucket"
    return method if status in ("200", "206") else f"{method} {status}"


def compare(servers, dataset):
    """Compares all bytes, headers and counts. Says what is wrong with the objects, and what with their headers."""
    there = {}
    root = f"{STORE}/destination"
    for folder, _, names in os.walk(root):
        for name in names:
            path = f"{folder}/{name}"
            there[path[len(root) + 1:]] = path
    if not dataset.bodies:
        return (f"{len(there)} copied again" if there else ""), ""
    wrong = collections.Counter(missing=sum(key not in there for key in dataset.expected),
                                extra=sum(key not in dataset.expected for key in there))
    for key, path in there.items():
        if key in dataset.expected and not same_bytes(f"{STORE}/source/{key}", path):
            wrong["different"] += 1

    headers = collections.Counter()
    for line in servers.ask("headers").splitlines():
        name, etag, *kept = line.split("\t")
        extension, md5 = dataset.expected.get(name.partition("/")[2], ("", ""))
        kept = dict(header.split("=", 1) for header in kept)
        headers["no Content-MD5" if etag.endswith("-1") else "other MD5"] += etag != md5
        for header, value in (("content-type", TYPES.get(extension)), ("cache-control", CACHE_CONTROL)):
            given = kept.pop(header, None)
            headers[f"{'no' if given is None else 'other'} {header}"] += given != value
        for header in kept:
            headers[f"adds {header}"] += 1
    return ", ".join(f"{n} {what}" for what, n in wrong.items() if n), \
        ", ".join(what if n == len(there) else f"{n} {what}" for what, n in sorted(headers.items()) if n)


def same_bytes(one, other):
    if os.path.getsize(one) != os.path.getsize(other):
        return False
    with open(one, "rb", buffering=0) as a, open(other, "rb", buffering=0) as b:
        while True:
            x, y = a.read(1 << 20), b.read(1 << 20)
            if x != y:
                return False
            if not x:
                return True

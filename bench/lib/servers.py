"""The servers of a run: nginx as a thin S3, and a PostgreSQL. Both are children of the runner and end with it."""
import fcntl
import glob
import http.client
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

import psycopg2

BENCH = pathlib.Path(__file__).resolve().parent.parent
PROJECT = BENCH.parent
WORK = pathlib.Path(os.environ.get("TMPDIR", "/tmp")) / "mediaferry-bench"  # programs, logs, results
ROOM = pathlib.Path(os.environ.get("BENCH_DATA", "/dev/shm"))  # memory, unless it must be larger
DATA = ROOM / "mediaferry-bench"  # what is served, put and stored
STORE, INDEX, ACCESS_LOG = DATA / "store", DATA / "index", DATA / "access.log"
DELAY = 20  # ms that the slow ports wait before each request
TICKS = os.sysconf("SC_CLK_TCK")
ROOT = os.geteuid() == 0


def free_ports(count):
    ports, probes = [], []
    for port in range(18000, 19000):
        probe = socket.socket()
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            probe.close()
            continue
        probes.append(probe)
        ports.append(port)
        if len(ports) == count:
            break
    for probe in probes:
        probe.close()
    if len(ports) < count:
        raise SystemExit("bench: no free ports between 18000 and 18999")
    return ports


def cpu_seconds(pids):
    """User and system time of processes, with that of children they waited for."""
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15])) / TICKS
    return total


class Servers:
    def __init__(self):
        self.http, self.http_slow, self.https, self.https_slow, self.database_port = free_ports(5)
        self.children = []

    def __enter__(self):
        for folder in (WORK, DATA):
            folder.mkdir(parents=True, exist_ok=True)
        self.lock = open(WORK / "lock", "w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SystemExit("bench: another run is going on")
        try:
            self.clear()
            self.start_nginx()
            self.start_postgres()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        for child, how in reversed(self.children):
            child.send_signal(how)
        for child, _ in reversed(self.children):
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self.children = []
        shutil.rmtree(DATA, ignore_errors=True)

    def clear(self):
        shutil.rmtree(DATA, ignore_errors=True)
        for folder in (DATA, STORE / "source", STORE / "destination", INDEX, DATA / "put"):
            folder.mkdir(parents=True, exist_ok=True)

    def start(self, command, how_to_stop, log):
        # in a session of its own, so that Ctrl-C stops it after the tools and not with them
        with open(WORK / log, "wb") as out:
            child = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True, cwd=DATA)
        self.children.append((child, how_to_stop))
        return child

    def wait_for(self, child, is_up, log):
        for _ in range(300):
            if child.poll() is not None:
                break
            try:
                return is_up()
            except (OSError, psycopg2.OperationalError, http.client.HTTPException):
                time.sleep(.1)
        raise SystemExit(f"bench: a server did not start; see {WORK / log}")

    # nginx

    def start_nginx(self):
        certificate, key = WORK / "server.crt", WORK / "server.key"
        if not certificate.exists():
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=localhost",
                            "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", key, "-out", certificate],
                           check=True, stderr=subprocess.DEVNULL)
        config = (BENCH / "server/nginx.conf.in").read_text()
        for name, value in {"USER": "user root;" if ROOT else "", "WORKERS": 2, "WORK": WORK, "DATA": DATA, "BENCH": BENCH,
                            "DELAY": DELAY, "HTTP": self.http, "HTTP_SLOW": self.http_slow,
                            "HTTPS": self.https, "HTTPS_SLOW": self.https_slow}.items():
            config = config.replace(f"@{name}@", str(value))
        (WORK / "nginx.conf").write_text(config)
        self.nginx = self.start(["setpriv", "--pdeathsig", "TERM", "nginx", "-c", WORK / "nginx.conf", "-e", WORK / "nginx-error.log"],
                                signal.SIGTERM, "nginx.log")
        self.control = http.client.HTTPConnection("127.0.0.1", self.http, timeout=120)
        self.wait_for(self.nginx, self.progress, "nginx.log")

    def endpoint(self, tls=False, slow=False):
        port = {(False, False): self.http, (False, True): self.http_slow, (True, False): self.https, (True, True): self.https_slow}
        return f"{'https' if tls else 'http'}://127.0.0.1:{port[tls, slow]}"

    def ask(self, what, connection=None):
        connection = connection or self.control
        connection.request("GET", f"/-/{what}")
        return connection.getresponse().read().decode()

    def progress(self):
        """PUTs since the reset, and when the first of them was answered."""
        try:
            puts, first = self.ask("progress").split()
        except (OSError, http.client.HTTPException):
            self.control.close()
            raise
        return int(puts), float(first)

    def reset(self):
        """Empties the destination, and has each worker read the indexes, so that no run pays for it."""
        subprocess.run(["rm", "-rf", STORE / "destination"], check=True)
        (STORE / "destination").mkdir()
        self.ask("reset")
        workers = set()
        while len(workers) < 2:
            connection = http.client.HTTPConnection("127.0.0.1", self.http, timeout=120)
            workers.add(self.ask("load", connection))
            connection.close()
        self.requests()

    def requests(self):
        """The requests since the last call, as (method, status, path)."""
        time.sleep(1.3)  # nginx writes its log once a second
        with open(ACCESS_LOG) as log:
            lines = [line.split() for line in log]
        os.truncate(ACCESS_LOG, 0)
        return lines

    def server_cpu(self):
        with open(f"/proc/{self.nginx.pid}/task/{self.nginx.pid}/children") as children:
            return cpu_seconds([self.nginx.pid, *map(int, children.read().split())])

    # PostgreSQL

    def start_postgres(self):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
        if not found:
            raise SystemExit("bench: no PostgreSQL; run bench/install")
        data = DATA / "postgres"
        data.mkdir(mode=0o700)
        as_user = []
        if ROOT:  # PostgreSQL does not run as root; its Debian package comes with a user
            shutil.chown(data, "postgres", "postgres")
            as_user = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
        with open(WORK / "initdb.log", "wb") as log:
            subprocess.run([*as_user, f"{found[-1]}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
                           check=True, stdout=log, stderr=log, cwd="/")
        child = self.start([*(as_user or ["setpriv"]), "--pdeathsig", "INT", f"{found[-1]}/postgres", "-D", data,
                            "-p", str(self.database_port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off",
                            "-c", "shared_buffers=256MB"], signal.SIGINT, "postgres.log")
        self.wait_for(child, lambda: self.connect("postgres").close(), "postgres.log")

    def connect(self, database):
        connection = psycopg2.connect(host="127.0.0.1", port=self.database_port, user="postgres", dbname=database)
        connection.autocommit = True
        return connection

    def database(self):
        return f"postgres://postgres@127.0.0.1:{self.database_port}/mastodon"

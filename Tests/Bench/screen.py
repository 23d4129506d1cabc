"""Times the screen side by side with irssi and weechat, each on a pseudo-terminal of the same size.

Prints one line per figure and the ratio to the peer. Usage: screen.py SMTPX SINK_PORT
"""
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

ROWS, COLUMNS = 36, 120
STARTS, KEYS = 15, 300
# What is typed: a command, so that its parts are coloured while it grows.
LINE = b"RCPT TO:<postmaster@example.net> NOTIFY=NEVER"


class Screen:
    """A program on a pseudo-terminal of its own."""

    def __init__(self, argv, environment):
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(argv[0], argv, {**os.environ, **environment, "TERM": "xterm-256color", "LANG": "C.UTF-8"})
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def read(self, seconds):
        if not select.select([self.fd], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self.fd, 1 << 16)
        except OSError:
            return b""

    def wait_for(self, marker, seconds=20):
        """Seconds from the start until `marker` has been painted."""
        seen, end = b"", time.perf_counter() + seconds
        while time.perf_counter() < end:
            seen += self.read(0.5)
            if marker in seen:
                return time.perf_counter() - self.started
        raise SystemExit(f"never painted {marker!r}; last: {seen[-300:]!r}")

    def drain(self, quiet=0.2):
        while self.read(quiet):
            pass

    def type(self, text):
        """Writes all of `text`, reading what the program paints meanwhile, so that neither side blocks."""
        view = memoryview(text)
        while view:
            ready = select.select([self.fd], [self.fd], [], 1)
            if ready[0]:
                self.read(0)
            if ready[1]:
                view = view[os.write(self.fd, view[:1024]):]

    def echoes(self, count):
        """Seconds from each key press to the first painted byte, and the bytes painted for it."""
        times, sizes = [], []
        for number in range(count):
            key = bytes([LINE[number % 40 % len(LINE)]])
            if number % 40 == 39:
                self.type(b"\x15")
                self.drain(0.05)
            begin = time.perf_counter()
            os.write(self.fd, key)
            painted = len(self.read(2))
            times.append(time.perf_counter() - begin)
            while more := self.read(0.004):
                painted += len(more)
            sizes.append(painted)
        return times, sizes

    def resident_megabytes(self):
        with open(f"/proc/{self.pid}/status") as status:
            for line in status:
                if line.startswith("VmRSS"):
                    return int(line.split()[1]) / 1024
        return 0

    def switches(self):
        """How often the program has been woken, all threads together."""
        total = 0
        for task in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{task}/status") as status:
                total += sum(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))
        return total

    def processor_seconds(self):
        with open(f"/proc/{self.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def pages(self, key, count):
        """Seconds from each press of a page key to the end of what is painted for it."""
        times = []
        for _ in range(count):
            begin = time.perf_counter()
            os.write(self.fd, key)
            self.read(2)
            last = time.perf_counter()
            while self.read(0.01):
                last = time.perf_counter()
            times.append(last - begin)
        return sorted(times)

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def first_paint(make, marker):
    times = []
    for _ in range(STARTS):
        screen = make()
        times.append(screen.wait_for(marker))
        screen.drain(0.1)
        screen.end()
    return statistics.median(times)


def echo(screen):
    screen.drain(0.5)
    times, sizes = screen.echoes(KEYS)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)], max(sizes)


def main():
    smtpx, sink_port = sys.argv[1:3]
    home = tempfile.mkdtemp()
    environment = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}
    peers = {
        "smtpx": (lambda: Screen([smtpx, "--practice"], environment), b"Transcript"),
        "irssi": (lambda: Screen(["irssi", f"--home={home}/irssi", "--noconnect"], environment), b"[(status)]"),
        "weechat": (lambda: Screen(["weechat", "-d", f"{home}/weechat", "-a"], environment), b"weechat.org"),
    }
    paint, p50 = {}, {}
    for name, (make, marker) in peers.items():
        paint[name] = first_paint(make, marker)
        screen = make()
        screen.wait_for(marker)
        middle, late, size = echo(screen)
        screen.end()
        p50[name] = middle
        print(f"{name:8} first paint {paint[name] * 1e3:7.1f} ms   key echo p50 {middle * 1e3:6.3f} ms"
              f"   p99 {late * 1e3:6.3f} ms   at most {size} bytes a key", flush=True)
    cat = Screen(["cat"], environment)
    middle, late, _ = echo(cat)
    cat.end()
    print(f"{'tty':8} {'':23}   key echo p50 {middle * 1e3:6.3f} ms   p99 {late * 1e3:6.3f} ms")

    replies = 100_000
    screen = Screen([smtpx, f"127.0.0.1:{sink_port}"], environment)
    screen.wait_for(b"smtp-sink ESMTP")
    screen.type(b"EHLO bench.example\r")
    for _ in range(replies // 1000):
        screen.type(b"NOOP\r" * 1000)
    screen.drain(3)
    memory = screen.resident_megabytes()
    middle, late, size = echo(screen)
    screen.drain(1)
    switches, seconds = screen.switches(), screen.processor_seconds()
    time.sleep(5)
    print(f"idle for 5 s: {screen.switches() - switches} wake-ups,"
          f" {screen.processor_seconds() - seconds:.2f} s of processor (hold: 0)")
    screen.end()
    print(f"smtpx with {replies} replies: {memory:.1f} MB   key echo p50 {middle * 1e3:.3f} ms   p99 {late * 1e3:.3f} ms"
          f"   at most {size} bytes a key")
    entries = 200_000
    screen = Screen([smtpx, f"127.0.0.1:{sink_port}"], environment)
    screen.wait_for(b"smtp-sink ESMTP")
    for _ in range(entries // 2 // 1000):
        screen.type(b"NOOP\r" * 1000)
    screen.drain(3)
    up, down = screen.pages(b"\x1b[5~", 100), screen.pages(b"\x1b[6~", 50)
    start = screen.pages(b"\x1b[1;3H", 1)[0]
    print(f"smtpx with {entries} entries: {screen.resident_megabytes():.1f} MB   a page up"
          f" {up[50] * 1e3:.2f} ms, slowest {up[-1] * 1e3:.2f} ms   down {down[25] * 1e3:.2f} ms, slowest {down[-1] * 1e3:.2f} ms"
          f"   to the start {start * 1e3:.2f} ms (hold: 5)")
    screen.end()
    print(f"ratio first paint smtpx/irssi {paint['smtpx'] / paint['irssi']:.2f} (hold: at most 1)")
    print(f"ratio key echo p50 with {replies} replies, smtpx/weechat {middle / p50['weechat']:.2f} (hold: at most 1)")
    print(f"ratio key echo p50 smtpx/irssi {p50['smtpx'] / p50['irssi']:.2f}")
    shutil.rmtree(home, ignore_errors=True)


main()

#!/usr/bin/env python3
"""The practice server in figures: memory with 5,000 idle connections, honest sessions in a flood, and the time to start.

serve.py SMTPX [WHAT…]: WHAT is idle, flood or start; all of them without. Fails when a figure is above its bound.
"""
import os
import random
import resource
import socket
import statistics
import struct
import subprocess
import sys
import threading
import time

IDLE, IDLE_MIB = 5_000, 100
HOSTILE, HONEST_SECONDS = 1_000, 1.0
START_MS = 20
PER_ADDRESS = 50
failures = []


def hold(name, value, bound, unit):
    print(f"{name} {value:.1f} {unit} (hold: at most {bound})", flush=True)
    if value > bound:
        failures.append(name)


class Server:
    def __init__(self, smtpx, *options):
        self.process = subprocess.Popen(
            [smtpx, "serve", "--quiet", "--listen", "127.0.0.1:0", *options], stdout=subprocess.PIPE, text=True)
        words = self.process.stdout.readline().replace(",", " ").replace(";", " ").split()
        self.port = int(words[words.index("port") + 1])
        self.tls_port = int(words[words.index("once") + 2])

    def resident(self):
        with open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / (1 << 20)

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def stop(self):
        self.process.terminate()
        if self.process.wait(60) != 0:
            failures.append("exit code")


def connect(port, number):
    client = socket.socket()
    client.bind((f"127.1.0.{1 + number // PER_ADDRESS % 250}", 0))
    client.connect(("127.0.0.1", port))
    return client


def idle(smtpx):
    server = Server(smtpx, "--max-connections", "6000", "--max-per-address", "100")
    before = server.resident()
    clients = [connect(server.port, number) for number in range(IDLE)]
    for client in clients:
        if not client.recv(1000).startswith(b"220 "):
            failures.append("greeting")
            break
    hold(f"{IDLE} idle connections: (before {before:.1f} MiB)", server.resident(), IDLE_MIB, "MiB")
    for client in clients:
        client.sendall(b"EHLO lab.example\r\n")
    for client in clients:
        client.recv(4000)
    hold("and when all have said EHLO:", server.resident(), IDLE_MIB, "MiB")
    for client in clients:
        client.close()
    server.stop()


TRANSACTION = ["EHLO x", "MAIL FROM:<>", "RCPT TO:<student@practice.test>"]
RCPT = b"RCPT TO:<student@practice.test>\r\n" * 256
# What each sort says first, line by line, and what it sends again and again after that.
SORTS = {
    "silent": ([], b""),
    "dripping": ([], b"Q"),
    "random": ([], random.Random(1).randbytes(256)),
    "endless line": ([], b"a" * 16_384),
    "endless header": (TRANSACTION + ["DATA"], (b"X: " + b"a" * 995 + b"\r\n") * 16),
    "deaf": (TRANSACTION[:1], RCPT),
    "resetting": (TRANSACTION[:1], b"MAIL FROM:<a@"),
    "no handshake": (["EHLO x", "STARTTLS"], b"rubbish"),
    "silent handshake": (["EHLO x", "STARTTLS"], b""),
    "rubbish under TLS": ([], b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc" + random.Random(2).randbytes(508)),
    "huge chunk": (TRANSACTION + ["BDAT 9000000000"], b""),
    "endless login": (["EHLO x", "AUTH LOGIN"], b"Q"),
    "idle commands": (TRANSACTION[:1], b"NOOP\r\n" * 64),
    "many recipients": (TRANSACTION[:2], RCPT),
}


class Hostile:
    def __init__(self, server, number):
        self.number = number
        self.sort = list(SORTS)[number % len(SORTS)]
        self.port = server.tls_port if self.sort == "rubbish under TLS" else server.port
        self.opening, self.pressure = SORTS[self.sort]
        self.connect()

    def connect(self):
        self.client = connect(self.port, self.number)
        self.client.setblocking(False)
        self.said = 0

    def leave(self):
        if self.client:
            self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.client.close()
        self.client = None

    def press(self):
        if not self.client:
            return self.connect()
        heard = b""
        try:
            if self.sort != "deaf" or self.said < len(self.opening):
                try:
                    heard = self.client.recv(1 << 20)
                    if not heard:
                        return self.leave()
                except BlockingIOError:
                    pass
            if self.said < len(self.opening):
                if heard:
                    self.client.send(self.opening[self.said].encode() + b"\r\n")
                    self.said += 1
            elif self.pressure:
                self.client.send(self.pressure)
                if self.sort == "resetting":
                    self.leave()
        except BlockingIOError:
            pass
        except OSError:
            self.leave()


def honest(server):
    began = time.monotonic()
    with connect(server.port, PER_ADDRESS * 200) as client, client.makefile("rb") as lines:
        client.settimeout(60)
        for line in ["", *TRANSACTION, "DATA", "Subject: x\r\n\r\nx\r\n.", "QUIT"]:
            if line:
                client.sendall(line.encode() + b"\r\n")
            reply = lines.readline()
            while reply[3:4] == b"-":
                reply = lines.readline()
            if reply[:1] not in b"23":
                failures.append(f"honest session: {reply}")
    return time.monotonic() - began


def flood(smtpx):
    server = Server(smtpx, "--max-connections", "2000", "--max-per-address", "100")
    honest(server)
    before = server.resident(), server.descriptors()
    after = []
    for _ in range(3):
        hostile = [Hostile(server, number) for number in range(HOSTILE)]
        is_over = threading.Event()

        def press():
            while not is_over.is_set():
                for client in hostile:
                    client.press()

        pressing = threading.Thread(target=press)
        pressing.start()
        time.sleep(2)
        times = [honest(server) for _ in range(15)]
        hold(f"honest session among {HOSTILE} hostile clients (median of 15, slowest {max(times):.2f} s):",
             statistics.median(times), HONEST_SECONDS, "s")
        is_over.set()
        pressing.join()
        for client in hostile:
            client.leave()
        end = time.monotonic() + 20
        while server.descriptors() != before[1] and time.monotonic() < end:
            time.sleep(0.05)
        after.append((server.resident(), server.descriptors()))
    print(f"before {before[0]:.1f} MiB, {before[1]} descriptors; after each flood",
          ", ".join(f"{memory:.1f} MiB, {count}" for memory, count in after))
    hold("descriptors after the floods, above those before:", after[-1][1] - before[1], 0, "")
    server.stop()


def start(smtpx):
    times = []
    for _ in range(21):
        began = time.monotonic()
        server = Server(smtpx)
        with socket.create_connection(("127.0.0.1", server.port)):
            times.append((time.monotonic() - began) * 1000)
        server.stop()
    hold(f"start to the first connection (median of 21, fastest {min(times):.1f} ms):", statistics.median(times),
         START_MS, "ms")


hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
parts = {"idle": idle, "flood": flood, "start": start}
for part in sys.argv[2:] or parts:
    parts[part](sys.argv[1])
for failure in failures:
    print(f"FAIL {failure}")
sys.exit(1 if failures else 0)

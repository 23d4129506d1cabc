"""How long a server takes from its start until it takes a connection: start.py RUNS PORT NAME=COMMAND…

PORT stands for the port in a command. The servers take turns, so that all see the same machine.
"""
import os
import shlex
import signal
import socket
import statistics
import sys
import time

LONGEST_START = 20  # seconds


def is_open(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def time_of_start(words, port):
    """Seconds; the server is ended, and waited for."""
    begin = time.perf_counter()
    silence = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
    pid = os.posix_spawn(words[0], words, os.environ, file_actions=silence)
    try:
        while not is_open(port):
            if time.perf_counter() - begin > LONGEST_START:
                sys.exit(f"{words[0]} does not listen")
            time.sleep(0.0002)
        return time.perf_counter() - begin
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


runs, port = int(sys.argv[1]), sys.argv[2]
servers = {name: shlex.split(command.replace("PORT", port)) for name, command in (word.split("=", 1) for word in sys.argv[3:])}
times = {name: [] for name in servers}
for _ in range(runs):
    for name, words in servers.items():
        times[name].append(time_of_start(words, int(port)) * 1000)
for name, found in times.items():
    print(f"{name:9} {statistics.median(found):8.1f} ms (median of {runs}, fastest {min(found):.1f})")

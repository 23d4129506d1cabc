#!/usr/bin/env bash
# The practice server when the system around it fails: full disks, readers that leave, no descriptors, a taken port.
source "$(dirname "$0")/servers.sh"

# deliver PORT: one message by curl.
printf 'Subject: one\r\n\r\none\r\n' >"$scratch/one.eml"
deliver() {
    curl -sS "smtp://127.0.0.1:$1/lab.example" --mail-from app@practice.test --mail-rcpt alice@practice.test \
        --upload-file "$scratch/one.eml"
}
ended() { code=0; wait "$practice_pid" || code=$?; }

# PS18: a full disk.
start_practice_server --events /dev/full --max-messages 2
check "PS18: with a full disk for its events, it takes a message" deliver "$practice_port"
check "and another one" deliver "$practice_port"
ended
check "and ends with 0 as it was told" test "$code" -eq 0
check "it says so" holds "$practice_log" "events are being lost: No space left on device"
check "once" test "$(grep -c 'events are being lost' "$practice_log")" -eq 1

# A disk that gets room again needs a disk of our own.
disk=$scratch/disk
mkdir "$disk"
if $sudo mount -t tmpfs -o size=16k,mode=777 smtpx "$disk" 2>/dev/null; then
    at_exit+=("$sudo umount $disk")
    # Room for a few events, then for none, then for the rest.
    head -c 8192 /dev/zero >"$disk/ballast"
    start_practice_server --events "$disk/events"
    fill() { deliver "$practice_port" && holds "$practice_log" "events are being lost"; }
    check "PS18: it goes on when the disk fills up" until_true 20 fill
    rm "$disk/ballast"
    check "PS18: and writes again when there is room" until_true 20 eval 'deliver "$practice_port" && grep -q "\"event\":\"lost\"" "$disk/events"'
    kill -TERM "$practice_pid"
    ended
    check "SIGTERM ends it with 0" test "$code" -eq 0
    check "every line is whole" exits 0 python3 -c 'import json, sys
for line in open(sys.argv[1]): json.loads(line)' "$disk/events"
    check "the lost ones are counted" matches "$disk/events" '"event":"lost","count":[1-9]'
fi

# Readers that leave.
mkfifo "$scratch/pipe"
head -n 1 "$scratch/pipe" >"$scratch/first" &
reader=$!
"$smtpx" serve --listen 127.0.0.1:0 >"$scratch/pipe" 2>"$scratch/serve.err" &
practice_pid=$!
at_exit+=("kill $practice_pid")
wait "$reader"
practice_port=$(sed -nE 's/^listening on .* port ([0-9]+),.*/\1/p' "$scratch/first")
check "with nobody reading its log any more, it takes a message" deliver "$practice_port"
check "and another one" deliver "$practice_port"
check "and lives" kill -0 "$practice_pid"

# A reader that stops, and does not leave: a signal stops waiting for it.
kill -TERM "$practice_pid"
ended
check "SIGTERM ends it with 0" test "$code" -eq 0
exec 7<>"$scratch/pipe"
"$smtpx" serve --listen 127.0.0.1:0 --events - >"$scratch/pipe" 2>"$scratch/serve.err" &
practice_pid=$!
at_exit+=("kill -KILL $practice_pid")
read -r -t 10 first <&7
practice_port=$(sed -nE 's/.*"port":([0-9]+).*/\1/p' <<<"$first")
is_stuck() { ! timeout 2 curl -s "smtp://127.0.0.1:$practice_port/x" --mail-from a@practice.test \
    --mail-rcpt alice@practice.test --upload-file "$scratch/one.eml"; }
until_true 60 is_stuck
kill -TERM "$practice_pid"
check "a second SIGTERM ends it even when its reader has stopped" until_true 10 eval 'kill -TERM "$practice_pid"; is_gone "$practice_pid"'
exec 7>&-

# PS18: descriptors.
(ulimit -Sn 64 && exec "$smtpx" serve --listen 127.0.0.1:0 --quiet --max-per-address 300) >"$scratch/few.log" 2>&1 &
practice_pid=$!
at_exit+=("kill $practice_pid")
until_true 10 grep -q '^listening on' "$scratch/few.log"
practice_port=$(sed -nE 's/^listening on .* port ([0-9]+),.*/\1/p' "$scratch/few.log")
check "PS18: it takes more descriptors than it is started with" exits 0 python3 - "$practice_port" <<'PY'
import socket, sys
clients = [socket.create_connection(("127.0.0.1", int(sys.argv[1])), 10) for _ in range(200)]
assert all(client.recv(1000).startswith(b"220 ") for client in clients)
PY
kill -TERM "$practice_pid"
ended
check "SIGTERM ends it with 0" test "$code" -eq 0
(ulimit -n 90 && exec "$smtpx" serve --listen 127.0.0.1:0 --quiet --max-per-address 300) >"$scratch/few.log" 2>&1 &
practice_pid=$!
at_exit+=("kill $practice_pid")
until_true 10 grep -q '^listening on' "$scratch/few.log"
practice_port=$(sed -nE 's/^listening on .* port ([0-9]+),.*/\1/p' "$scratch/few.log")
check "PS18: it says when the system allows too few" holds "$scratch/few.log" "this system allows about 26 connections"
check "PS18: and when they are used up, it waits until some are free" exits 0 python3 - "$practice_port" <<'PY'
import socket, sys
port = int(sys.argv[1])
def talk(client):
    with client.makefile("rwb") as lines:
        assert lines.readline().startswith(b"220 ")
        lines.write(b"QUIT\r\n")
        lines.flush()
        assert lines.readline().startswith(b"221 ")
clients = [socket.create_connection(("127.0.0.1", port), 10) for _ in range(120)]
assert clients[0].recv(1000).startswith(b"220 ")
clients[-1].settimeout(0.5)
try:
    clients[-1].recv(1)
    raise SystemExit("the last of 120 was served with 90 descriptors")
except TimeoutError:
    pass
for client in clients[:-1]: client.close()
clients[-1].settimeout(10)
talk(clients[-1])
talk(socket.create_connection(("127.0.0.1", port), 10))
PY

# A taken port.
check "a port that is taken is 69" exits 69 "$smtpx" serve --listen "127.0.0.1:$practice_port"
check "and the reason is in words" matches "$err" "cannot listen at 127.0.0.1 port $practice_port: Address already in use\. Another program uses the port"
kill -TERM "$practice_pid"
ended
check "SIGTERM ends it with 0" test "$code" -eq 0

#!/usr/bin/env bash
# The practice server as a test double for other programs, and for a class.
source "$(dirname "$0")/servers.sh"

# start_double [OPTIONS…]: a server that tells its events as NDJSON into $events; its ports are read from the first line.
start_double() {
    events=$scratch/events.ndjson
    # What an earlier one said must not be taken for news.
    : >"$events"
    "$smtpx" serve --listen 127.0.0.1:0 --events - "$@" >"$events" 2>"$scratch/double.err" &
    double_pid=$!
    at_exit+=("kill $double_pid")
    until_true 10 grep -q '"event":"listening"' "$events" || { cat "$scratch/double.err"; echo "FAIL no double"; exit 1; }
    double_port=$(sed -nE '1s/.*"port":([0-9]+).*/\1/p' "$events")
}

# double_ended: its exit code into $code.
double_ended() { code=0; wait "$double_pid" || code=$?; }

all_lines_are_json() {
    python3 -c 'import json, sys
for line in open(sys.argv[1], encoding="utf-8"): json.loads(line)' "$1"
}

start_double --max-messages 2
check "the first line of --events tells the port as JSON" test "$double_port" -gt 1023
check "Python smtplib sends a message, and ends in peace" exits 0 python3 - "$double_port" <<'PY'
import smtplib, sys
with smtplib.SMTP("127.0.0.1", int(sys.argv[1])) as client:
    client.starttls()
    client.login("student", "secret")
    client.sendmail("app@practice.test", ["alice@practice.test"], "Subject: Hello\r\n\r\nGrüße\r\n".encode())
PY
printf 'Subject: two\r\n\r\ntwo \xff\r\n' >"$scratch/two.eml"
check "curl sends the second one" exits 0 curl -sS "smtp://127.0.0.1:$double_port" --mail-from app@practice.test \
    --mail-rcpt bob@practice.test --upload-file "$scratch/two.eml"
double_ended
check "--max-messages 2 ends with 0 after two" test "$code" -eq 0
check "every line is JSON" all_lines_are_json "$events"
check "two messages are told of" test "$(grep -c '"event":"stored"' "$events")" -eq 2
check "with their content" holds "$events" '"mailboxes":["alice"],"size":27,"content":"Subject: Hello\r\n\r\nGrüße\r\n"'
check "bytes that are not UTF-8 stand as base64" holds "$events" '"contentBase64":"U3ViamVjdDogdHdvDQoNCnR3byD/DQo="'
check "the login is told of" holds "$events" '"event":"login","user":"student"'
check "the reply to the last message was written first" matches "$events" '"code":250,"enhanced":"2\.0\.0"'

# No form of a login leaves a password in the events, however it is written.
start_double
python3 - "$double_port" <<'PY' >/dev/null 2>&1
import base64, smtplib, sys
port, canary = int(sys.argv[1]), "Canary7f3a"
b64 = lambda text: base64.b64encode(text.encode()).decode()
def talk(*lines):
    client = smtplib.SMTP("127.0.0.1", port)
    client.ehlo()
    for line in lines: client.docmd(line)
    client.close()
talk("AUTH PLAIN " + b64("\0student\0" + canary))
talk("AUTH PLAIN", b64("\0student\0" + canary))
talk("AUTH LOGIN", b64("student"), b64(canary))
talk("AUTH LOGIN " + b64("student"), b64(canary))
talk("AUTH XOAUTH2 " + b64("user=student\1auth=Bearer " + canary + "\1\1"))
talk("AUTH OAUTHBEARER " + b64("n,,\1auth=Bearer " + canary + "\1\1"))
talk("auth plain " + b64("\0student\0" + canary) + " more")
talk("AUTH PLAIN", canary)
talk("AUTH LOGIN", canary, canary)
PY
check "logins of every form are told of" until_true 10 eval '[ "$(grep -c "\"event\":\"closed\"" "$events")" -ge 9 ]'
no_password() { ! grep -qE "Canary7f3a|$(for head in '\0student\0' '' 'x' 'xx'; do printf "${head}Canary7f3a" | base64 | cut -c "5-16"; done | paste -sd '|')" "$events"; }
check "and no password, in clear or base64" no_password
check "an address still asks for its reply" ends 0 \
    'EHLO lab.example\nMAIL FROM:<a@practice.test>\nRCPT TO:<450-4.2.1@practice.test>\nQUIT\n' "127.0.0.1:$double_port"
check "and the event has the code" holds "$events" '"code":450,"enhanced":"4.2.1"'
kill -TERM "$double_pid"
double_ended
check "SIGTERM ends the double with 0" test "$code" -eq 0

# A message under way may end after SIGTERM; nobody else is served.
start_practice_server --class --max-per-address 3
exec 5<>"/dev/tcp/127.0.0.1/$practice_port" 6<>"/dev/tcp/127.0.0.1/$practice_port"
read -r -t 10 _ <&5
read -r -t 10 _ <&6
for line in 'HELO anna' 'MAIL FROM:<a@practice.test>' 'RCPT TO:<student@practice.test>' DATA; do
    printf '%s\r\n' "$line" >&5
    read -r -t 10 reply <&5
done
check "a student is in the middle of a message" test "${reply:0:3}" = 354
check "and has a sandbox of the name in HELO" until_true 10 grep -q '^#1 sandbox of anna$' "$practice_log"
kill -TERM "$practice_pid"
read -r -t 10 reply <&6
check "SIGTERM says 421 to who is idle" test "${reply:0:3}" = 421
check "and takes nobody any more" until_true 10 eval '! listens "$practice_port"'
printf 'Subject: x\r\n\r\nlast words\r\n.\r\n' >&5
read -r -t 10 reply <&5
check "the message under way is taken" test "${reply:0:3}" = 250
read -r -t 10 reply <&5
check "and then the session ends with 421" test "${reply:0:3}" = 421
exec 5>&- 6>&-
code=0
wait "$practice_pid" || code=$?
check "the server ends with 0" test "$code" -eq 0

start_practice_server --listen 0.0.0.0:0 --allow 198.51.100.0/24
check "it says who can reach it" holds "$practice_log" 'reached by this machine and by 198.51.100.0/24'
here=$(hostname -I 2>/dev/null | awk '{print $1}')
if [ -n "$here" ]; then
    exec 5<>"/dev/tcp/$here/$practice_port"
    read -r -t 10 reply <&5
    check "another address is turned away with 554" test "${reply:0:3}" = 554
    check "which is told" until_true 10 holds "$practice_log" "turned away $here: not allowed in"
    exec 5>&-
fi
check "this machine is let in" ends 0 'EHLO lab.example\nQUIT\n' "127.0.0.1:$practice_port"
check "a range with bits behind its prefix is 64" exits 64 "$smtpx" serve --allow 192.0.2.1/24
check "an open address without --allow is 64" exits 64 "$smtpx" serve --listen 0.0.0.0:0
check "and the option is named" holds "$err" '--allow CIDR'
check "events that cannot be written are 65" exits 65 "$smtpx" serve --listen 127.0.0.1:0 --events /nonexistent/x

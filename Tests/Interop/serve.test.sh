#!/usr/bin/env bash
# The practice server alone, driven by mail programs of other people.
source "$(dirname "$0")/servers.sh"

start_practice_server
check "it prints the port it took" test "$practice_port" -gt 1023
check "it listens on loopback only" holds "$practice_log" 'listening on 127.0.0.1 port'

if command -v swaks >/dev/null; then
    check "swaks delivers a message" exits 0 swaks --server "127.0.0.1:$practice_port" --ehlo lab.example \
        --from teacher@practice.test --to student@practice.test --h-Subject 'From swaks' --body '.dot line' --hide-all
    check "swaks is refused for a foreign recipient" exits 24 swaks --server "127.0.0.1:$practice_port" \
        --from teacher@practice.test --to someone@elsewhere.example --hide-informational
    check "PS19: as relaying" matches "$out" '<\*\* +55[0-9] 5\.7\.1 '
    check "swaks gets the reply it asked for by address" exits 24 swaks --server "127.0.0.1:$practice_port" \
        --from teacher@practice.test --to 450-4.2.1@practice.test --hide-informational
    check "and exactly that" matches "$out" '<\*\* +450 4\.2\.1 '
    check "the server tells of the message" until_true 10 grep -qE 'message 1, [0-9]+ bytes, for student$' "$practice_log"
fi

before=$(grep -c ' message ' "$practice_log")
check "smtp-source delivers twenty messages over four connections" exits 0 /usr/sbin/smtp-source -s 4 -m 20 -l 2000 \
    -f teacher@practice.test -t student@practice.test "127.0.0.1:$practice_port"
all_told() { [ "$(grep -c ' message ' "$practice_log")" -eq $((before + 20)) ]; }
check "and each is told of" until_true 10 all_told
check "smtp-source is refused for a foreign recipient" exits 1 /usr/sbin/smtp-source -m 1 \
    -f teacher@practice.test -t someone@elsewhere.example "127.0.0.1:$practice_port"

# A hostile client must not reach the terminal through the log.
exec 5<>"/dev/tcp/127.0.0.1/$practice_port"
printf 'EHLO \x1b]0;owned\x07\r\nQUIT\r\n' >&5
check "TO13: what a client sends is logged" until_true 10 grep -qF '\x1B]0;owned\x07' "$practice_log"
exec 5>&-
check "TO13: without its control characters" eval '! grep -q $'"'\\x1b'"' "$practice_log"'

check "smtpx talks to it as to any other server" ends 0 \
    'EHLO lab.example\nMAIL FROM:<a@practice.test>\nRCPT TO:<student@practice.test>\nDATA\nSubject: x\n\n.dot\n.\nQUIT\n' \
    "127.0.0.1:$practice_port"

check "a second server on the same port is 69" exits 69 "$smtpx" serve --listen "127.0.0.1:$practice_port"
check "and says why" matches "$err" 'in use|cannot listen|could not listen'
check "a bad address is 64" exits 64 "$smtpx" serve --listen nonsense
check "a remote address needs --allow" exits 64 "$smtpx" serve --listen 192.0.2.1:0
check "and the option is named" holds "$err" "--allow CIDR"

kill -TERM "$practice_pid"
code=0
wait "$practice_pid" || code=$?
check "SIGTERM ends it with 0" test "$code" -eq 0
check "and the port is free again" eval '! listens "$practice_port"'

start_practice_server --quiet
exec 5<>"/dev/tcp/127.0.0.1/$practice_port"
read -r -t 10 greeting <&5
check "it greets" test "${greeting:0:4}" = "220 "
check "--quiet prints no events" test "$(wc -l <"$practice_log")" -eq 1
kill -INT "$practice_pid"
code=0
wait "$practice_pid" || code=$?
check "SIGINT ends it with 0, also with a client connected" test "$code" -eq 0
exec 5>&-

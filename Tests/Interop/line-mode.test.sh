#!/usr/bin/env bash
# Line mode: the practice server in a pipe, the order of what is sent and received, and the exit codes.
source "$(dirname "$0")/servers.sh"

check "a session in a pipe ends with 0" ends 0 'EHLO x\nQUIT\n' --practice
check "every line is sent when the reply to the one before is in" in_order "$out" \
    'S: 220 ' 'server 220 OK' 'C: EHLO x' 'S: 250-' 'S: 250 ' 'server 250 OK' 'C: QUIT' 'S: 221 ' 'server 221 OK'
check "nothing is sent before the greeting" test "$(grep -n -m1 '^C:' "$out" | cut -d: -f1)" -gt \
    "$(grep -n -m1 '^S: 220' "$out" | cut -d: -f1)"
check "nothing goes to standard error" test ! -s "$err"

start_fake 'quiet 0.3
send 220 slow.example ESMTP\r\n
read
quiet 0.3
send 250-slow.example\r\n
quiet 0.2
send 250 HELP\r\n
read
quiet 0.3
send 250 2.1.0 Ok\r\n
read
send 221 Bye\r\n
drain'
check "a slow server ends well too" ends 0 'EHLO x\nMAIL FROM:<>\nQUIT\n' "127.0.0.1:$fake_port"
check "no byte came before the server had answered" lacks "$fake_log" early:
check "the lines came as they were typed" in_order "$fake_log" quiet 'C: EHLO x' quiet quiet 'C: MAIL FROM:<>' quiet 'C: QUIT'

check "a last line without a line end is sent" ends 0 'EHLO x\nQUIT' --practice
check "and its reply is shown" holds "$out" 'S: 221'
check "without QUIT, the end of the input says goodbye" ends 0 'EHLO x\n' --practice
check "and the goodbye is shown" in_order "$out" 'C: QUIT' 'S: 221'
check "no input at all is a greeting and a goodbye" exits 0 "$smtpx" --practice </dev/null
check "CRLF in the input is one line end" ends 0 'EHLO x\r\nQUIT\r\n' --practice
check "and no CR is shown" lacks "$out" '\r'

# The numbers of sysexits(3), as the design lists them.
start='EHLO x\nMAIL FROM:<a@practice.test>\n'
check "a permanent refusal at the end of the run is 1" ends 1 "${start}RCPT TO:<550@practice.test>\n" --practice
check "and it is told as permanent" holds "$out" 'server 550 PERM'
check "a temporary refusal at the end of the run is 75" ends 75 "${start}RCPT TO:<450-4.2.1@practice.test>\n" --practice
check "and it is told as temporary" holds "$out" 'server 450 TEMP'
check "a refusal that did not end the run is forgiven" ends 0 \
    "${start}RCPT TO:<550@practice.test>\nRCPT TO:<student@practice.test>\nQUIT\n" --practice
check "421 from the server is 75" ends 75 "${start}RCPT TO:<421@practice.test>\nQUIT\n" --practice
check "a dropped connection is 75" ends 75 "${start}RCPT TO:<drop@practice.test>\nQUIT\n" --practice
check "a message without its end is 65" ends 65 \
    "${start}RCPT TO:<student@practice.test>\nDATA\nSubject: half\n" --practice
check "an unknown explorer command is 64" ends 64 ':frobnicate\n' --practice

closed=$(free_port)
check "a refused connection is 69" ends 69 'EHLO x\n' "127.0.0.1:$closed"
check "and the reason is told" holds "$out" 'refused'
SECONDS=0
check "an unknown host is 68" ends 68 'EHLO x\n' no-such-host.invalid
check "and the answer is quick" test "$SECONDS" -lt 10
check "an unknown option is 64" exits 64 "$smtpx" --no-such-option
check "and the usage is shown" holds "$err" 'Usage: smtpx'
for target in 'a b' '$(x)' '..' 'host:99999' '[::1' 'smtp://h/%0d%0aRSET' 'unix:'; do
    check "DN05, SC04: the target '$target' is 64, before any look-up" exits 64 "$smtpx" "$target" </dev/null
done
check "DN05: the target '-x' is 64" exits 64 "$smtpx" -- -x </dev/null
check "a target and --practice together are 64" exits 64 "$smtpx" --practice 127.0.0.1 </dev/null
check "--timeout 0 is 64" exits 64 "$smtpx" --practice --timeout 0 </dev/null

start_fake 'send 554 5.3.2 No service here\r\n
read
send 221 Bye\r\n'
check "a refusal in the greeting is 1" exits 1 "$smtpx" "127.0.0.1:$fake_port" </dev/null
start_fake 'send HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n
drain'
check "CP17: a web server is 76" ends 76 'EHLO x\n' "127.0.0.1:$fake_port"
check "CP17: and it is named" holds "$out" 'HTTP'
start_fake 'drain'
check "CP17: silence ends with 75 after the time allowed" ends 75 'EHLO x\n' --timeout 1 "127.0.0.1:$fake_port"

start_fake 'send 220 \x1b]0;owned\x07\x1b[2J\x9b31m evil\r\n
read
send 221 Bye\r\n'
check "TO16: a hostile greeting in a pipe" exits 0 "$smtpx" "127.0.0.1:$fake_port" </dev/null
check "TO16: is printed escaped" holds "$out" '\x1B]0;owned\x07\x1B[2J\x9B31m evil'
check "TO16: without a control character" test -z "$(LC_ALL=C tr -d '\n\040-\176\200-\377' <"$out")"
check "TO16: and without a raw C1 byte" eval '! LC_ALL=C grep -q $'"'\\x9b'"' "$out"'
start_fake 'send 220 caf\xc3\xa9 \xe2\x80\xaetxt\r\n
read
send 221 Bye\r\n'
check "TO15: --ascii in a pipe" exits 0 "$smtpx" --ascii "127.0.0.1:$fake_port" </dev/null
check "TO15: prints plain ASCII" plain_ascii "$out"
check "TO09: and names the direction mark" holds "$out" '<U+202E>'

export smtpx
check "SG02: closed standard input" exits 0 bash -c '"$smtpx" --practice <&-'
# 124 and more would be a hang, a signal or a trap.
for closed in '>&-' '<&- >&- 2>&-'; do
    check "SG02: $closed ends without a trap" bash -c "timeout 20 \"\$smtpx\" --practice </dev/null $closed; [ \$? -lt 124 ]"
done

mkfifo "$scratch/typed"
(echo "$BASHPID" >"$scratch/pid" && exec "$smtpx" --practice <"$scratch/typed") | head -n 1 >"$out" &
exec 7>"$scratch/typed"
wait $! # for head, which has its one line
check "SG02: it ends when nobody reads its output any more" until_true 20 is_gone "$(cat "$scratch/pid")"
exec 7>&-

"$smtpx" --practice <"$scratch/typed" >"$out" 2>&1 &
running=$!
exec 7>"$scratch/typed"
echo 'EHLO x' >&7
check "a line typed into a pipe is answered while the pipe is open" until_true 20 grep -q 'server 250 OK' "$out"
kill -INT "$running"
wait "$running"
check "SIGINT is 130" test $? -eq 130
exec 7>&-

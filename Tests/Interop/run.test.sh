#!/usr/bin/env bash
# smtpx run: scripts on the practice server, on a server that does as it is told, and on a real Postfix.
source "$(dirname "$0")/servers.sh"
cd "$scratch" || exit 1

# script NAME: a script from standard input.
script() { mkdir -p "$(dirname "$1")" && cat >"$1"; }
# junit FILE: XML by the reader of Python, as `suites tests failures errors skipped`.
junit() {
    python3 - "$1" <<'PY'
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
suites = root.findall("testsuite")
total = lambda name: sum(int(suite.get(name)) for suite in suites)
cases = [case for suite in suites for case in suite.findall("testcase")]
assert total("tests") == len(cases), "the number of cases"
assert all(float(case.get("time")) >= 0 and case.get("classname") for case in cases), "their times and names"
print(len(suites), total("tests"), total("failures"), total("errors"), total("skipped"))
PY
}
# ndjson FILE: every line by the reader of Python, as `lines from-client from-server expectations passed`.
ndjson() {
    python3 - "$1" <<'PY'
import json, sys
events = [json.loads(line) for line in open(sys.argv[1], "rb")]
assert all("t" in event or "smtpx" in event or "version" in event for event in events), "a time in each"
count = lambda test: sum(1 for event in events if test(event))
print(count(lambda e: e.get("from") == "client") > 0, count(lambda e: e.get("from") == "server") > 0,
      count(lambda e: "expect" in e), count(lambda e: e.get("passed") is True))
PY
}
says() { [ "$("$1" "$2" 2>&1)" = "$3" ] || { echo "  $("$1" "$2" 2>&1)"; return 1; }; }

script greeting.smtpx <<'S'
# The whole way of a message.
:let FROM a-${UNIQUE}@practice.test
:expect 220 and /practice/i
EHLO me.example
:expect 250 and capability STARTTLS and not capability ETRN
:include parts/tls.smtpx
MAIL FROM:<${FROM}>
:expect 2.1.x
RCPT TO:<student@practice.test>
:expect 250,251 within 5
RCPT TO:<550-5.1.1-gone@practice.test>
:expect 5xx and not 5.7.x and /gone/
DATA
:expect 354
From: ${FROM}
Subject: ${NOT_DEFINED} stays

# no comment
.
:expect 250 and /octets/
QUIT
:expect 221
:expect closed
S
script parts/tls.smtpx <<'S'
:starttls
:expect tls and not closed
:expect tls 1.3
S
check "a script with all kinds of expectations passes" exits 0 "$smtpx" run greeting.smtpx --practice
check "each is told" test "$(grep -c '^note: Expected .*: passed' "$out")" -eq 11
check "it reads like line mode" in_order "$out" '== greeting.smtpx' 'S: 220' 'C: EHLO me.example' 'C: STARTTLS' \
    'C: MAIL FROM:<a-' 'C: Subject: ${NOT_DEFINED} stays' 'C: # no comment' 'C: QUIT'
check "its summary is the last line" test "$(tail -n 1 "$out")" = 'greeting.smtpx: 24 lines, 11 expectations passed'
check "it can come from standard input" bash -c "'$smtpx' run - --practice <greeting.smtpx >'$out'"
check "where files are included from the folder of the run" holds "$out" '11 expectations passed'
check "or from another program" exits 0 bash -c "'$smtpx' run <(printf 'NOOP\n:expect 250\n') --practice"

script failing.smtpx <<'S'
:practice
EHLO x
RCPT TO:<student@practice.test>
:expect 250
MAIL FROM:<>
:expect 250
QUIT
S
check "a failed expectation is 1" exits 1 "$smtpx" run failing.smtpx
check "what was expected, what came, and what was not run is told" matches "$out" \
    '^failing.smtpx: FAILED at line 4: Expected 250, but there was 503 .*\. 3 lines not run\.$'
check "nothing is sent behind it but the goodbye" lacks "$out" 'C: MAIL'
check "of several scripts the first failure counts" exits 1 "$smtpx" run failing.smtpx failing.smtpx
check "and all are played" test "$(grep -c '^== failing' "$out")" -eq 2

script two.smtpx <<'S'
:let WHO first
:practice
EHLO ${WHO}.example
:session other
:let WHO second
:practice --tls starttls
EHLO ${WHO}.example
:expect tls and 250
:session main
:expect not tls
VRFY ${WHO}
:expect 550 and /second/
:session other
QUIT
:expect closed
S
check "two sessions have connections of their own, and share the variables" exits 0 "$smtpx" run two.smtpx
check "their lines are labelled" in_order "$out" '[main] C: EHLO first.example' '[other] C: EHLO second.example' '[main] C: VRFY second'

check "a host that is not there is 68, also as JUnit's XML" exits 68 "$smtpx" run greeting.smtpx failing.smtpx --let X=1 --format junit mx.invalid
check "which others read" says junit "$out" '2 14 1 1 12'
check "JUnit's XML of a good run" exits 0 "$smtpx" run greeting.smtpx --practice --format junit
check "has a case for each expectation" says junit "$out" '1 11 0 0 0'
check "JSON is an event a line" exits 0 "$smtpx" run greeting.smtpx --practice --format json
check "with the dialogue and each expectation" says ndjson "$out" 'True True 11 11'
check "JSON of a failure" exits 1 "$smtpx" run failing.smtpx --format json
check "says which were not run" says ndjson "$out" 'True True 2 0'
check "and where, what was expected, and what there was" matches "$out" '"line":4,"expect":"250","passed":false,"got":"503 '

start_fake 'send 220 \x1b]0;x\x07 \xff <&"]]>\x01 \xef\xbf\xbe\r\n
read
send 221 bye\r\n'
check "TO17: a hostile greeting in JUnit's XML" exits 1 bash -c "printf ':expect 554\n' | '$smtpx' run - '127.0.0.1:$fake_port' --format junit"
check "TO17: is well-formed, and text" says junit "$out" '1 1 1 0 0'
start_fake 'send 220 \x1b]0;x\x07 \xff\r\n
read
send 221 bye\r\n'
check "TO17: and in JSON" exits 1 bash -c "printf ':expect 554\n' | '$smtpx' run - '127.0.0.1:$fake_port' --format json"
check "TO17: is JSON" says ndjson "$out" 'True True 1 0'
check "TO17: without a control character" test -z "$(LC_ALL=C tr -d '\n\040-\176\200-\377' <"$out")"

# Mistakes: nothing is connected.
start_practice_server
# mistake CODE TEXT LINES: a script of these lines ends with the code, its mistake is told, and nobody is called.
mistake() {
    local code=$1 text=$2
    printf '%b' "$3" >wrong.smtpx
        exits "$code" "$smtpx" run wrong.smtpx "127.0.0.1:$practice_port" && holds "$err" "$text" && lacks "$practice_log" connection &&
        test ! -s "$out"
}
check "SC06: an unknown setting is told with its place and the nearest name" mistake 64 \
    'wrong.smtpx:3:6: There is no setting latncy. The nearest name is latency.' '# x\nEHLO x\n:set latncy off\n'
check "SC06: a value that does not suit is, too" mistake 64 'wrong.smtpx:1:19: timeout.mail cannot be' ':set timeout.mail requird\n'
check "an unknown command is 64" mistake 64 'wrong.smtpx:2:2: There is no command :expct' 'EHLO x\n:expct 250\n'
check "a variable that is not there is 64" mistake 64 'wrong.smtpx:1:6: There is no variable X.' 'VRFY ${X}\n'
check "SC01: a variable with a line break in it is refused" mistake 65 'CR, LF or NUL' ':let X "a\\r\\nRSET"\nVRFY ${X}\n'
check "an expression that cannot be is shown in place" mistake 64 'wrong.smtpx:1:11: The bracket is not closed.' ':expect /a(/\n'
check "a message that is not there is 66" mistake 66 'wrong.smtpx:2:10: gone.eml cannot be sent: No such file' 'EHLO x\n:message gone.eml\n'
check "content without an end is 65" mistake 65 'wrong.smtpx:2: The content that begins here has no end.' 'EHLO x\nDATA\nx\n'
check "SC05: a NUL is 65" mistake 65 'wrong.smtpx:1:3: The line holds a NUL.' 'NO\0OP\n'
check "SC05: a file that includes itself is 65" mistake 65 'includes itself' ':include wrong.smtpx\n'
check "a file that is not there is 66" mistake 66 'No such file' ':include none.smtpx\n'
check "SC04: a line break in a target is refused in a script" mistake 64 'wrong.smtpx:1:10' ':connect smtp://h/%0d%0aRSET\n'
check "all mistakes are told" exits 64 bash -c "printf ':a\n:b\n:c\n' | '$smtpx' run - --practice"
check "each on a line" test "$(grep -c '^-:' "$err")" -eq 3
truncate -s 1G huge.smtpx
SECONDS=0
check "SC05: a script of 1 GB is 65" exits 65 "$smtpx" run huge.smtpx --practice
check "SC05: at once" test "$SECONDS" -lt 5
check "SC05: it is never a shell" exits 0 bash -c "printf ':note \$(touch $scratch/owned) \`touch $scratch/owned\`\n' | '$smtpx' run - --practice"
check "SC05: and nothing was run" test ! -e owned
check "no script is 64" exits 64 "$smtpx" run
check "a script that is not there is 66" exits 66 "$smtpx" run none.smtpx --practice
check "and it is told what it was taken for" holds "$err" 'none.smtpx was taken for a script'
check "a script that calls nobody, and no server, is 64" exits 64 bash -c "printf 'EHLO x\n' | '$smtpx' run -"
check "a server that is not used is 64" exits 64 "$smtpx" run failing.smtpx 127.0.0.1
check "and the way to use it is told" holds "$err" ':connect ${TARGET}'

# Exit codes.
run() { printf '%b' "$2" >code.smtpx && exits "$1" "$smtpx" run code.smtpx "${@:3}"; }
start='EHLO x\nMAIL FROM:<a@practice.test>\n'
check "a permanent refusal at the end is 1" run 1 "${start}RCPT TO:<550@practice.test>\n" --practice
check "one that was expected is 0" run 0 "${start}RCPT TO:<550@practice.test>\n:expect 550\n" --practice
check "a temporary refusal at the end is 75" run 75 "${start}RCPT TO:<450@practice.test>\n" --practice
check "a dropped connection is 75" run 75 "${start}RCPT TO:<drop@practice.test>\nRSET\n" --practice
check "and ends the script there" matches "$out" 'FAILED at line 3: .* 1 line not run'
check "one that was expected is 0" run 0 "${start}RCPT TO:<drop@practice.test>\n:expect closed\n" --practice
check "421 that was expected is 0" run 0 "${start}RCPT TO:<421@practice.test>\n:expect 421\n:expect closed within 5\n" --practice
closed=$(free_port)
check "no connection is 69" run 69 'EHLO x\n:expect 250\n' "127.0.0.1:$closed"
check "and nothing is played" holds "$out" '2 lines not run'
check "an unknown host is 68" run 68 'EHLO x\n' no-such-host.invalid
check "a certificate that is not trusted is 77" run 77 'EHLO x\n' "smtps://127.0.0.1:$practice_tls_port"
check "a failed login is 77" env PW=wrong bash -c "printf ':starttls\n:auth PLAIN student env:PW\nNOOP\n' | '$smtpx' run - --practice >'$out'; [ \$? -eq 77 ]"
check "and nothing is sent behind it" lacks "$out" 'C: NOOP'
check "one that was expected is 0" env PW=wrong bash -c "printf ':starttls\n:auth PLAIN student env:PW\n:expect 535\nQUIT\n' | '$smtpx' run - --practice"
check "a refused DATA drops its content" run 0 'EHLO x\nDATA\nSubject: x\n.\nNOOP\n:expect 250\nQUIT\n' --practice
check "up to the dot" lacks "$out" 'C: Subject'

check "SC07: a message that one of two got is 1" run 1 \
    "${start}RCPT TO:<student@practice.test>\nRCPT TO:<nobody@practice.test>\nDATA\n\nx\n.\nQUIT\n" --practice
check "SC07: and it is told" holds "$out" 'The message was accepted for 1 of 2 recipients.'
quit_fails='send 220 x\r\n
read
send 250 x\r\n
read
send 250 x\r\n
read
send 250 x\r\n
read
send 354 x\r\n
read
read
send 250 2.0.0 queued\r\n
read
send 554 5.3.0 no\r\n'
start_fake "$quit_fails"
check "SC07: a goodbye that fails after the message was accepted is 0" run 0 \
    'EHLO x\nMAIL FROM:<>\nRCPT TO:<a@b>\nDATA\nx\n.\nQUIT\n' "127.0.0.1:$fake_port"
check "SC07: and it is told" holds "$out" 'Only QUIT failed.'

# ^C
: >"$practice_log"
for format in text json junit; do
    printf 'EHLO %s\n:sleep 60\nNOOP\n:expect 250\n' "$format" >long.smtpx
    # What the run before has printed must not be taken for news.
    : >"$out"
    "$smtpx" run long.smtpx "127.0.0.1:$practice_port" --format "$format" >"$out" 2>"$err" &
    running=$!
    # JUnit's XML comes at the end, so the server is asked whether the script has come as far.
    if [ "$format" = junit ]; then until_true 20 grep -aq 'C: EHLO junit' "$practice_log"; else until_true 20 grep -q HELP "$out"; fi
    kill -INT "$running"
    wait "$running"
    check "^C is 130 as $format" test $? -eq 130
done
check "and what there was is written" says junit "$out" '1 2 0 1 1'
: >"$out"
"$smtpx" run long.smtpx --practice --format json >"$out" 2>"$err" &
running=$!
until_true 20 grep -q HELP "$out"
kill -INT "$running"
wait "$running"
check "the JSON of an interrupted run is whole" says ndjson "$out" 'True True 1 0'

# Recorded, and played again.
check "--record writes the session down" exits 0 "$smtpx" run greeting.smtpx --practice --record greeting.ndjson
check "as JSON" eval 'python3 -c "import json; [json.loads(l) for l in open(\"greeting.ndjson\")]"'
printf 'EHLO x\nMAIL FROM:<a@practice.test>\nRCPT TO:<nobody@practice.test>\n:expect 550\nRCPT TO:<student@practice.test>\nDATA\nSubject: x\n\n:expect nothing\n.\nDATA\n:expect 503\n:export again.smtpx\nQUIT\n' >once.smtpx
check "a session is exported as a script" exits 0 "$smtpx" run once.smtpx --practice
check "with an expectation for each reply" test "$(grep -c '^:expect' again.smtpx)" -ge 8
check "which passes on the same server" exits 0 "$smtpx" run again.smtpx
printf ':hold\nMAIL FROM:<a@practice.test>\nRCPT TO:<student@practice.test>\nDATA\n:release\n:expect 354\nSubject: x\n\ny\n.\n:expect 250\nQUIT\n' >held.smtpx
check "commands that are held go out together, and content follows their DATA" run 0 "EHLO x\n$(cat held.smtpx)\n" --practice
check "with the dialogue that belongs to it" in_order "$out" 'C: DATA' 'Expected 354: passed' 'C: Subject: x' 'Expected 250: passed'

# In line mode.
check ":include plays a script in line mode" ends 0 ':include greeting.smtpx\n' --practice
check "to its end" test "$(grep -c '^note: Expected .*: passed' "$out")" -eq 11
check "a failed expectation in a pipe is 1" ends 1 'EHLO x\n:expect 550\nNOOP\n' --practice
check "and nothing is sent behind it" lacks "$out" 'C: NOOP'
check ":sleep in a pipe" ends 0 ':sleep 0.1\nEHLO x\n:expect 250\n' --practice

# A real server.
start_postfix
script postfix.smtpx <<'S'
:connect ${TARGET}
:expect 220 and /ESMTP Postfix/ within 20
EHLO [127.0.0.1]
:expect 250 and capability PIPELINING and capability 8BITMIME and capability SIZE
MAIL FROM:<${SENDER}>
:expect 250 and 2.1.0
RCPT TO:<nobody@lab.example>
:expect 550 and 5.1.1 and /unknown/i
RCPT TO:<someone@elsewhere.example>
:expect 554 and 5.7.1 and /relay access denied/i
RCPT TO:<student@lab.example>
:expect 250 and 2.1.5
DATA
:expect 354
From: ${SENDER}
Subject: played ${UNIQUE} on ${HOST}

.a line with a dot
.
:expect 250 and /queued as [0-9A-F]+/
:session second
:connect ${TARGET}
EHLO second.example
:expect 250
:session main
QUIT
:expect 221
:session second
NOOP
:expect 250
S
check "Postfix: a script with a target, variables and two sessions" env HOST=this "$smtpx" run postfix.smtpx "127.0.0.1:$postfix_port" \
    --let SENDER=teacher@lab.example --let HOST=this
check "Postfix: the message is there" until_true 20 has_delivery
delivery >delivered
check "Postfix: with what was defined, and nothing else replaced" holds delivered 'Subject: played ${UNIQUE} on this'
check "Postfix: and with its dot" matches delivered '^\.a line with a dot'

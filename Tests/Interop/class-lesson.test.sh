#!/usr/bin/env bash
# A lesson that a class plays on one server: which student has done which step.
source "$(dirname "$0")/servers.sh"

talk() { printf '%b' "$1" | timeout 30 "$smtpx" "127.0.0.1:$practice_port" >/dev/null 2>&1; }
told() { until_true 10 holds "$practice_log" "$1" || holds "$practice_log" "$1"; }

events=$scratch/class.ndjson
start_practice_server --lesson say-hello --events "$events"
check "it says how much of the lesson it can see" holds "$practice_log" 'lesson say-hello: 4 of 4 steps can be seen from here'
talk 'EHLO anna\n'
check "what a student did before the server knew the name is theirs" told '#1 lesson: anna has done step 1 of 4'
talk 'EHLO ben\nEHLO ben\nNOOP\n'
check "another student is on their own way" told '#2 lesson: ben has done step 3 of 4, Ask for nothing'
talk 'EHLO anna\nNOOP\nQUIT\n'
check "who comes back goes on, and the last step is said to be it" \
    told '#3 lesson: anna has done step 4 of 4, Say goodbye; it was the last'
talk 'HELO \x1b]0;evil\x07\nHELO ev\xc2\x9bil\n'
check "the log is without control characters, whatever a client calls itself" \
    eval '! LC_ALL=C.UTF-8 grep -qP "[\x00-\x08\x0b-\x1f\x7f-\x9f]" "$practice_log"'
check "the events name student, lesson, step and title" holds "$events" \
    '"event":"lesson-step","student":"anna","lesson":"say-hello","step":4,"total":4,"title":"Say goodbye","last":true}'
check "every line of them is JSON" python3 -c 'import json, sys
for line in open(sys.argv[1], encoding="utf-8"): json.loads(line)' "$events"
kill -TERM "$practice_pid"
wait "$practice_pid"

# A lesson of the teacher's own, on a server where something goes wrong, with a login and a question in between.
cat >"$scratch/own.lesson" <<'LESSON'
title    Slow
course   first-steps 90
summary  A server that is slow.
scenario standard
rfc      RFC 5321 4.5.3.2

step     In
goal     Log in.
check    login
step     Think
question Why?
check    answer A
step     Send
goal     Send a mail.
check    mailbox bob has 1
check    reply 250 to end-of-data
LESSON
start_practice_server --lesson "$scratch/own.lesson"
check "a lesson of one's own is played, without its questions" holds "$practice_log" 'lesson own: 2 of 3 steps'
python3 - "$practice_port" <<'PY'
import smtplib, sys
with smtplib.SMTP("127.0.0.1", int(sys.argv[1]), local_hostname="laptop") as client:
    client.login("student", "secret")
    client.sendmail("a@b.example", ["bob@practice.test"], b"Subject: x\r\n\r\nx\r\n")
PY
check "a login has the student's name" told 'lesson: student has done step 1 of 3, In'
check "and the step behind the question is done" told 'lesson: student has done step 3 of 3, Send; it was the last'
check "no password is in the log" eval '! grep -qE "secret|c2VjcmV0" "$practice_log"'

# On the network: what students type, and a certificate that is good for it.
here=$(hostname -I 2>/dev/null | awk '{print $1}')
if [ -n "$here" ]; then
    start_practice_server --listen 0.0.0.0:0 --allow "$here/32" --lesson starttls --ca-file "$scratch/ca.pem"
    check "it says what students type" until_true 10 \
        grep -qF "Students connect with smtpx --lesson starttls, then :connect $here:$practice_port." "$practice_log"
    check "the certificate is good for that address" ends 0 'QUIT\n' \
        --tls require-starttls --ca "$scratch/ca.pem" "$here:$practice_port"
    check "and the other port of it" ends 0 'QUIT\n' --ca "$scratch/ca.pem" "smtps://$here:$practice_tls_port"
fi

sed '/^check/s/check .*/check command ":tls"/; /^question/d' "$scratch/own.lesson" >"$scratch/unseen.lesson"
sed -i 's/^step     Think/&\ngoal     Look./' "$scratch/unseen.lesson"
check "a lesson that a server cannot see is 64" exits 64 "$smtpx" serve --lesson "$scratch/unseen.lesson"
check "and why is said" holds "$err" 'a server can see no step of this lesson done'
check "an unknown one is 64, and the nearest is named" exits 64 "$smtpx" serve --lesson say-helo
check "which is said" holds "$err" 'Did you mean say-hello?'
check "--lesson and --scenario together are 64" exits 64 "$smtpx" serve --lesson say-hello --scenario expired
sed -i 's/^scenario.*/scenario standrad/' "$scratch/own.lesson"
check "a lesson on an unknown scenario is 65" exits 65 "$smtpx" serve --lesson "$scratch/own.lesson"
check "with the nearest one" holds "$err" 'Did you mean standard?'

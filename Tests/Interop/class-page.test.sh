#!/usr/bin/env bash
# What a class did becomes one web page: a real server, real students, and one who means no good.
source "$(dirname "$0")/servers.sh"

events=$scratch/class.ndjson
start_practice_server --class --events "$events" --scenario greylist
check "anna is put off, and says goodbye" ends 0 \
    'EHLO anna\nMAIL FROM:<me@anna>\nRCPT TO:<student@practice.test>\nQUIT\n' "127.0.0.1:$practice_port"
python3 - "$practice_port" <<'PY' >/dev/null 2>&1
import base64, smtplib, sys
client = smtplib.SMTP("127.0.0.1", int(sys.argv[1]))
client.docmd('EHLO <script>alert(1)</script>')
client.docmd('EHLO ben\x1b[2J')
client.docmd('EHLO ben')
client.docmd('NOOP \x1b]0;title\x07 <img src=x onerror=alert(1)>')
client.docmd("AUTH PLAIN " + base64.b64encode(b"\0student\0Canary7f3a").decode())
client.docmd("AUTH LOGIN", base64.b64encode(b"student").decode())
client.docmd(base64.b64encode(b"Canary7f3a").decode())
client.close()
PY
check "the server saw both of them leave" until_true 10 eval '[ "$(grep -c "\"event\":\"closed\"" "$events")" -ge 2 ]'
check "the page can be made while the class is on" exits 0 "$smtpx" class "$events"
kill -TERM "$practice_pid"
wait "$practice_pid"
"$smtpx" class "$events" >"$scratch/class.html"
page=$scratch/class.html
check "it has the students" in_order "$page" '>anna</a>' '>ben</a>' '<h2 id="s1">anna</h2>' '<h2 id="s2">ben</h2>'
check "with what they said, and how it went" in_order "$page" '<code>EHLO anna</code>' 'rule: <code>line 3: greylist 5s' \
    'RCPT TO:&lt;student@practice.test&gt;' '<b>! TEMP</b>' '<code>QUIT'
check "nothing of a student is markup" lacks "$page" '<script'
check "in no attribute either" lacks "$page" '<img'
check "no control byte is on the page" eval '! LC_ALL=C grep -qP "[\x00-\x08\x0B-\x1F\x7F]" "$page"'
check "no password is on it" eval '! grep -qE "Canary7f3a|Q2FuYXJ5N2YzY" "$page"'
check "nothing is loaded from anywhere" eval '! grep -qE "(src|href)=\"?(http|//)|url\(|@import" "$page"'
check "it is whole" eval '[ "$(tail -n 1 "$page")" = "</html>" ]'
check "standard input will do" eval '"$smtpx" class - <"$events" | cmp -s - "$page"'

check "every element is closed where it should be" python3 - "$page" <<'PY'
import sys
from html.parser import HTMLParser
class Checker(HTMLParser):
    open = []
    def handle_starttag(self, tag, attributes):
        if tag != "meta": self.open.append(tag)
    def handle_endtag(self, tag):
        assert self.open.pop() == tag, (tag, self.getpos())
checker = Checker()
checker.feed(open(sys.argv[1], encoding="utf-8").read())
sys.exit(len(checker.open))
PY

lesson_events=$scratch/lesson.ndjson
start_practice_server --lesson your-first-message --events "$lesson_events"
check "a student plays the lesson of the class" ends 0 \
    'EHLO carla\nMAIL FROM:<me@lab.example>\nRCPT TO:<alice@practice.test>\nDATA\nSubject: Hi <b>\n\nhi\n.\nQUIT\n' \
    "127.0.0.1:$practice_port"
kill -TERM "$practice_pid"
wait "$practice_pid"
"$smtpx" class "$lesson_events" >"$scratch/lesson.html"
check "the page has the steps of the lesson, and the message" in_order "$scratch/lesson.html" '>carla</a>' \
    'your-first-message: step 1 of 4 done: The sender' 'your-first-message: step 2 of 4 done: The recipient' \
    '“Hi &lt;b&gt;”'

head -c "$(($(stat -c %s "$events") - 5))" "$events" >"$scratch/cut.ndjson"
check "a last line that was cut off is left out" exits 0 "$smtpx" class "$scratch/cut.ndjson"
printf '{"event":"listening","host":"h","port":1}\nnot JSON\n' >"$scratch/wrong.ndjson"
check "a line that is no event is 65" exits 65 "$smtpx" class "$scratch/wrong.ndjson"
check "and is told with its place" holds "$err" 'wrong.ndjson, line 2: '
check "a file that is not there is 66" exits 66 "$smtpx" class "$scratch/none.ndjson"
check "and nothing is said of sending" lacks "$err" 'sent'
: >"$scratch/empty.ndjson"
check "a file without events is 65" exits 65 "$smtpx" class "$scratch/empty.ndjson"

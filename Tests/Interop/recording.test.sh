#!/usr/bin/env bash
# Recordings, exports and replays of sessions with Postfix and with the practice server: what stands in the files, who may read
# them, and what is never written over.
source "$(dirname "$0")/servers.sh"
source "$(dirname "$0")/canary.sh"
# The password of the practice server's account is too short a word to look for; a wrong one is as secret.
password='W4ldm3ister&canary!'
export CANARY=$password
start_postfix
cd "$scratch" || exit 1

# is_mode FILE MODE
is_mode() {
    [ "$(stat -c %a "$1")" = "$2" ] && return 0
    echo "  $1 has mode $(stat -c %a "$1")"
    return 1
}

# python CODE ARGUMENTS…
python() { python3 -c "$1" "${@:2}"; }

# is_recording FILE: every line is a JSON object with a time that never runs backwards; the first one is the header; whole lines only.
is_recording() {
    python '
import json, sys
data = open(sys.argv[1], "rb").read()
assert data.endswith(b"\n"), "the last line is torn"
events = [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]]
assert events[0]["from"] == "recording" and events[0]["format"] == "smtpx-recording" and events[0]["version"] == 1, events[0]
times = [event["t"] for event in events]
assert times == sorted(times), "a time runs backwards"
entries = [event["entry"] for event in events if "entry" in event and event["from"] != "remark"]
assert entries == list(range(entries[0], entries[0] + len(entries))), entries
assert all(("text" in event) != ("base64" in event) for event in events if event["from"] in ("server", "client", "note"))
' "$1"
}

session='EHLO lab.example
MAIL FROM:<teacher@lab.example>
RCPT TO:<nobody@lab.example>
RSET
MAIL FROM:<teacher@lab.example>
RCPT TO:<student@lab.example>
DATA
Subject: ${NAME} </script> `x`

.a dot, and => a formula
.
:note <b>bold</b> and | a bar
:export out.txt
:export out.md
:export out.html
:export out.json
:export out.cast
:export out.smtpx
QUIT
'
check "a session with Postfix is recorded from its first event" ends 0 "$session" --record session.ndjson "127.0.0.1:$postfix_port"
check "it is told where" holds "$out" 'note: The session is being recorded in session.ndjson.'
check "each line is an event" is_recording session.ndjson
check "only its owner can read it" is_mode session.ndjson 600
check "the target stands in it" holds session.ndjson "\"from\":\"command\",\"text\":\":connect 127.0.0.1:$postfix_port\""
check "a reply stands in it with code, enhanced code and what it answers" matches session.ndjson \
    '"from":"server","entry":[0-9]+,"text":"550 5\.1\.1 <nobody@lab\.example>.*"code":550,"enhanced":"5\.1\.1","severity":"permanent","standing":"answer","answers":"RCPT"'
check "the goodbye and the end are in it" in_order session.ndjson '221 2.0.0 Bye' '"event":"closed by us"'

# --- exports
for format in txt md html json cast smtpx; do
    check "$format: it is told" holds "$out" "was written to out.$format."
    check "$format: only its owner can read it" is_mode "out.$format" 600
done
check "txt: it is what line mode prints" eval 'head -n 20 out.txt | grep -v "being recorded" | while IFS= read -r line; do grep -qFx -- "$line" "$out" || { echo "  $line"; exit 1; }; done'
check "json: it is one array, and its events are those of the recording" python '
import json
events = json.load(open("out.json"))
recorded = [json.loads(line) for line in open("session.ndjson")]
texts = lambda list: [event.get("text") for event in list if event["from"] in ("server", "client")]
assert len(texts(events)) == 20, len(texts(events))
assert texts(recorded)[:len(texts(events))] == texts(events)
'
check "html: every tag is closed, none is foreign, and nothing is loaded" python '
from html.parser import HTMLParser
class Checker(HTMLParser):
    void = {"meta"}
    def __init__(self):
        super().__init__(); self.open = []; self.seen = set()
    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        assert not {name for name, _ in attributes} & {"src", "href", "onerror", "onload"}, attributes
        if tag not in self.void: self.open.append(tag)
    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
checker = Checker()
checker.feed(open("out.html", encoding="utf-8").read()); checker.close()
assert not checker.open, checker.open
assert not checker.seen & {"script", "img", "link", "iframe", "svg", "a"}, checker.seen
'
check "html: tidy finds no error" eval 'tidy -errors -quiet out.html 2>"$scratch/tidy" ; ! grep -q "Error:" "$scratch/tidy"'
check "html: text that looks like a tag is text" holds out.html '&lt;/script&gt;'
# asciinema wants a terminal of its own.
check "cast: asciinema plays it" eval 'script -qec "asciinema cat out.cast" /dev/null </dev/null >"$scratch/film" || { cat "$scratch/film"; false; }'
check "cast: also at its own speed" eval 'script -qec "asciinema play -s 50 -i 0.1 out.cast" /dev/null </dev/null >"$scratch/film2" && grep -q "lab.example" "$scratch/film2"'
check "cast: and shows the session" eval 'sed "s/\x1b\[[0-9;]*m//g" "$scratch/film" | grep -q "◀ 550 5.1.1 <nobody@lab.example>"'
check "cast: its only control bytes are colours and line ends" python '
import re, sys
text = re.sub("\x1b\\[[0-9;]*m", "", open(sys.argv[1], encoding="utf-8", newline="").read())
assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", text), text
' "$scratch/film"
check "smtpx: the script has the lines and the codes, and no text of the server" in_order out.smtpx ':set mode free' \
    ":connect 127.0.0.1:$postfix_port" ':expect 220' 'EHLO lab.example' ':expect 250' 'RCPT TO:<nobody@lab.example>' ':expect 550 and 5.1.1' \
    DATA ':expect 354' 'Subject: ${NAME} </script> `x`' '.a dot, and => a formula' . ':expect 250 and 2.0.0'
check "an ending that names no format is 64" ends 64 'EHLO x\n:export x.pdf\nQUIT\n' --practice
check "and the formats are listed" holds "$out" 'It is one of .txt, .md, .html, .json, .cast and .smtpx.'

# --- the script, played against the same server
check "smtpx: the script passes at the same server" exits 0 "$smtpx" run out.smtpx
check "smtpx: with all that it expects" in_order "$out" 'Expected 550 and 5.1.1: passed' 'Expected 250 and 2.0.0: passed'
check "smtpx: and hands the same message over" in_order "$out" 'C: Subject: ${NAME} </script> `x`' 'C: .a dot, and => a formula'
sed 's/:expect 550 and 5.1.1/:expect 250/' out.smtpx >wrong.smtpx
check "smtpx: it fails where the server answers otherwise" exits 1 "$smtpx" run wrong.smtpx

# --- replay
check "a recording is replayed without any server" ends 0 ':replay session.ndjson\n:export again.txt\n:export again.smtpx\n' --plain
check "it says when it was recorded" matches "$out" 'note: Replay of session.ndjson: [0-9]+ events, recorded 20[0-9-]+ [0-9:]+ UTC with smtpx'
check "its replies are explained as they were" in_order "$out" 'S: 550 5.1.1 <nobody@lab.example>' 'server 550 PERM: No such mailbox' 'C: QUIT' 'S: 221' 'The recording ends here.'
check "it exports like the session" eval 'grep -v "^note" out.txt | while IFS= read -r line; do grep -qFx -- "$line" again.txt || { echo "  $line"; exit 1; }; done'
check "also as a script" in_order again.smtpx ":connect 127.0.0.1:$postfix_port" 'RCPT TO:<nobody@lab.example>' ':expect 550 and 5.1.1' ':expect 221' ':expect closed'
head -c -7 session.ndjson >torn.ndjson
check "a torn last line is told, and is no error" ends 0 ':replay torn.ndjson\n' --plain
check "all before it is shown" in_order "$out" 'The last line is torn' 'S: 550 5.1.1'
sed '5s/.*/{"t":0,"from":"server"}/' session.ndjson >bad.ndjson
check "a bad line is 65" ends 65 ':replay bad.ndjson\n' --plain
check "and named" holds "$out" 'bad.ndjson, line 5: '
check "no file is 66" ends 66 ':replay nothing.ndjson\n' --plain

# --- the practice server, with TLS and a login
login='EHLO lab.example
:starttls
:auth PLAIN student env:CANARY
:auth LOGIN student env:CANARY
QUIT
'
for format in txt md html json cast smtpx; do login+=":export login.$format\n"; done
ends 0 "$login" --record login.ndjson --practice >"$scratch/login" || true
check "STARTTLS and a login are recorded" in_order login.ndjson ':starttls' '"from":"tls"' ':auth PLAIN student env:CANARY' 'AUTH PLAIN [hidden]' '"secret":true'
check "each line is an event" is_recording login.ndjson
check "LS01: the password stands in no recording, in no export, and nowhere else" kept_nowhere
check "LS01: nor in the files of the session" no_canary login.*
check "the script takes it from where it was" in_order login.smtpx ':practice' ':starttls' ':expect 250' ':auth PLAIN student env:CANARY' ':expect 535'

check "the script passes at the practice server, with STARTTLS and the logins" exits 0 "$smtpx" run login.smtpx
check "LS01: and the password is still kept nowhere" kept_nowhere

# --- what is never written over
echo mine >existing.ndjson
ln -s existing.ndjson link.ndjson
ln -s nowhere.ndjson dangling.ndjson
mkfifo fifo.ndjson
for name in existing link dangling fifo; do
    check "LS06: --record leaves a file of the name $name alone, goes on, and ends with 1" ends 1 'EHLO x\nQUIT\n' --record "$name.ndjson" --practice
    check "LS06: $name: and says so loudly" in_order "$out" 'error: The session is NOT recorded.' 'S: 221'
    check "LS06: $name: :export does the same" eval "cp /dev/null x; ln -sf $name.ndjson $name.txt; ends 1 'EHLO x\n:export $name.txt\nQUIT\n' --practice && holds \"\$out\" 'error: $name.txt'"
done
check "LS06: the file is as it was" holds existing.ndjson mine
check "LS06: nothing was made behind the link" test ! -e nowhere.ndjson
check "LS06: a folder that is not there is told" ends 1 'EHLO x\nQUIT\n' --record nowhere/x.ndjson --practice
# A limit on the size of files stands in for a full disk.
{ for _ in $(seq 12); do echo 'EHLO lab.example'; done && echo QUIT; } >"$scratch/in"
check "LS06: a full disk stops the recording, not the session" exits 1 \
    bash -c '(trap "" XFSZ && ulimit -f 4 && exec "$0" "$@") | cat; exit "${PIPESTATUS[0]}"' "$smtpx" --record full.ndjson --practice <"$scratch/in"
check "LS06: it is told once" test "$(grep -c 'error: The recording has STOPPED. full.ndjson: could not write it' "$out")" -eq 1
check "LS06: the session goes on to its end" in_order "$out" 'has STOPPED' 'C: QUIT' 'S: 221'
check "LS06: what was written before is whole" is_recording full.ndjson
{ echo 'EHLO x'; echo ':record gone.ndjson'; until_true 10 test -s gone.ndjson; rm -f gone.ndjson; echo NOOP; echo QUIT; } |
    exits 1 "$smtpx" --practice
check "LS06: a recording that is removed meanwhile is told" holds "$out" 'gone.ndjson was removed while it was written.'

# --- :record in the middle, and the made name
check "a recording can begin in the middle" ends 0 'EHLO lab.example\n:record\nNOOP\n:record off\nRSET\nQUIT\n' --practice
made=$(ls "$XDG_STATE_HOME"/smtpx/recordings/*.ndjson)
check "LS07: its name is made, in a folder of its own" matches <(echo "$made") '/smtpx/recordings/smtpx-recording-[0-9]{8}-[0-9]{6}\.ndjson$'
check "the folder is for its owner alone" is_mode "$XDG_STATE_HOME/smtpx/recordings" 700
check "it has what came before, and ends with off" eval 'is_recording "$made" && holds "$made" "\"text\":\"EHLO lab.example\"" && holds "$made" NOOP && lacks "$made" RSET'
check "smtpx paths names the folder" eval 'exits 0 "$smtpx" paths && holds "$out" "recordings	$XDG_STATE_HOME/smtpx/recordings"'

# --- whatever ends the program
for signal in KILL TERM HUP INT; do
    rm -f ended.ndjson
    mkfifo "typing.$signal"
    "$smtpx" --record ended.ndjson --practice <"typing.$signal" >"$out" 2>&1 &
    pid=$!
    exec 7>"typing.$signal"
    echo 'EHLO lab.example' >&7
    until_true 10 grep -q 'S: 250 ' "$out"
    kill -"$signal" "$pid"
    wait "$pid" 2>/dev/null
    exec 7>&-
    check "after SIG$signal the recording has everything up to the last event" eval 'is_recording ended.ndjson && holds ended.ndjson "\"answers\":\"EHLO\""'
done

#!/usr/bin/env bash
# smtp-sink in line mode: the content byte for byte, and the refusals that it can be told to make.
source "$(dirname "$0")/servers.sh"

$sudo install -d -m 777 "$scratch/dump"
start_sink -d "$scratch/dump/message."
check "a session in line mode ends with 0" ends 0 \
'EHLO lab.example
MAIL FROM:<teacher@lab.example>
RCPT TO:<student@lab.example>
DATA
Subject: To the sink

.dot
..two
caf\0303\0251 \0377
.
QUIT
' "127.0.0.1:$sink_port"
check "greeting, EHLO, MAIL and RCPT are OK" in_order "$out" 'S: 220' 'server 220 OK' 'C: EHLO' 'server 250 OK' \
    'C: MAIL' 'server 250 OK' 'C: RCPT' 'server 250 OK'
check "DATA is to be continued, the end is OK, and so is QUIT" in_order "$out" 'C: DATA' 'S: 354' 'server 354 MORE' \
    'C: .' 'server 250 OK' 'C: QUIT' 'S: 221' 'server 221 OK'
dumped() { $sudo sh -c "cat '$scratch'/dump/message.*" >"$scratch/message" && grep -q two "$scratch/message"; }
check "the sink has the message" until_true 10 dumped
sed '1,/^\r*$/d' "$scratch/message" | tr -d '\r' | sed '/^$/d' >"$scratch/body"
printf '.dot\n..two\ncaf\303\251 \377\n' >"$scratch/expected"
check "with its dots as typed, and its eight-bit bytes as they were" diff "$scratch/expected" "$scratch/body"

session='EHLO lab.example\nMAIL FROM:<a@lab.example>\nRCPT TO:<b@lab.example>\n'
start_sink -f rcpt
check "a recipient refused for good ends the run with 1" ends 1 "$session" "127.0.0.1:$sink_port"
check "and is told as permanent" in_order "$out" 'C: RCPT' 'S: 5' 'PERM:'
start_sink -q data
check "a connection that breaks off after DATA ends the run with 75" ends 75 "${session}DATA\n" "127.0.0.1:$sink_port"
start_sink -r rcpt
check "a recipient refused for now ends the run with 75" ends 75 "$session" "127.0.0.1:$sink_port"
check "and is told as temporary" in_order "$out" 'C: RCPT' 'S: 4' 'TEMP:'
start_sink -e -p
check "a server without EHLO refuses it" ends 0 'EHLO x\nHELO x\nQUIT\n' "127.0.0.1:$sink_port"
check "and HELO works" in_order "$out" 'C: EHLO x' 'PERM:' 'C: HELO x' 'server 250 OK'

#!/usr/bin/env bash
# A whole session with a real Postfix, in line mode; the message must be in the mailbox.
source "$(dirname "$0")/servers.sh"

start_postfix
check "a session in line mode ends with 0" ends 0 \
'EHLO lab.example
MAIL FROM:<teacher@lab.example>
RCPT TO:<nobody@lab.example>
RCPT TO:<someone@elsewhere.example>
RCPT TO:<student@lab.example>
DATA
Subject: The first session
From: teacher@lab.example

.a line that begins with a dot
..
last line
.
QUIT
' "127.0.0.1:$postfix_port"
check "the greeting, EHLO and MAIL are OK" in_order "$out" \
    'S: 220 mx.lab.example ESMTP' 'server 220 OK' 'C: EHLO lab.example' 'S: 250-mx.lab.example' 'server 250 OK' \
    'C: MAIL FROM:<teacher@lab.example>' 'S: 250 2.1.0 Ok' 'server 250 OK'
check "the unknown recipient is refused for good" in_order "$out" \
    'C: RCPT TO:<nobody@lab.example>' 'S: 550 5.1.1 <nobody@lab.example>: Recipient address rejected' 'server 550 PERM'
check "the foreign recipient is refused as relaying" in_order "$out" \
    'C: RCPT TO:<someone@elsewhere.example>' 'S: 554 5.7.1 <someone@elsewhere.example>: Relay access denied' 'server 554 PERM'
check "the known recipient is accepted" in_order "$out" \
    'C: RCPT TO:<student@lab.example>' 'S: 250 2.1.5 Ok' 'server 250 OK'
check "DATA is to be continued" in_order "$out" 'C: DATA' 'S: 354 End data with <CR><LF>.<CR><LF>' 'server 354 MORE'
check "the content is shown as typed, and the second dot is told of" in_order "$out" \
    'C: .a line that begins with a dot' 'second dot' 'C: ..' 'second dot' 'C: last line'
check "the message is queued" in_order "$out" 'C: .' 'S: 250 2.0.0 Ok: queued as' 'server 250 OK'
check "QUIT is OK" in_order "$out" 'C: QUIT' 'S: 221 2.0.0 Bye' 'server 221 OK'

check "Postfix delivers the message" until_true 20 has_delivery
delivery >"$scratch/message"
check "the sender of the envelope is right" holds "$scratch/message" 'Return-Path: <teacher@lab.example>'
check "the recipient of the envelope is right" holds "$scratch/message" 'Delivered-To: student@lab.example'
check "the name of EHLO is in the trace" holds "$scratch/message" 'from lab.example ('
check "the header arrived" holds "$scratch/message" 'Subject: The first session'
sed '1,/^\r*$/d' "$scratch/message" >"$scratch/body"
printf '.a line that begins with a dot\n..\nlast line\n' >"$scratch/expected"
check "the body arrived exactly, its dots as typed" diff "$scratch/expected" "$scratch/body"

check "a session with only a refused recipient ends with 1" ends 1 \
    'EHLO lab.example\nMAIL FROM:<a@lab.example>\nRCPT TO:<nobody@lab.example>\n' "127.0.0.1:$postfix_port"
check "DATA without a recipient is refused" ends 0 \
    'EHLO lab.example\nMAIL FROM:<a@lab.example>\nDATA\nSubject: never sent\n.\nQUIT\n' "127.0.0.1:$postfix_port"
check "CP18: and the content stays here" in_order "$out" 'C: DATA' 'S: 554 5.5.1 Error: no valid recipients' 'C: QUIT' 'S: 221'
check "CP18: not one line of it went out" lacks "$out" 'C: Subject'
check "unknown commands are refused with their severity" ends 0 'FROB\nQUIT\n' "127.0.0.1:$postfix_port"
check "as permanent" in_order "$out" 'C: FROB' 'S: 50' 'PERM:'

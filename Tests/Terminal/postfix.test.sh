#!/usr/bin/env bash
# A whole session with a real Postfix on the full screen; the message must be in the mailbox.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

start_postfix
start_screen 120 36 "$smtpx" "127.0.0.1:$postfix_port"
check "the greeting is shown as it came" until_shown '◀ 220 mx.lab.example ESMTP Postfix'
check "the greeting is OK" until_told '✓ OK   220'
check "OK is green" colored 28 '✓ OK'
check "the status line names the server" until_shown "smtpx  127.0.0.1:$postfix_port"
check "the status line has the verdict" until_shown '✓ 220 OK'
check "the prompt asks for a hello" until_shown 'HELLO>'

check "EHLO is OK" send_line 'EHLO lab.example' '✓ OK +250 Hello accepted'
check "EHLO's lines are folded" verdict 'EHLO lab.example' '◀ 250-mx\.lab\.example +\[\+[0-9]+ lines\]'
check "the prompt is READY" until_shown 'READY>'
check "MAIL is OK" send_line 'MAIL FROM:<teacher@lab.example>' '✓ OK +250'
check "the prompt is MAIL" until_shown 'MAIL>'

check "an unknown recipient is PERM" send_line 'RCPT TO:<nobody@lab.example>' '✗ PERM 550 .*5\.1\.1'
check "its reply is shown as it came" verdict 'RCPT TO:<nobody@lab.example>' '◀ 550 5\.1\.1 <nobody@lab\.example>: Recipient address rejected'
check "PERM is red" colored 196 '✗ PERM'
check "the status line has it too" until_shown '✗ 550 PERM'
check "the panel marks the code" until_matched '>✗ 550 Mailbox unavailable'
check "the panel explains it" until_shown 'No such mailbox' 'At fault: the address'
check "a foreign recipient is PERM" send_line 'RCPT TO:<someone@elsewhere.example>' '✗ PERM 554'
check "its reply is shown as it came" verdict 'RCPT TO:<someone@elsewhere.example>' '◀ 554 5\.7\.1 <someone@elsewhere\.example>: Relay access denied'
check "the panel follows" until_matched '>✗ 554 '
check "a known recipient is OK" send_line 'RCPT TO:<student@lab.example>' '✓ OK +250 .*2\.1\.5'
check "the status line counts the recipients" until_shown 'MAIL open, 1 rcpt, 2 refused'
check "the prompt is RCPT" until_shown 'RCPT>'

check "DATA is to be continued" send_line 'DATA' '→ MORE +354'
check "MORE is cyan" colored 31 '→ MORE'
check "the prompt says how to end the content" until_shown '. to end>'
enter 'Subject: On the full screen'
enter ''
enter '.a line that begins with a dot'
check "the second dot is told of" until_shown 'It was sent with a second dot'
enter '..'
enter ':quit is content here'
enter 'last line'
check "the content is shown as typed" until_shown 'Subject: On the full screen' '.a line that begins with a dot' ':quit is content here'
enter '.'
check "the message is accepted" until_told '✓ OK +250 Message accepted'
check "Postfix has queued it" until_shown '250 2.0.0 Ok: queued as'
check "QUIT is OK" send_line 'QUIT' '✓ OK +221'
check "the end is told" until_shown 'The session ended with QUIT'
check "the screen stays after QUIT" until_shown '[Input]'
press C-d
check "^D leaves with 0" ends_with 0

check "Postfix delivers the message" until_true 20 has_delivery
delivery >"$scratch/message"
check "the sender of the envelope is right" holds "$scratch/message" 'Return-Path: <teacher@lab.example>'
check "the header arrived" holds "$scratch/message" 'Subject: On the full screen'
sed '1,/^\r*$/d' "$scratch/message" >"$scratch/body"
printf '.a line that begins with a dot\n..\n:quit is content here\nlast line\n' >"$scratch/expected"
check "the body arrived exactly, its dots as typed" diff "$scratch/expected" "$scratch/body"

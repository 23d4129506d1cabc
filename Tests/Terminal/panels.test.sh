#!/usr/bin/env bash
# The tabs of the panel, with the practice server: what they tell, how they follow, and how one moves among them.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

start_screen 120 36 "$smtpx" --practice
until_shown 'HELLO>' '[Codes] Server'
press F5
check "F5 opens the page of the server" until_shown '[Server]' 'Software (a guess)'
check "it names the software, and why" until_shown "SMTP Explorer's practice" 'its greeting: 220'
check "it says that EHLO is missing" until_shown 'EHLO your.name asks'
press F5
send_line 'EHLO me.example' '✓ OK +250'
enter ':panel server'
check ":panel server opens it, and the input keeps the focus" until_shown '[Server]' '[Input]'
check "limits are in human units" until_shown '10 MiB (10,485,760 bytes)'
press F5
press End
check "the end of the page can be reached" until_shown 'The server answers HELP.'
press Right
check "Right goes to the next tab" until_shown '[TLS]'
press Right
check "and to the next" until_shown '[Message]' 'No message was begun'
press Escape
until_shown '[Input]'

send_line 'MAIL FROM:<me@me.example> SIZE=2048' '✓ OK +250'
check "the message's page follows: the sender" until_shown '<me@me.example>' 'declared: 2 KiB'
send_line 'RCPT TO:<student@practice.test>' '✓ OK +250'
send_line 'RCPT TO:<nobody@practice.test>' '✗ PERM 550'
check "and each recipient's verdict" until_matched '✗ .*<nobody@practice.test>: 550'
send_line 'DATA' '→ MORE +354'
enter 'Subject: panels'
enter ''
enter '.a dot'
check "content is shown as it was sent" until_matched '3 dot +\.\.a dot'
check "and counted" until_shown 'so far 3 lines, 27 bytes'
send_line '.' '✓ OK +250'
# Not free of questions: the practice server takes the message at once.
check "the verdict stands there" until_shown 'accepted'
send_line 'MAIL FROM:<again@me.example>' '✓ OK +250'
check "the message before stays in sight" until_shown 'The message before'
send_line 'RSET' '✓ OK +250'
check "a message that was given up is told" until_shown 'given up'

press F8
until_shown '[Help]'
press Escape
until_shown '[Input]'
write 'RCPT TO:'
check "the help begins with what is typed" until_shown 'RCPT TO:<forward-path> [parameters]' 'Usual replies'
press C-u
check "and is general again when nothing is" until_shown 'While you type'
write ':auth'
press F1
check "F1 explains the command that is typed" until_shown ':auth [MECHANISM] [USER]'
press Escape
until_shown '[Input]'
press C-u
typed ''

press F2
until_shown '[Codes]' 'found'
write '550'
check "a number finds its code" until_shown 'Find: 550'
press Right
check "Right opens its enhanced codes" until_shown '5.1.1 No such mailbox'
press Left
check "Left closes them" until_gone '5.1.1 No such mailbox'
press Escape
press M-g
press M-g
check "Alt-G groups by command" until_shown 'After '
press M-+
check "Alt-+ makes the panel wider" until_shown 'The panel has 49 columns'
press M-z
check "Alt-Z gives it the whole screen" until_gone 'Transcript'
press M-z
resize_screen 80 24
check "in a smaller window it covers the transcript" until_shown '[Codes] Server'
press M-+
check "there it cannot be wider, and says so" until_shown 'The panel has the whole width here'
press Escape
until_shown '[Input]'
enter ':quit'
check "the program ends well" ends_with 0

# The same facts where there is no screen.
printf 'EHLO me.example\n:panel server\nQUIT\n' | "$smtpx" --practice --plain >"$scratch/plain" 2>&1
check "line mode prints the page" grep -q '^message: 10 MiB (10,485,760 bytes)$' "$scratch/plain"

# A hostile offer: many keywords, long ones, and escapes.
offer=$(printf '250-X%d\\x1b[31m \\x9b2J\\r\\n' $(seq 200))
start_fake "send 220 mx.example\\x1b[2J ESMTP\\r\\n
read
send 250-mx.example\\r\\n$offer
send 250 HELP\\r\\n
drain"
start_screen 120 36 "$smtpx" "127.0.0.1:$fake_port"
until_shown 'HELLO>'
send_line 'EHLO x' '✓ OK +250'
press F5
check "a hostile offer is shown escaped" until_shown 'mx.example\x1B[2J'
press End
check "and ends" until_shown 'more keywords'
check "the frame stands" until_matched '^┌ .*\[Server\].*┐$'
press Escape
until_shown '[Input]'
enter ':disconnect'
enter ':quit'
check "the program ends well after that" ends_with 0

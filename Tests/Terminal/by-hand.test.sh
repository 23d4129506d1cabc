#!/usr/bin/env bash
# What helps a hand that types: Tab, a paste sent in one write, the byte view, and the question before a message is committed.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

start_screen 120 36 "$smtpx" --practice
until_shown 'HELLO>'
write 'EHL'
press Tab
check "Tab completes a command" typed 'EHLO'
write 'x'
press Enter
until_matched '✓ OK +250'
write 'MAIL FROM:<a@practice.test> SIZ'
press Tab
check "Tab completes a parameter that the server offers" typed 'MAIL FROM:<a@practice.test> SIZE='
write '10'
press Enter
check "and it is accepted" until_shown 'Sender <a@practice.test> accepted'
write ':set mod'
press Tab
write 's'
press Tab
check "Tab completes a setting and its value" typed ':set mode safe'
press Enter
until_shown 'mode is now safe'
write ':reco'
check "a menu over the input shows what could stand there, with explanations" \
    until_matched ':reconnect +connects to the last target again'
press C-c

paste $'RCPT TO:<student@practice.test>\nRCPT TO:<teacher@practice.test>\nDATA\n'
check "several pasted lines are asked about" until_shown '3 lines were pasted'
press M-Enter
check "Alt-Enter sends all pasted lines, and content may follow" until_shown '. to end>'
check "each recipient is accepted" until_shown 'Recipient <teacher@practice.test> accepted'
enter '.dot'
enter '.'
check "the dot is asked about first" until_shown 'This commits the message for 2 recipients at the practice server.'
enter 'no'
check "no keeps the content open" until_shown 'Nothing was committed.' '. to end>'
press M-v
check "Alt-V shows bytes: line ends, and the dot that was stuffed" until_shown '·.dot␍␊'
press M-v
until_gone '␍␊'
enter '.'
until_shown 'Send it?'
enter 'yes'
check "yes commits it" until_shown 'Message accepted'

#!/usr/bin/env bash
# What helps while a line is typed: the menu of Tab, the grey suggestion, the list of commands, the search in the history,
# the question about a paste, and a paste whose end never comes.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

mkdir -p "$scratch/files/box"
: >"$scratch/files/one letter.eml"
: >"$scratch/files/.secret.eml"
: >"$scratch/files/box/inner.eml"

# until_colored PATTERN: the screen with its colours matches. A line gets its colours when the typing rests.
is_colored() { grep -qE -- "$1" <<<"$(screen_colors)"; }
until_colored() {
    until_true "$patience" is_colored "$1" && return 0
    echo "  no colours like $1" && screen_colors | cat -v | sed 's/^/  | /'
    return 1
}
# grey TEXT: it is on the screen, suggested in grey.
grey() { until_colored $'\e\\[38;5;243m(\e\\[[0-9;]*m)?'"$1"; }

start_screen 120 36 "$smtpx" --practice
until_shown 'HELLO>'
send_line 'EHLO x' '✓ OK +250'
write 'R'
press Tab
check "Tab shows what could stand there, with explanations" until_shown '  RCPT TO:<  adds one recipient' '  RSET '
press Tab
check "a second Tab chooses the first" until_matched '> (RSET|RCPT)'
press Escape
check "Esc closes the menu" until_gone 'adds one recipient'
check "and leaves the line" typed 'R'
press C-u

write ':message '"$scratch"'/files/'
press Tab
check "files are offered, without the hidden ones" until_shown '  one letter.eml' '  box/  '
check "without the hidden ones" eval '! screen_text | grep -q secret'
write 'o'
press Tab
check "a blank in a name is written as the line wants it" typed ":message $scratch/files/one\\ letter.eml"
press C-u
write ':message '"$scratch"'/files/b'
press Tab
press Tab
check "a folder opens" typed ":message $scratch/files/box/inner.eml"
press C-c

write 'MAIL'
check "the grammar is suggested in grey" grey ' FROM:<'
press End
check "End takes the suggestion" typed 'MAIL FROM:<'
write 'a@practice.test'
press Right
check "the closing bracket is suggested" typed 'MAIL FROM:<a@practice.test>'
check "the verb has a colour of its own" until_colored $'\e\\[38;5;[0-9]+mMAIL'
press Enter
until_shown 'Sender <a@practice.test> accepted'
write 'MAI'
check "the line that was typed before is suggested" grey 'L FROM:<a@practice.test>'
press M-f
check "Alt-F takes a word of it" typed 'MAIL'
press C-u
write 'RCPT TO:a b'
check "what is wrong is underlined" until_colored $'\e\\[([0-9]+;)*4[;m]'
press C-u

write ':'
check "a colon lists the commands" until_shown ':connect' 'opens a connection'
write 'exp'
check "which typing narrows" until_shown '  :expect' '  :export' '  :explain'
write 'lain 550'
press Enter
check "Enter sends a line that was typed fast" until_shown 'Explanation'
press Escape
until_gone 'Explanation'
press M-x
check "Alt-X lists them, too, the last one first" until_matched '^. +:explain'
press C-c

write 'NO'
press C-r
check "^R searches for what is typed" until_shown 'search the history>'
press C-u
write 'from'
check "and shows all matches" until_matched '> MAIL FROM:<a@practice.test>'
press Enter
check "Enter puts the line into the input" typed 'MAIL FROM:<a@practice.test>'
press C-u
write 'NO'
press C-r
until_shown 'search the history>'
press Escape
# Escape and a key right behind it would be Alt with that key.
until_gone 'search the history>'
check "Esc gives back what was typed" typed 'NO'
press C-u

enter 'RSET'
until_matched '✓ OK +250 Transaction dropped'
paste $'NOOP first\nVRFY nobody\nNOOP last\n'
check "several pasted lines are asked about" until_shown '3 lines were pasted' 'one per reply'
press Enter
check "one per reply stops at a failure" until_shown 'Stopped at the 550: 1 line is not sent'
check "the rest waits in the input" typed 'NOOP last'
press C-c
check "^C drops it" typed ''

# SG07: the end of a paste that never comes.
mux send-keys -t test -H 1b 5b 32 30 30 7e 4e 4f 4f 50 20 74 6f 72 6e
check "SG07: a paste without its end comes in after a moment" typed 'NOOP torn'
write 'x'
check "SG07: and typing goes on" typed 'NOOP tornx'
press C-c
check "SG07: and so do the keys" typed ''

for size in '80 24' '40 12' '20 5'; do
    # shellcheck disable=SC2086
    resize_screen $size
    write ':'
    check "the list of commands fits $size" until_matched ':connect|:explain'
    press C-c
    check "^C closes it and empties the line, at $size" typed ''
done

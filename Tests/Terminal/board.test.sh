#!/usr/bin/env bash
# The board of a class: rows that change with what students do, one student in full, and the end in peace.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

# start_board COLUMNS ROWS [OPTIONS…]: the board in the window, its server on $port, as process $board_pid.
start_board() {
    local columns=$1 rows=$2
    shift 2
    port=$(free_port)
    start_screen "$columns" "$rows" "$smtpx" serve --listen "127.0.0.1:$port" --board "$@"
    until_matched 'Nobody'
    board_pid=$(about '#{pane_pid}')
}
# say DESCRIPTOR LINE: sends a line, and reads the last line of its reply into $reply.
say() {
    printf '%s\r\n' "$2" >&"$1"
    hear "$1"
}
hear() {
    while read -r -t 10 reply <&"$1"; do [ "${reply:3:1}" = - ] || return 0; done
    return 1
}

start_board 120 36 --lesson say-hello --events "$scratch/board.ndjson"
check "an empty board says how to connect" until_shown "smtpx --lesson say-hello, then :connect 127.0.0.1:$port" 'only this machine can reach it'
exec 5<>"/dev/tcp/127.0.0.1/$port"
hear 5
check "a client is there before it says its name" until_matched 'not yet known +HELLO .*✓ 220 OK .*0/4 .*127\.0\.0\.1'
say 5 'EHLO anna'
check "then the row has its name, what it did and its step" \
    until_matched '> anna +READY .*EHLO anna .*✓ 250 OK .*1/4 +▰▱▱▱'
exec 6<>"/dev/tcp/127.0.0.1/$port"
hear 6
say 6 'EHLO ben'
say 6 'RCPT TO:<nobody@practice.test>'
check "a refusal is shown with sign, code and word" until_matched 'ben +READY .*RCPT TO:<nobody.*✗ 503 PERM'
say 6 'EHLO ben' && say 6 'NOOP'
check "the steps of each student are their own" until_matched 'ben .*NOOP .*✓ 250 OK .*3/4 +▰▰▰▱'
press s
check "sorted by step, the one who is behind stands first" until_matched '> anna'
press Down Enter
check "Enter shows the last commands and replies of one" \
    until_shown 'C: RCPT TO:<nobody@practice.test>' 'S: ✗ 503' 'lesson  say-hello 3/4' 'now: Say goodbye' 'C: NOOP'
say 6 'QUIT'
check "and what comes while one looks" until_shown 'C: QUIT' 'S: ✓ 221' 'all done'
press Escape
check "who has left stays, with a word" until_matched '> ben +left .*QUIT .*4/4 +▰▰▰▰'
check "idle times go on" until_matched 'anna .* ([2-9]|[0-9]{2}) s'

# Whatever a client calls itself, nothing of it reaches the terminal.
exec 7<>"/dev/tcp/127.0.0.1/$port"
hear 7
title=$(about '#{pane_title}')
printf 'EHLO \e]0;PWNED\a\e[2J\xc2\x9b31m\r\n' >&7
hear 7
check "a hostile name is shown escaped" until_shown 'EHLO \x1B]0;PWNED'
check "and does not set the terminal's title" test "$(about '#{pane_title}')" = "$title"
printf 'EHLO \xe2\x80\xae\xf0\x9f\x92\xa3evil\r\n' >&7
hear 7
check "the rows stand where they stood" until_matched '^> ben +left'
exec 7>&-

for size in 80x24 40x12 20x5; do
    resize_screen "${size%x*}" "${size#*x}"
    check "$size shows who is here" until_matched '^. anna +READY'
done
resize_screen 100 30

for line in 'MAIL FROM:<a@practice.test>' 'RCPT TO:<bob@practice.test>' DATA; do say 5 "$line"; done
check "a student is in the middle of a message" until_matched 'anna +DATA .*→ 354 MORE'
kill -TERM "$board_pid"
check "SIGTERM lets the message end" until_shown 'Ending: messages under way may still end'
say 5 $'Subject: x\r\n\r\nlast words\r\n.'
check "which is taken" test "${reply:0:3}" = 250
hear 5
check "and then the session ends" test "${reply:0:3}" = 421
exec 5>&- 6>&-
check "the program ends with 0" ends_with 0
check "off its own screen" alternate 0
check "and says what there was" until_matched 'students were here, and 1 message was taken'
check "the events were written meanwhile" holds "$scratch/board.ndjson" \
    '"event":"lesson-step","student":"ben","lesson":"say-hello","step":4'

# From a shell, as a teacher has it.
start_shell 80 24
port=$(free_port)
enter "\$SMTPX serve --listen 127.0.0.1:$port --board --theme projector --ascii; echo code \$?; stty -a | grep -o ' icanon\| echo '"
check "a theme and ASCII: the board" until_shown 'Nobody is here yet'
press C-c
check "^C asks" until_shown 'Stop the server? y stops it, n goes on.'
press n
check "n goes on" until_gone 'Stop the server?'
press q y
check "q and y end it with 0" until_shown 'code 0'
check "the terminal is as it was" until_shown 'icanon' 'echo'
check "with nobody there was nothing" until_shown '0 students were here, and 0 messages were taken'

# Somebody who never ends a message does not hold up who wants to go home.
start_board 80 24 --class
exec 5<>"/dev/tcp/127.0.0.1/$port"
hear 5
for line in 'EHLO anna' 'MAIL FROM:<a@practice.test>' 'RCPT TO:<bob@practice.test>' DATA; do say 5 "$line"; done
press q y
check "the board waits for the message" until_shown 'q ends at once'
press q
check "and not when q is pressed once more" ends_with 0
check "it says what there was" until_matched '1 student was here, and 0 messages were taken'
exec 5>&-
start_board 80 24 --class
exec 5<>"/dev/tcp/127.0.0.1/$port"
hear 5
for line in 'EHLO anna' 'MAIL FROM:<a@practice.test>'; do say 5 "$line"; done
kill -TERM "$board_pid"
check "the same with a signal" until_shown 'q ends at once'
kill -TERM "$board_pid"
check "and a second one" ends_with 0
check "off its own screen" alternate 0
exec 5>&-

check "without a terminal the line log is named" exits 64 "$smtpx" serve --listen 127.0.0.1:0 --board
check "which is said" holds "$err" 'Without --board, smtpx serve prints what happens line by line'
start_screen 80 24 env TERM=dumb "$smtpx" serve --listen 127.0.0.1:0 --board
check "TERM=dumb has no board" ends_with 64
check "and the line log is named" until_shown 'Without --board'
check "--theme without --board is 64" exits 64 "$smtpx" serve --theme dark
check "--events - and --board are 64" exits 64 "$smtpx" serve --board --events -

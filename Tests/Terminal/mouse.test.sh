#!/usr/bin/env bash
# The mouse under tmux: clicks, the wheel and the divider, and that the terminal has it back whenever it should.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

# Columns are characters here, not bytes.
export LC_ALL=C.UTF-8

# report BUTTON COLUMN ROW M|m: one SGR report, places counted from 1.
report() { mux send-keys -t test -l $'\e'"[<$1;$2;$3$4"; }
click() { report 0 "$1" "$2" M && report 0 "$1" "$2" m; }
# place TEXT: column and row of its first place on the screen, counted from 1.
place() {
    local line before row=0
    while IFS= read -r line; do
        row=$((row + 1))
        before=${line%%"$1"*}
        [ "$before" = "$line" ] || { echo "$((${#before} + 1)) $row" && return; }
    done <<<"$(screen_text)"
}
click_on() {
    local at
    at=$(place "$1")
    [ -n "$at" ] || { echo "  nowhere: $1" && show_screen && return 1; }
    # shellcheck disable=SC2086
    click $at
}
# 1003 would report every motion; the program wants buttons, and motion while one is held.
mouse_is() { [ "$(about '#{mouse_button_flag}#{mouse_all_flag}#{mouse_sgr_flag}')" = "$1" ]; }

start_screen 120 36 "$smtpx" --practice
until_shown 'HELLO>'
check "the mouse is the program's, in SGR form" until_true "$patience" mouse_is 101
enter 'EHLO x'
until_shown 'READY>'
enter 'RCPT TO:<550@practice.test>'
until_told 'PERM'

click_on '[+11 lines]'
check "a click focuses the transcript" until_shown '[Transcript]'
click_on '[+11 lines]'
check "one more opens the entry" until_shown '250 HELP'
press Escape
until_shown 'F4 TLS'
click_on 'F4 TLS'
check "a click on a key of the key bar is that key" until_shown '[TLS]'
click_on ' Msg '
check "a click on a tab of the panel opens it" until_shown '[Message]'
click_on 'Codes'
check "and back" until_shown '[Codes]'

divider=$(place ┬)
divider=${divider% *}
report 0 "$divider" 10 M
report 32 "$((divider - 12))" 11 M
report 0 "$((divider - 12))" 11 m
moved() { [ "$(place ┬)" = "$((divider - 12)) 2" ]; }
check "the divider is dragged" until_true "$patience" moved

for _ in 1 2 3 4 5 6 7 8 9 10; do report 64 10 10 M; done
check "the wheel scrolls the transcript" until_told '220 mail.practice.test'
click_on 'READY>'
check "a click in the input focuses it" until_shown '[Input]'
write 'NOOP tail'
until_shown 'NOOP tail'
at=$(place 'NOOP tail')
click "$((${at% *} + 5))" "${at#* }"
write 'long'
check "and moves the cursor" until_shown 'NOOP longtail'
press C-c

press M-m
check "Alt-M gives the mouse back" until_true "$patience" mouse_is 000
check "and says so" until_shown "The mouse is the terminal's"
press M-m
check "and takes it again" until_true "$patience" mouse_is 101
enter ':set mouse off'
check ":set mouse off gives it back" until_true "$patience" mouse_is 000
enter ':set mouse on'
until_true "$patience" mouse_is 101
press C-d
check "^D leaves with 0" ends_with 0

# ^Z and a signal: never on while the shell has the terminal.
start_shell 100 30
enter '"$SMTPX" --practice'
until_shown 'HELLO>'
until_true "$patience" mouse_is 101
press C-z
until_matched '^\[1\]\+ +Stopped'
check "^Z gives the mouse back" mouse_is 000
enter fg
until_shown 'HELLO>'
check "fg takes it" until_true "$patience" mouse_is 101
kill -SEGV "$(pgrep -P "$(about '#{pane_pid}')" | head -n 1)"
until_matched 'shell\$ *$'
check "a trap gives it back" until_true "$patience" mouse_is 000

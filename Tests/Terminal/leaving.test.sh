#!/usr/bin/env bash
# The terminal is given back as it was, however the program ends, and ^Z and fg work in a shell.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

# The program's process: the one child of the shell in the window.
program() { pgrep -P "$(about '#{pane_pid}')" | head -n 1; }

# The Swift toolchain's own crash reporter would ask questions at a terminal; it has a test of its own below.
export SWIFT_BACKTRACE=enable=no

# run_in_shell: a shell that has shown something, and the program on top of it.
run_in_shell() {
    start_shell 100 30
    enter 'echo earlier; PS1="ready> "'
    until_matched '^ready>'
    enter '"$SMTPX" --practice'
    until_shown 'HELLO>' || return 1
    alternate 1
}

# given_back CODE: the shell has its screen and its settings again, and the program's exit code is CODE.
given_back() {
    until_matched '^ready> *$' && shows_not 'HELLO>' && shows_not 'READY>' || return 1
    until_shown '"$SMTPX" --practice' || return 1
    screen_matches '^earlier$' || { echo "  the earlier text is gone" && show_screen && return 1; }
    alternate 0 || { echo "  still on the alternate screen" && return 1; }
    # The settings while a command runs, not those of the shell's own line editor.
    enter 'echo "code $?"; stty -a >"'"$scratch"'/after"; echo settings'
    until_matched '^settings$' && until_matched "^code $1\$" || return 1
    diff "$scratch/during" "$scratch/after" >"$scratch/diff" || { echo "  the settings differ:" && cat "$scratch/diff" && return 1; }
    [ "$(about '#{mouse_any_flag}#{mouse_standard_flag}#{mouse_button_flag}#{mouse_sgr_flag}')" = 0000 ] ||
        { echo "  mouse reports are still on" && return 1; }
    [ "$(about '#{cursor_flag}')" = 1 ] || { echo "  the cursor is hidden" && return 1; }
    [ "$(about '#{keypad_flag}#{keypad_cursor_flag}')" = 00 ] || { echo "  the keypad is still in application mode" && return 1; }
    # The colours are the terminal's own again.
    grep -q $'\x1b\\[[0-9;]*[1-9]' <<<"$(screen_colors | grep -F settings | tail -n 1)" && echo "  colours are left on" && return 1
    return 0
}

start_shell 100 30
enter 'stty -a >"'"$scratch"'/during"; echo noted'
until_matched '^noted$'

run_in_shell
check "on its own screen, the shell's text is hidden" shows_not earlier
press C-d
check "^D ends it with 0 and gives the terminal back" given_back 0

run_in_shell
enter ':quit'
check ":quit ends it with 0 and gives the terminal back" given_back 0

run_in_shell
write 'half a line'
for signal in TERM:130 HUP:130 INT:130; do
    kill -s "${signal%:*}" "$(program)"
    check "SG04: SIG${signal%:*} gives the terminal back, also with a line half typed" given_back "${signal#*:}"
    run_in_shell
done
for signal in SEGV:139 ABRT:134 ILL:132 TRAP:133 BUS:135 FPE:136 QUIT:131; do
    kill -s "${signal%:*}" "$(program)"
    check "SG04: a trap with SIG${signal%:*} gives the terminal back, and is seen by the shell" given_back "${signal#*:}"
    run_in_shell
done

# The toolchain's crash reporter returns when it is done, for the fault to happen again; a signal from outside does not.
unset SWIFT_BACKTRACE
start_with_reporter() { mux set-environment -g -u SWIFT_BACKTRACE && run_in_shell; }
check "SG04: with the toolchain's crash reporter, the program runs" start_with_reporter
kill -s SEGV "$(program)"
check "SG04: a signal from outside ends it all the same, and gives the terminal back" given_back 139
export SWIFT_BACKTRACE=enable=no
mux set-environment -g SWIFT_BACKTRACE enable=no

run_in_shell
press C-c C-c C-c
check "^C three times does not end it" until_shown 'HELLO>'
check "and it goes on" send_line 'EHLO x' '✓ OK +250'

press C-z
check "SG04: ^Z gives the shell its screen" until_matched '^\[1\]\+ +Stopped'
check "SG04: with its text" until_matched '^earlier$'
check "SG04: and its settings" eval 'enter "stty -a >\"$scratch/after\"; echo stopped-settings" && until_matched "^stopped-settings$" && diff "$scratch/during" "$scratch/after"'
enter fg
check "SG04: fg brings the session back" until_shown 'READY>' '✓ OK   250 Hello accepted'
check "SG04: on its own screen" alternate 1
check "SG04: still connected" send_line 'NOOP' '✓ OK +250'
press C-z
until_matched '^\[1\]\+ +Stopped'
resize_screen 80 24
enter fg
check "SG04: a window that changed meanwhile is filled" until_matched '^┌.{78}┐$'
press C-z
until_matched '^\[1\]\+ +Stopped'
enter 'kill -TERM %1; fg'
check "SG04: TERM while it is stopped ends it" until_true "$patience" eval '[ -z "$(program)" ]'

# Without a shell: the terminal itself goes away.
start_screen 80 24 "$smtpx" --practice
until_shown 'HELLO>'
pid=$(about '#{pane_pid}')
mux kill-session -t =test
check "SG01: it ends when its terminal goes away" until_true 2 eval '! kill -0 "$pid" || grep -q "^State:.Z" /proc/$pid/status'

# A connection that is open does not keep it from leaving.
start_fake 'send 220 stubborn.example ESMTP\r\n
read
send 250 ok\r\n
read
drain'
start_screen 80 24 "$smtpx" "127.0.0.1:$fake_port"
until_shown 'HELLO>'
enter 'EHLO x'
until_shown 'READY>'
press C-d
check "^D with a server that does not answer QUIT waits for it" until_shown '▶ QUIT'
press C-c
check "^C then leaves at once" ends_with 0

#!/usr/bin/env bash
# Reading the transcript: what is new, filters, failures, matches, the timing lane, and copies to the clipboard.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

answers=''
for number in {1..30}; do answers+="read
send 250 2.0.0 reply number $number\\r\\n
"; done
start_fake "send 220 reading.example ESMTP\\r\\n
read
send 250 hello\\r\\n
read
send 550 5.1.1 nobody \\x1b]52;c;b3duZWQ=\\x07 here\\r\\n
$answers
await $scratch/more
send 421 4.3.2 leaving\\r\\n"
start_screen 80 24 env -u WAYLAND_DISPLAY -u DISPLAY PATH=/nowhere "$smtpx" "127.0.0.1:$fake_port"
until_shown 'HELLO>'
send_line 'EHLO x' '✓ OK +250'
send_line 'NOOP refused' '✗ PERM 550'
for number in {1..30}; do enter "NOOP $number" && until_shown "reply number $number"; done

# What is new while one reads further up, also while a line is typed.
press PPage
check "scrolled back, the title says how to return" until_shown 'Alt-End returns'
write 'RSET'
touch "$scratch/more"
check "what comes meanwhile is counted" until_matched '[1-9] new, Alt-End returns'
check "the typed line is kept" typed 'RSET'
press M-End
check "Alt-End goes to the end" until_shown '421 4.3.2 leaving'
check "nothing is new then" shows_not 'Alt-End returns'
press C-c

# Failures.
press F6
until_shown '[Transcript]'
write 'N'
check "N goes to the failure before" until_shown 'Failure 550, 1 of 3'
check "its command is in view, too" until_shown 'NOOP refused'
write 'n'
check "n goes to the next one" until_shown 'Failure 421, 2 of 3'

# Matches.
write '/'
until_shown ':find'
enter 'reply number 1'
check "the match is counted" until_shown 'match 11 of 11'
check "the title counts it, too" until_shown ' match 11 of 11 '
write 'N'
check "N goes to the match before" until_shown 'match 10 of 11'
press Escape
check "Esc leaves the search first" until_gone 'match 10 of 11'
check "and the pane has the focus still" until_shown '[Transcript]'

# The filter.
write 'f'
until_shown ':filter'
enter 'error'
check "a filter says what it leaves" until_matched '\[filter: error\] [0-9]+ of [0-9]+'
check "it leaves the failure with its command" until_shown 'NOOP refused' '✗ PERM 550'
check "it hides the rest" shows_not 'reply number'

# Copies: the server's own sequence stays text, ours arrives in its one form.
press Home
until_shown '[Transcript]'
press Down
write 'y'
check "y says what was copied" until_shown 'Copied 1 line' 'by the terminal'
holds() { [ "$(mux show-buffer 2>/dev/null)" = "$1" ]; }
check "TO03: the clipboard has the reply, with the server's sequence as text" \
    until_true 10 holds '550 5.1.1 nobody \x1B]52;c;b3duZWQ=\x07 here'
enter ':copy exchange'
check ":copy exchange has the command, too" until_true 10 eval '[[ "$(mux show-buffer)" == *"C: NOOP refused"* ]]'
enter ':filter off'
check ":filter off shows all" until_shown 'All entries are shown'

# The lane and the edge.
press M-i
check "the lane shows bars" until_matched '✓ OK +250.* [▏▎▍▌▋▊▉█]+ +[0-9.]+ ms'
press M-i
enter ':note a long note that is longer than this window is wide, so that it can be seen where it ends, or is cut'
check "a note stands between rules" until_shown '── Note ──' '# a long note'
press M-w
check "without wrapping, lines end in an ellipsis" until_matched '# a long note.*…'
for size in '40 12' '20 5' '120 36'; do
    # shellcheck disable=SC2086
    resize_screen $size
    check "the screen works at $size" until_matched '>|CLOSED|not connected'
done
press C-c
mux kill-session -t =test

# The very bytes: of all that the program writes, one control sequence is for the clipboard, and it is ours.
start_fake "send 220 raw.example \\x1b]52;c;b3duZWQ=\\x07\\r\\n
drain"
mkdir -p "$scratch/tools"
cat >"$scratch/tools/xclip" <<TOOL
#!/bin/sh
printf '%s\n' "\$*" >$scratch/xclip.arguments
cat >$scratch/xclip.input
TOOL
chmod +x "$scratch/tools/xclip"
start_screen 80 24 script -qfc "exec env -u WAYLAND_DISPLAY DISPLAY=:9 PATH=$scratch/tools:$PATH $smtpx 127.0.0.1:$fake_port" \
    "$scratch/written"
until_shown 'HELLO>'
enter ':copy reply'
check "the desktop's tool is named" until_shown 'by the terminal and xclip'
plain='220 raw.example \x1B]52;c;b3duZWQ=\x07'
check "and has the text" until_true 10 eval '[ "$(cat "$scratch/xclip.input" 2>/dev/null)" = "$plain" ]'
check "for the clipboard" eval '[ "$(cat "$scratch/xclip.arguments")" = "-selection clipboard" ]'
sequences() { grep -aoE $'\e\\]52;[^\a\e]*[\a\e]' "$scratch/written"; }
check "TO03: exactly one sequence for the clipboard was written, in our form" \
    eval '[ "$(sequences)" = $'"'"'\e]52;c;'"'"'"$(printf %s "$plain" | base64 -w0)"$'"'"'\a'"'"' ]'
check "no process is left over" eval '! pgrep -f "$scratch/tools/xclip" >/dev/null'
mux kill-session -t =test

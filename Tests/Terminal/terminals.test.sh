#!/usr/bin/env bash
# Kinds of terminals, colours and character sets: what they cannot do is replaced, and nothing is lost.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

a_session() {
    until_shown 'HELLO>' && until_told 'OK +220' || return 1
    send_line 'EHLO x' 'OK +250' && send_line 'MAIL FROM:<a@b.example>' 'OK +250' &&
        send_line 'RCPT TO:<550@practice.test>' 'PERM 550' && send_line 'RCPT TO:<450@practice.test>' 'TEMP 450' &&
        send_line 'RCPT TO:<student@practice.test>' 'OK +250' && send_line DATA 'MORE +354'
}
# A scrolling region that ends above the last row would stop the cursor there.
region_is_whole() {
    [ "$(about '#{scroll_region_upper} #{scroll_region_lower}')" = '0 35' ] && return 0
    echo "  scrolling region: $(about 'rows #{scroll_region_upper} to #{scroll_region_lower}') of 0 to 35"
    return 1
}

# 39 and 49 are the terminal's own colours.
has_colors() { grep -qE $'\x1b\\[([0-9;]*;)?([34][0-8]|9[0-7])[;m]' <<<"$(screen_colors)"; }
has_bytes_above_ascii() { LC_ALL=C grep -q $'[\x80-\xff]' <<<"$(screen_text)"; }

for type in vt100 vt220 xterm xterm-256color screen screen-256color tmux-256color linux rxvt ansi; do
    start_screen 120 36 env TERM=$type "$smtpx"
    until_shown 'Transcript' 'F1 Help'
    check "TERM=$type: the first picture leaves every row within reach" region_is_whole
    start_screen 120 36 env TERM=$type "$smtpx" --practice
    check "TERM=$type: a session on the full screen" a_session
    check "TERM=$type: with its frame" until_shown 'Transcript' 'F1 Help'
    case $type in
        vt100 | vt220) check "TERM=$type: without colours" eval '! has_colors' ;;
        *256color) check "TERM=$type: in 256 colours" colored 196 '✗ PERM' ;;
        *) check "TERM=$type: with colours" has_colors ;;
    esac
    enter .
    press C-d
    check "TERM=$type: ^D leaves with 0" ends_with 0
done

# --- no full screen
line_mode() { until_shown 'server 220 OK' && shows_not 'F1 Help'; }
start_screen 100 30 env TERM=dumb "$smtpx" --practice
check "SG06: TERM=dumb is line mode" line_mode
check "SG06: with a notice" until_matched '^smtpx: .*(dumb|full screen)'
enter 'EHLO x'
check "SG06: and a session" until_shown 'server 250 OK'
check "SG06: without an escape sequence" eval 'screen_colors >"$out"; plain_ascii "$out"'
enter QUIT
check "SG06: QUIT is answered" until_shown 'server 221 OK' '(not connected)>'
press C-d
check "SG06: ^D ends it with 0" ends_with 0
start_screen 100 30 env -u TERM "$smtpx" --practice
check "SG06: without TERM it is line mode" line_mode
check "SG06: with a notice" until_matched '^smtpx: TERM is not set'
start_screen 100 30 env TERM=no-such-terminal TERMINFO=/nonexistent "$smtpx" --practice
check "SG06: an unknown TERM is painted as xterm, or line mode" until_told '(OK +220|220 OK)'
check "SG06: with a notice that names it" until_shown no-such-terminal
start_screen 100 30 env TERM=no-such-terminal TERMINFO="$scratch" TERMINFO_DIRS="$scratch" HOME="$scratch" "$smtpx" --practice
check "SG06: no description anywhere" until_told '(OK +220|220 OK)'
check "SG06: is told too" until_shown no-such-terminal
start_screen 100 30 env ACCESSIBLE=1 "$smtpx" --practice
check "ACCESSIBLE is line mode" line_mode
start_fake "send 220 slow.example ESMTP\\r\\n
read
send 250 ok\\r\\n
read
await $scratch/given-up
send 250 2.1.0 late\\r\\n
read
send 221 Bye\\r\\n"
start_screen 100 30 "$smtpx" --plain "127.0.0.1:$fake_port"
check "--plain is line mode" line_mode
check "the prompt waits for a hello" until_shown 'HELLO>'
enter 'EHLO x'
check "a person's session in line mode" until_shown 'server 250 OK' 'READY>'
enter 'MAIL FROM:<a@b.example>'
until_true "$patience" grep -q 'C: MAIL' "$fake_log" # ^C any sooner would take the line back
press C-c
check "^C gives the wait up" until_shown 'No longer waiting'
touch "$scratch/given-up"
check "a reply that comes later is shown" until_shown 'S: 250 2.1.0 late'
press C-d
check "^D leaves with 0" ends_with 0
start_screen 100 30 "$smtpx" --plain --practice
until_shown 'HELLO>'
write 'half a line'
press C-c
enter 'EHLO x'
check "^C cancels a line that is half typed, and never the program" until_shown 'server 250 OK'

# --- colours
start_screen 120 36 env NO_COLOR=1 "$smtpx" --practice
check "NO_COLOR: a session" a_session
check "NO_COLOR: without one colour" eval '! has_colors'
check "NO_COLOR: the words and glyphs are there" until_shown '✓ OK' '✗ PERM' '! TEMP' '→ MORE'
start_screen 120 36 "$smtpx" --color never --practice
check "--color never: a session" a_session
check "--color never: without one colour" eval '! has_colors'

# --- characters
for how in 'env LANG=C' 'env LC_ALL=C' 'env LC_ALL=POSIX' 'env LC_CTYPE=C' 'env LANG=en_US.ISO-8859-1' 'env -u LANG' 'ascii'; do
    option=
    command=$how
    if [ "$how" = ascii ]; then
        command=env
        option=--ascii
    fi
    # shellcheck disable=SC2086
    start_screen 120 36 $command "$smtpx" $option --practice
    check "TO15: $how: a session" a_session
    check "TO15: $how: no byte above ASCII on the screen" eval '! has_bytes_above_ascii'
    check "TO15: $how: no character that stands for a lost one" eval '! screen_has "??"'
    check "TO15: $how: severity in other glyphs" until_shown '+ OK' 'x PERM' '! TEMP' '> MORE'
    check "TO15: $how: a frame of ASCII" until_matched '^\+.*Transcript.*-\+$'
    press F1
    check "TO15: $how: the help as well" until_shown 'Type SMTP'
    check "TO15: $how: in ASCII" eval '! has_bytes_above_ascii'
done

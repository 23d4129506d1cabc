#!/usr/bin/env bash
# A session at every size of the design, windows that change while it runs, and windows too small to use.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

# Every row fits the window, and the input can be used.
check_fit() {
    local columns=$1 rows=$2
    [ "$(screen_text | wc -l)" -eq "$rows" ] && [ -z "$(screen_text | grep -E ".{$((columns + 1)),}")" ]
}

for size in '120 36' '80 24' '60 15' '40 12' '20 5' '300 100'; do
    read -r columns rows <<<"$size"
    name=${columns}x$rows
    start_screen "$columns" "$rows" "$smtpx" --practice
    check "$name: the greeting is OK" until_told '✓ (OK +220|220 OK)'
    check "$name: the prompt waits for a hello" until_shown 'HELLO>'
    enter 'EHLO x'
    check "$name: EHLO brings the next prompt" until_shown 'READY>'
    enter 'MAIL FROM:<a@b.example>'
    check "$name: MAIL too" until_shown 'MAIL>'
    enter 'RCPT TO:<450@practice.test>'
    check "$name: a refusal for now is TEMP" until_told '! (TEMP 450|450 TEMP)'
    enter 'RCPT TO:<550@practice.test>'
    check "$name: a refusal for good is PERM" until_told '✗ (PERM 550|550 PERM)'
    enter 'RCPT TO:<student@practice.test>'
    check "$name: a good recipient brings the next prompt" until_shown 'RCPT>'
    enter DATA
    check "$name: DATA is to be continued" until_told '→ (MORE 354|354 MORE)'
    enter '.dot'
    enter '.'
    check "$name: the message is accepted" until_shown 'READY>'
    write 'typed and typed and typed'
    press BSpace
    check "$name: a line longer than a small window scrolls" until_matched ' type( *│| *$)'
    check "$name: it fits the window" check_fit "$columns" "$rows"
    press C-c
    press F2
    check "$name: F2 shows the codes" until_matched '250 C'
    press F2
    press F1
    check "$name: F1 shows the help" until_matched 'Type SMTP'
    press Escape
    check "$name: Esc closes it" until_gone 'Type SMTP'
    enter QUIT
    check "$name: QUIT is answered" until_told '✓ (OK +221|221 OK)|QUIT, and the|closed'
    press C-d
    check "$name: ^D leaves with 0" ends_with 0
done

start_screen 120 36 "$smtpx" --practice
until_shown 'HELLO>'
enter 'EHLO x'
until_shown 'READY>'
write 'half a li'
for size in '80 24' '60 15' '40 12' '20 5' '300 100' '21 6' '61 16' '60 16' '61 15' '110 24' '109 24' '120 36'; do
    read -r columns rows <<<"$size"
    resize_screen "$columns" "$rows"
    check "resized to ${columns}x$rows, the typed line stays" until_shown 'half a li'
    check "resized to ${columns}x$rows, the picture fits" until_true "$patience" check_fit "$columns" "$rows"
done
check "after all of them the screen is whole again" until_shown 'Transcript' 'Codes' '[Input]' 'F1 Help' '✓ OK   250 Hello accepted'
check "with its corners at the edges" eval 'until_matched "^┌.{118}┐$" && until_matched "^└.{118}┘$"'

# SG03: too small for anything, and changing faster than anyone paints.
for size in '1 1' '2 1' '1 2' '3 3'; do
    read -r columns rows <<<"$size"
    resize_screen "$columns" "$rows"
done
for _ in 1 2 3 4 5; do
    for size in '100 30' '1 1' '300 100' '10 2'; do
        read -r columns rows <<<"$size"
        resize_screen "$columns" "$rows"
    done
done
resize_screen 80 24
check "SG03: a storm of sizes down to 1x1 leaves it whole" until_shown 'half a li' 'Transcript' 'F1 Help'
press C-c
check "SG03: and usable" send_line 'NOOP' '✓ OK +250'

start_screen 1 1 "$smtpx" --practice
resize_screen 80 24
check "SG03: started at 1x1, it appears when the window grows" until_shown 'HELLO>' '[Input]'
press C-d
check "and leaves with 0" ends_with 0

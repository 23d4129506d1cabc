#!/usr/bin/env bash
# What is typed is kept and never sent by itself: when the server leaves, and when a lot is pasted.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

start_fake "send 220 leaving.example ESMTP\\r\\n
read
send 250 HELP\\r\\n
await $scratch/typing
send 421 4.3.2 Shutting down\\r\\n"
start_screen 120 36 "$smtpx" "127.0.0.1:$fake_port"
until_shown 'HELLO>'
send_line 'EHLO x' '✓ OK +250'
write 'MAIL FROM:<half@typed'
typed 'MAIL FROM:<half@typed'
touch "$scratch/typing"
check "CP12: 421 while a line is typed is told as from the server" until_told '! TEMP 421'
check "CP12: with what it means for the session" until_shown 'The server ends the session'
check "CP12: the end of the connection is told" until_shown 'The server closed the connection'
check "CP12: the status line says so" until_matched '^ *smtpx +127.* closed'
check "CP12: the typed line is kept" typed 'MAIL FROM:<half@typed'
write '.example>'
check "CP12: and can be typed on" typed 'MAIL FROM:<half@typed.example>'
press Enter
check "CP12: Enter does not lose it" until_shown 'There is no connection'
check "CP12: it stays in the input" typed 'MAIL FROM:<half@typed.example>'
check "CP12: nothing of it was sent" eval '! grep -q MAIL "$fake_log"'
press C-c
enter ':practice'
until_matched '✓ 220 OK'
check "CP12: the next connection works" send_line 'EHLO y' '✓ OK +250'

# SG07: pastes.
start_fake 'send 220 paste.example ESMTP\r\n
read
send 250 ok\r\n
read
send 250 ok\r\n
read
send 250 ok\r\n
drain'
enter ":connect 127.0.0.1:$fake_port"
until_shown "smtpx  127.0.0.1:$fake_port" 'HELLO>'
paste $'EHLO pasted\nMAIL FROM:<pasted@a.example>\nQUIT\n'
check "SG07: several lines are asked about" until_shown '3 lines were pasted'
check "SG07: and nothing was sent meanwhile" test ! -s "$fake_log"
press e
check "SG07: the first line of a paste is in the input" typed 'EHLO pasted'
check "SG07: the other lines wait, and it is said how many" until_matched '2 more .*lines'
check "SG07: nothing was sent" test ! -s "$fake_log"
press Enter
check "SG07: Enter sends the first and brings the second" typed 'MAIL FROM:<pasted@a.example>'
check "SG07: one line was sent" eval 'until_true 10 grep -q "C: EHLO pasted" "$fake_log" && [ "$(wc -l <"$fake_log")" -eq 1 ]'
press C-c
check "SG07: ^C drops the rest" typed ''
check "SG07: and no line was sent" eval '[ "$(wc -l <"$fake_log")" -eq 1 ]'
paste 'NOOP one line'
check "SG07: one line without its end is only put in" typed 'NOOP one line'
check "SG07: the answer was waited for" eval '[ "$(wc -l <"$fake_log")" -eq 1 ]'
press Enter
check "SG07: and sent with Enter" until_true 10 grep -q 'C: NOOP one line' "$fake_log"

head -c 3000000 /dev/zero | tr '\0' 'x' | sed 's/.\{99\}/&\n/g' >"$scratch/big"
mux load-buffer -b big "$scratch/big"
mux paste-buffer -p -d -b big -t test
check "SG07: a paste of 3 MB is taken, and what did not fit is told" until_matched 'did not fit|dropped'
check "SG07: nothing of it was sent" eval '! grep -q xxx "$fake_log"'
press C-c
check "SG07: ^C drops it" typed ''
paste $'torn \xe2\x82 \xff \x1b]0;owned\x07 \x1b[2J'
check "SG07, TO05: torn UTF-8 and escape sequences are typed as text" until_matched '> *torn .*\\xE2'
check "SG07: the title is untouched" eval '[ "$(about "#{pane_title}")" != owned ]'
press C-c
typed ''

# SG07: reports of the terminal are no input.
mux send-keys -t test -H 1b 5b 3f 36 32 3b 31 63 1b 5b 31 32 3b 34 30 52 1b 5b 49 1b 5b 4f
mux send-keys -t test -H 1b 5b 3c 30 3b 35 3b 35 4d 1b 5b 3c 30 3b 35 3b 35 6d
write 'NOOP after'
check "SG07: answers of the terminal and mouse reports are not typed" typed 'NOOP after'
press Enter
check "SG07: the line goes out as it was typed" until_true 10 grep -qx 'C: NOOP after' "$fake_log"

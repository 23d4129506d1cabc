#!/usr/bin/env bash
# Several sessions in tabs, what the practice server sees, and where the program begins.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

state=$scratch/state
program() { start_screen "$1" "$2" XDG_STATE_HOME="$state" XDG_CONFIG_HOME="$scratch/config" "$smtpx" "${@:3}"; }

# --- the first run, and the start screen
program 80 24
check "the first run explains itself" until_shown 'Any key goes on'
press Enter
check "any key goes on to the start screen" until_shown 'the practice server' 'another server' 'keys and commands'
press C-d
check "^D leaves" ends_with 0
program 80 24
check "the second run does not explain itself again" until_shown 'Type SMTP, and read what every reply means'
shows_not 'Any key goes on'

# --- the form
press 3
check "a digit opens the form" until_shown 'A new connection' 'mail transfer (SMTP)'
write '127.0.0.1'
press Tab
press Down
check "a preset brings its mode of TLS along" until_shown ':connect 127.0.0.1:587 --tls starttls'
press Escape
check "Esc leaves the form" until_gone 'A new connection'
check "the program goes on" until_shown 'the practice server'
press 1
check "a digit connects to the practice server" until_told '✓ OK +220'
check "and the command for it is shown" until_shown 'That was :practice'
resize_screen 120 36
check "EHLO is answered" send_line 'EHLO one.example' '✓ OK +250'

# --- a second session
enter ':practice --new'
check "--new opens a tab" until_shown '[2 practice server]'
check "it has a transcript of its own" until_told '✓ OK +220'
check "EHLO is answered there, too" send_line 'EHLO two.example' '✓ OK +250'
shows_not 'one.example'
press M-1
check "Alt-1 goes to the first" until_shown '[1 practice server]' 'EHLO one.example'
shows_not 'EHLO two.example'
write 'NOOP half'
press C-NPage
check "^PgDn goes on" until_shown '[2 practice server]' 'EHLO two.example'
check "what was typed stays in its tab" typed ''
press C-PPage
check "^PgUp goes back to it" typed 'NOOP half'
press C-c
enter 'MAIL FROM:<slow-2s@practice.test>'
press M-2
check "news marks the other tab by sign, word and count" until_shown '1 practice server ✓ OK 1 new'
enter ':set ascii on'
press M-1
check "a setting of the look counts in all tabs" until_shown '+ OK   250'
enter ':set ascii off'
enter ':set timestamps off'
check "in both directions" until_gone '+ OK'

# --- what the server sees
press F9
check "F9 shows what the server sees" until_shown 'what the practice server sees' '#2 open' '[READY]' 'hello  two.example'
press Escape
check "Esc goes back to the session" until_shown '[1 practice server]'
for line in RSET 'MAIL FROM:<a@one.example>' 'RCPT TO:<student@practice.test>'; do send_line "$line" '✓ OK +250' || true; done
press 'M-\'
check "Alt-\\ puts the view beside the session" until_shown "Server's view" 'C: EHLO'
check "its state machine follows each command" until_shown '#1 open' '#2 open'
enter DATA
until_told 'MORE 354'
enter 'Subject: seen by the server'
enter ''
enter 'hello'
enter '.'
check "the message is in its mailbox" until_shown 'Mailboxes: student 1'
press 'M-\'
check "Alt-\\ takes it away" until_gone "Server's view"
enter ':tab practice'
check ":tab practice shows it whole" until_shown 'what the practice server sees' '1 message'
press End
press Enter
check "Enter shows the message" until_shown 'Subject: seen by the server'
resize_screen 40 12
check "a small window works" until_shown 'Subject: seen by'
resize_screen 120 36
press Escape
check "Esc goes back to the overview" until_shown 'Mailboxes: student 1'
press F9
check "F9 closes it" until_gone 'what the practice server sees'

# --- closing
press M-q
check "a tab with a connection asks first" until_shown 'There is a connection here'
press M-2
check "another key is no answer" until_shown '[2 practice server]'
press M-1
press M-q
until_shown 'There is a connection here'
press M-q
check "Alt-Q twice closes it" until_gone '[1 practice server]  2'
check "the other one is left, without a row of tabs" until_shown 'EHLO two.example'
press M-q
check "the last one is not closed" until_shown 'This is the last session'
enter ':tab new'
check ":tab new opens an empty one" until_shown '[2 no connection]' 'the practice server'
press C-d
check "^D in it closes that tab only" until_gone '[2 no connection]'
check "and the other one goes on" send_line 'NOOP still' '✓ OK +250'
enter ':quit'
check "the last one ends the program" ends_with 0
check "lines of all tabs are in the history" grep -q 'EHLO one.example' "$state/smtpx/history"
check "of the second one, too" grep -q 'EHLO two.example' "$state/smtpx/history"

# --- servers of before
smtpx_log=$scratch/serve.log
"$smtpx" serve --listen 127.0.0.1:0 >"$smtpx_log" 2>&1 &
serve_pid=$!
at_exit+=("kill $serve_pid")
until_true 10 grep -q 'listening' "$smtpx_log"
port=$(sed -nE 's/.*port ([0-9]+),.*/\1/p' "$smtpx_log")
program 80 24 "127.0.0.1:$port"
until_told '✓ OK +220'
press C-d
ends_with 0
check "a server is kept when it was connected to" grep -qx ":connect 127.0.0.1:$port" "$state/smtpx/recent"
check "for its owner alone" [ "$(stat -c %a "$state/smtpx/recent")" = 600 ]
program 80 24
check "and is offered the next time" until_shown "1  127.0.0.1:$port"
press Down Enter
check "Down and Enter connect to it" until_told '✓ OK +220'
enter ":connect 127.0.0.1:$port --new"
until_shown '[2 127.0.0.1'
check "two tabs at a time" until_told '✓ OK +220'
kill -TERM "$(about '#{pane_pid}')"
check "TERM ends all of them" ends_with 130

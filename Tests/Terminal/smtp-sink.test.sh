#!/usr/bin/env bash
# Sessions with smtp-sink on the full screen of 80 columns: all severities, and the content in the sink's dump.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

$sudo install -d -m 777 "$scratch/dump"
start_sink -d "$scratch/dump/message."
start_screen 80 24 "$smtpx" "127.0.0.1:$sink_port"
check "the greeting is OK" until_told '✓ OK +220'
check "EHLO is OK" send_line 'EHLO lab.example' '✓ OK +250'
check "MAIL is OK" send_line 'MAIL FROM:<teacher@lab.example>' '✓ OK +250'
check "RCPT is OK" send_line 'RCPT TO:<student@lab.example>' '✓ OK +250'
check "DATA is to be continued" send_line 'DATA' '→ MORE +354'
for line in 'Subject: To the sink' '' '.dot' '..' 'café' '.'; do enter "$line"; done
check "the message is accepted" until_told '✓ OK +250 Message accepted'
check "QUIT is OK" send_line 'QUIT' '✓ OK +221'
enter ':quit'
check ":quit leaves with 0" ends_with 0
dumped() { $sudo sh -c "cat '$scratch'/dump/message.*" >"$scratch/message" && grep -q caf "$scratch/message"; }
check "the sink has the message" until_true 10 dumped
sed '1,/^\r*$/d' "$scratch/message" | tr -d '\r' | sed '/^$/d' >"$scratch/body"
check "with its dots as typed" diff <(printf '.dot\n..\ncafé\n') "$scratch/body"

start_sink -f rcpt
start_screen 80 24 "$smtpx" "127.0.0.1:$sink_port"
until_told '✓ OK +220'
send_line 'EHLO x' '✓ OK +250' && send_line 'MAIL FROM:<a@b.example>' '✓ OK +250'
check "a recipient refused for good is PERM" send_line 'RCPT TO:<c@b.example>' '✗ PERM 5'
check "PERM is red" colored 196 '✗ PERM'
check "the status line says PERM" until_matched '✗ 5[0-9]+ PERM'

start_sink -r rcpt
enter ":connect 127.0.0.1:$sink_port"
check ":connect goes to another server" until_shown "smtpx  127.0.0.1:$sink_port"
until_told '✓ OK +220'
send_line 'EHLO y' '✓ OK +250' && send_line 'MAIL FROM:<d@b.example>' '✓ OK +250'
check "a recipient refused for now is TEMP" send_line 'RCPT TO:<e@b.example>' '! TEMP 4'
check "TEMP is yellow" colored 136 '! TEMP'
check "the status line says TEMP" until_matched '! 4[0-9]+ TEMP'

start_sink -q mail
enter ":connect 127.0.0.1:$sink_port"
until_shown "smtpx  127.0.0.1:$sink_port" && until_matched '✓ 220 OK'
send_line 'EHLO z' '✓ OK +250'
enter 'MAIL FROM:<f@b.example>'
check "a server that hangs up is told" until_matched 'The (server closed|connection broke)'
check "and the status line says so" until_matched '^ *smtpx +127.*(closed by the server|broken off)'
check "the explorer goes on" until_shown '[Input]'
check ":reconnect connects again" eval 'enter :reconnect && until_matched "HELLO>" && until_matched "✓ 220 OK"'

#!/usr/bin/env bash
# A recording is made on the screen, and shown on it again: event by event, and by itself.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

cd "$scratch" || exit 1
start_screen 120 40 "$smtpx" --practice
until_shown 'HELLO>'
enter ':record session.ndjson'
check "the screen says that it records" until_told 'being recorded in session.ndjson'
enter ':starttls'
until_told 'Encrypted with TLSv1\.3'
enter 'MAIL FROM:<a@lab.example>'
until_told '250 2\.1\.0'
enter 'RCPT TO:<550-5.1.1@practice.test>'
check "a refusal is recorded" until_told 'PERM 550'
enter ':export session.html'
check "an export is told" until_told 'written to session.html'
enter QUIT
until_told '221'
enter ':replay session.ndjson'
check "a session that is recorded shows no recording" until_told 'This session is being recorded'
enter ':record off'
until_told 'ends here'
press C-d
until_true 10 is_over

start_screen 120 40 "$smtpx"
enter ':replay session.ndjson'
check "the prompt and the status line count the events" until_shown '(replay 0/'
check "the status line, too" until_matched '^ *smtpx .*replay 0/'
check "it is said that nothing is sent" until_told 'Nothing is sent'
for _ in 1 2 3; do press Enter; done
check "Enter shows one event after the other" until_matched '^ *smtpx .*practice server.*replay 3/'
enter 'EHLO x'
check "what is typed is not sent" until_told 'nothing was sent'
check "and stays in the input" until_matched '\(replay 3/[0-9]+\)> EHLO x'
press C-c
enter ':replay all'
check "all shows the rest" until_told 'The recording ends here'
check "the reply that came last is on the status line" until_matched '^ *smtpx .*replay ([0-9]+)/\1 .*221 OK'
check "with TLS as it was then" until_told 'Encrypted with TLSv1\.3'
press F4
check "the TLS panel shows the recorded certificate" until_shown '[TLS]' 'cipher suite' 'Certificate 1 of 1'
press F4
until_shown '[Codes]'
enter ':find 550-5.1.1'
check "and its replies are explained" until_told 'PERM 550 No such mailbox'
enter ':replay stop'
check "stop ends it" until_matched '^ *smtpx .*not connected'
enter ':replay session.ndjson play'
check "at the recorded speed it goes on by itself to its end" until_matched '^ *smtpx .*replay ([0-9]+)/\1 .*221 OK'
enter ':practice'
check "a connection ends it" until_shown 'HELLO>'

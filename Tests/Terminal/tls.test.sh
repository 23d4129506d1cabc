#!/usr/bin/env bash
# TLS and logging in on a real terminal: the panel, the status line, and a password that is never painted.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/../Interop/postfix-tls.sh"
source "$(dirname "$0")/../Interop/openssl-server.sh"
source "$(dirname "$0")/tmux.sh"

start_postfix_tls self-signed
source "$(dirname "$0")/../Interop/canary.sh"
ca=(--ca "$certificates/authority.pem")

# watch_screen COLUMNS ROWS COMMAND…: a screen of which every byte that is painted is kept in $painted.
painted=$scratch/painted
watch_screen() {
    start_screen "$@"
    mux pipe-pane -t test "cat >>'$painted'"
}
# never_painted: the password was neither on the screen at any time, nor is it in the scrollback.
never_painted() {
    mux capture-pane -t test -p -S - >"$scratch/scrollback"
    no_canary "$painted" "$scratch/scrollback" "$HOME" "$XDG_CONFIG_HOME" "$XDG_STATE_HOME"
}
mkdir -p "$XDG_CONFIG_HOME" "$XDG_STATE_HOME"

watch_screen 120 40 "$smtpx" "${ca[@]}" "localhost:$postfix_port"
until_shown 'HELLO>'
check "in the clear, the status line says so" until_matched '^ *smtpx .*TLS none'
press F4
check "F4 opens the TLS panel" until_shown '[TLS]'
check "which says that there is none" until_matched 'TLS +none: everyone'
enter ':starttls'
check ":starttls secures the connection" until_told 'Encrypted with TLSv1\.3'
check "the panel follows" until_shown 'cipher suite' 'key exchange' 'after STARTTLS'
check "with the server's certificate" until_shown 'Certificate 1 of 2'
check "the status line has version, verdict and days" until_matched '^ *smtpx .*TLSv1\.3 cert OK (59|60)d'
check "what EHLO offers now is compared" until_told 'New with TLS: AUTH'
press F4 F4
check "F4 and F4 again go to the panel and close it" until_shown '[Codes]'

# --- a masked password
enter ':auth LOGIN student ask'
check "the password is asked for" until_matched '[Pp]assword'
write "$password"
check "LS01: it is masked" until_matched "\\*{${#password}}"
check "LS01: and not on the screen" never_painted
press Enter
check "it is accepted" until_told '✓ OK +235'
check "the server's questions are decoded" until_told 'Username:'
check "both of them" until_told 'Password:'
check "the status line says who is logged in" until_matched '^ *smtpx .*AUTH student \(LOGIN\)'
press Up
check "LS01: the history has the command" typed ':auth LOGIN student ask'
press C-c
check "LS01: the password was never painted" never_painted

# --- by hand, with a server that is not verified
watch_screen 120 40 "$smtpx" --insecure "localhost:${postfix_with[self-signed]}"
until_shown 'HELLO>'
enter ':starttls'
check "--insecure stands on the status line" until_matched '^ *smtpx .*TLSv1\.3 NOT VERIFIED'
check "and its reason in the transcript" until_told 'signed with its own key'
until_shown 'READY>'
enter 'AUTH LOGIN'
check "334 is decoded" until_told 'Username:'
enter "$(printf student | base64)"
check "the next one, too" until_told 'Password:'
write "$(printf %s "$password" | base64)"
check "LS01: an answer typed by hand is masked" until_matched '\*{12}'
press Enter
check "and accepted" until_told '✓ OK +235'
check "NOT VERIFIED stays as long as the connection" until_matched '^ *smtpx .*NOT VERIFIED'
press C-d
check "it ends with 0" ends_with 0
check "LS01: the password is in no file and was never painted" never_painted

# --- in the clear
watch_screen 120 40 "$smtpx" "127.0.0.1:$postfix_open_port"
until_shown 'HELLO>'
enter 'EHLO lab.example'
until_shown 'READY>'
enter ':auth PLAIN student ask'
check "CT21: in the clear it asks first" until_matched '(yes/no|y/n)'
enter no
check "CT21: no sends nothing" eval 'until_gone yes/no && ! transcript_matches "▶ AUTH"'

# --- giving up
enter ':auth SCRAM-SHA-256 student ask'
until_matched '[Pp]assword|yes/no'
if screen_has yes/no; then enter yes; fi
until_matched '[Pp]assword'
write "$password"
until_matched "\\*{${#password}}"
press C-c
check "LS08: ^C drops what was typed of the password" until_gone '***'
press C-c
check "LS08: and ^C again gives it up" until_shown 'READY>'
check "LS08: nothing was sent" eval '! transcript_matches "▶ AUTH"'
write 'NOOP'
check "LS08: and what is typed then is shown" typed NOOP
press C-c
check "LS08: the password was never painted" never_painted

# --- the strongest mechanism, with everything asked for
watch_screen 120 40 "$smtpx" --tls require-starttls "${ca[@]}" "localhost:$postfix_port"
# The prompt says READY between the EHLO in the clear and STARTTLS, too.
until_told 'Gone with TLS'
enter ':auth'
check ":auth alone takes the strongest mechanism and says why" until_told 'The strongest mechanism offered here is SCRAM-SHA-256'
check "it asks who logs in" until_shown 'User>'
enter student
check "and for the password" until_matched 'Password of student>'
enter "$password"
check "the server is proved, too" until_told 'The server proved that it knows your password'
check "LS01: the password was never painted" never_painted

# --- line mode at a terminal
start_shell 100 30
mux pipe-pane -t test "cat >>'$painted'"
enter "\"\$SMTPX\" --plain --tls require-starttls --ca '$certificates/authority.pem' localhost:$postfix_port"
until_shown 'READY>'
enter ':auth PLAIN student ask'
check "LS08: line mode asks, too" until_matched '[Pp]assword.*> *$|[Pp]assword: *$'
enter "$password"
check "LS01: and takes it without an echo" until_matched 'server 235 OK'
check "LS01: it was never painted" never_painted
enter ':auth PLAIN student ask'
until_matched 'already|[Pp]assword'
press C-c
write 'NOOP visible'
check "LS08: ^C restores the echo" until_shown 'NOOP visible'
press Enter
press C-d
until_matched 'shell\$ *$'
enter 'stty -a | grep -o " echo "; echo settings'
check "LS08: the terminal echoes after the end" until_matched '^ echo *$'

# --- the key of a certificate of ours
start_openssl 'send 220 openssl.example ESMTP\r\n
read
send 250 HELP\r\n
drain' -cert "$certificates/server.pem" -key "$certificates/server.key" -cert_chain "$certificates/intermediate.pem" \
    -Verify 1 -verify_return_error -CAfile "$certificates/authority.pem"
password=$client_passphrase
watch_screen 120 40 "$smtpx" --tls implicit "${ca[@]}" --cert "$certificates/client.pem" \
    --key "$certificates/client-encrypted.key" "localhost:$openssl_port"
check "an encrypted key asks for its passphrase" until_matched '[Pp]assphrase'
write "$client_passphrase"
check "LS01: masked" until_matched "\\*{${#client_passphrase}}"
press Enter
check "and the connection is secured with it" until_told 'Encrypted with TLSv1\.3'
check "LS01: the passphrase was never painted" never_painted

#!/usr/bin/env bash
# Logging in, in line mode: every mechanism at Postfix with Dovecot, CRAM-MD5 at Exim, and the password nowhere else.
source "$(dirname "$0")/servers.sh"
source "$(dirname "$0")/postfix-tls.sh"
source "$(dirname "$0")/exim.sh"

start_postfix_tls
start_exim
source "$(dirname "$0")/canary.sh"
(umask 077 && printf '%s\n' "$password" >"$secret_file")
secure=(--tls require-starttls --ca "$certificates/authority.pem" "localhost:$postfix_port")
clear="127.0.0.1:$postfix_open_port"
export PW=$password WRONG=not-the-password

# --- every mechanism
for mechanism in PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256; do
    check "$mechanism with the password from the environment" ends 0 ":auth $mechanism student env:PW\nQUIT\n" "${secure[@]}"
    check "$mechanism: Postfix accepts it" in_order "$out" "C: AUTH $mechanism" 'S: 235 2.7.0 Authentication successful'
    check "LS01: $mechanism: the password is kept nowhere" kept_nowhere
    check "$mechanism with the password from a file" ends 0 ":auth $mechanism student file:$secret_file\nQUIT\n" "${secure[@]}"
    check "$mechanism: is the same" holds "$out" 'S: 235 2.7.0'
    check "LS01: $mechanism: the file's password is kept nowhere" kept_nowhere
    check "$mechanism with a wrong password is 77" ends 77 ":auth $mechanism student env:WRONG\nQUIT\n" "${secure[@]}"
    check "$mechanism: 535 is explained" in_order "$out" 'S: 535 5.7.8' 'server 535 PERM'
done
for mechanism in SCRAM-SHA-1 SCRAM-SHA-256; do
    ends 0 ":auth $mechanism student env:PW\nQUIT\n" "${secure[@]}"
    check "$mechanism: the server's proof is checked" matches "$out" 'proved that it knows'
    check "$mechanism: the steps are decoded" in_order "$out" 'user student, client nonce' 'iterations 4096' 'proof [hidden]' 'server signature'
done
check "LOGIN: the server's questions are decoded" eval \
    'ends 0 ":auth LOGIN student env:PW\nQUIT\n" "${secure[@]}" && in_order "$out" "S: 334 VXNlcm5hbWU6" "Username:" "S: 334 UGFzc3dvcmQ6" "Password:"'
check "CRAM-MD5: the challenge is decoded" eval \
    'ends 0 ":auth CRAM-MD5 student env:PW\nQUIT\n" "${secure[@]}" && matches "$out" "<[0-9]+\.[0-9]+@.*>"'
check ":auth alone needs a user, and nobody is there to name one" ends 64 ':auth\nQUIT\n' "${secure[@]}"
check "it says which mechanism it would have been" holds "$out" 'SCRAM-SHA-256 needs a user name'
check "and sends nothing" lacks "$out" 'C: AUTH'
check "a mechanism that is not offered is refused" eval '! ends 0 ":auth XOAUTH2 student env:PW\nQUIT\n" "${secure[@]}" >/dev/null'
check "and told" matches "$out" 'does not offer XOAUTH2'
check "an obsolete one is explained" eval 'ends 64 ":auth DIGEST-MD5 student env:PW\nQUIT\n" "${secure[@]}"; matches "$out" "DIGEST-MD5.*obsolete"'
check "with implicit TLS" ends 0 ':auth PLAIN student env:PW\nQUIT\n' --tls implicit --ca "$certificates/authority.pem" \
    "localhost:$postfix_tls_port"
check "a message after the login" ends 0 \
'EHLO lab.example
:auth SCRAM-SHA-256 student env:PW
MAIL FROM:<student@lab.example>
RCPT TO:<student@lab.example>
DATA
Subject: Logged in

Text
.
QUIT
' "${secure[@]}"
check "is delivered" until_true 20 has_delivery
delivery >"$scratch/message"
check "under the name that logged in" holds "$scratch/message" 'Authenticated sender: student'

check "CRAM-MD5 at Exim" ends 0 ':auth CRAM-MD5 student env:PW\nQUIT\n' --tls require-starttls \
    --ca "$certificates/authority.pem" "localhost:$exim_port"
check "Exim accepts it" in_order "$out" 'C: AUTH CRAM-MD5' 'S: 334' 'S: 235 Authentication succeeded'
check "CRAM-MD5 at Exim with a wrong password is 77" ends 77 ':auth CRAM-MD5 student env:WRONG\nQUIT\n' --tls require-starttls \
    --ca "$certificates/authority.pem" "localhost:$exim_port"
check "and explained" in_order "$out" 'S: 535 Incorrect authentication data' 'server 535 PERM'

# --- by hand
plain=$(printf '\0student\0%s' "$password" | base64 -w 0)
check "AUTH PLAIN typed by hand, in one line" ends 0 "EHLO lab.example\nAUTH PLAIN $plain\nQUIT\n" "${secure[@]}"
check "is accepted" holds "$out" 'S: 235 2.7.0'
check "LS01: and hidden" in_order "$out" 'C: AUTH PLAIN [hidden]' 'S: 235'
check "LS01: it is kept nowhere" kept_nowhere
check "AUTH LOGIN typed by hand, step by step" ends 0 \
    "EHLO lab.example\nAUTH LOGIN\n$(printf student | base64)\n$(printf %s "$password" | base64)\nQUIT\n" "${secure[@]}"
check "its questions and the user are decoded, the password is hidden" in_order "$out" 'C: AUTH LOGIN' \
    'S: 334 VXNlcm5hbWU6' 'Username:' 'user student' 'S: 334 UGFzc3dvcmQ6' 'Password:' 'C: [hidden]' 'S: 235'
check "LS01: they are kept nowhere" kept_nowhere
check "* gives up, as the user wants" ends 0 'EHLO lab.example\nAUTH LOGIN\n*\nQUIT\n' "${secure[@]}"
check "and the server says 501" in_order "$out" 'C: *' 'S: 501'
check ":b64 encodes" ends 0 ':b64 student\nQUIT\n' "${secure[@]}"
check "and shows the result" holds "$out" c3R1ZGVudA==

# --- in the clear
check "CT21: PLAIN in the clear is refused with 77 where nobody can be asked" ends 77 \
    'EHLO lab.example\n:auth PLAIN student env:PW\nQUIT\n' "$clear"
check "CT21: with the setting that allows it" holds "$out" 'allow-plaintext-auth'
check "CT21: nothing of it was sent" lacks "$out" 'C: AUTH'
check "CT21: the setting allows it" ends 0 \
    ':set allow-plaintext-auth yes\nEHLO lab.example\n:auth PLAIN student env:PW\nQUIT\n' "$clear"
check "CT21: and then it is sent" in_order "$out" 'C: AUTH PLAIN' 'S: 235'
check "LS01: the password is kept nowhere" kept_nowhere
check "CT21: typed by hand it is refused as well" ends 77 "EHLO lab.example\nAUTH PLAIN $plain\nQUIT\n" "$clear"
check "CT21: it was not sent" lacks "$out" 'S: 235'
check "LS01: and is kept nowhere" kept_nowhere

# --- where the password is
check "LS02: there is no option for a password" eval '! "$smtpx" --help | grep -i -- "--pass"'
mkfifo "$scratch/typed"
# The toolchain's crash reporter returns for the fault to happen again, which a signal from outside does not.
env -u PW SWIFT_BACKTRACE=enable=no "$smtpx" "${secure[@]}" <"$scratch/typed" >"$out" 2>"$err" &
running=$!
at_exit+=("kill $running")
exec 7>"$scratch/typed"
echo ":auth PLAIN student file:$secret_file" >&7
check "LS02: while it runs and is logged in" until_true 20 grep -q 'S: 235' "$out"
check "LS02: /proc shows no password" process_is_clean "$running"
check "LS04: it writes no core file" matches "/proc/$running/limits" '^Max core file size +0 +0 '
kill -s SEGV "$running"
wait "$running" 2>/dev/null
check "LS04: a trap after the login leaves the password nowhere" kept_nowhere
check "LS04: also not in the folder where it ran" eval '! find . -maxdepth 1 -name "core*" -newer "$secret_file" | grep -q .'
exec 7>&-

chmod 644 "$secret_file"
check "LS05: a file that others can read is refused" eval '! ends 0 ":auth PLAIN student file:$secret_file\nQUIT\n" "${secure[@]}" >/dev/null'
check "LS05: and told" holds "$out" "$secret_file"
check "LS05: nothing of it was sent" lacks "$out" 'S: 235'
chmod 600 "$secret_file"
check "a variable that is not there is refused" eval '! ends 0 ":auth PLAIN student env:NOT_SET\nQUIT\n" "${secure[@]}" >/dev/null'
check "and named" holds "$out" NOT_SET
check "LS08: ask needs a terminal" eval '! ends 0 ":auth PLAIN student ask\n$password\nQUIT\n" "${secure[@]}" >/dev/null'
check "LS08: and says so" holds "$out" "nobody is there to type it"
check "LS08: what was meant for it is kept nowhere" eval 'lacks "$out" "S: 235" && lacks "$err" "$password"'

#!/usr/bin/env bash
# The built-in practice server with TLS, its scenarios, and logging in to it.
source "$(dirname "$0")/servers.sh"
source "$(dirname "$0")/certificates.sh"

check "STARTTLS is trusted without a word" ends 0 ':starttls\nNOOP\nQUIT\n' --practice
check "by the throw-away authority" in_order "$out" 'C: STARTTLS' "the practice server's throw-away authority" 'C: EHLO' 'C: NOOP' 'S: 250'
check "--tls require-starttls works as well" ends 0 'NOOP\nQUIT\n' --practice --tls require-starttls
check "--tls implicit, too" ends 0 'EHLO x\nQUIT\n' --practice --tls implicit
check "with TLS before the greeting" in_order "$out" 'Encrypted with' 'S: 220' 'C: EHLO'
check ":practice connects to it" ends 0 ':practice\n:starttls\nQUIT\n'
check "and trusts it, too" in_order "$out" 'S: 220' 'Encrypted with'
check ":practice ca writes its authority" ends 0 ":starttls\n:practice ca $scratch/practice.pem\nQUIT\n" --practice
check "as a certificate" exits 0 openssl x509 -in "$scratch/practice.pem" -noout -subject -checkend 60
check "LS06: and overwrites nothing" ends 1 ":practice ca $scratch/practice.pem\nQUIT\n" --practice

export PW=secret WRONG=guess
for mechanism in PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-1-PLUS SCRAM-SHA-256-PLUS; do
    check "student logs in with $mechanism" ends 0 ":auth $mechanism student env:PW\nQUIT\n" --practice --tls require-starttls
    check "$mechanism is accepted" in_order "$out" "C: AUTH $mechanism" 'S: 235'
    check "$mechanism with a wrong password is 77" ends 77 ":auth $mechanism student env:WRONG\nQUIT\n" --practice --tls require-starttls
    check "$mechanism is refused then" in_order "$out" 'S: 535' 'server 535 PERM'
done
# scenario NAME CODE LINES: a run with this scenario.
scenario() {
    local name=$1 code=$2 lines=$3
    shift 3
    check "the scenario $name ends with $code" ends "$code" "$lines" --practice --scenario "$name" "$@"
}
scenario starttls-injection 77 ':starttls\nNOOP\n'
check "CT03: the injection is reported" in_order "$out" 'C: STARTTLS' 'S: 220' 'CVE-2021-22947'
check "CT03: and nothing is sent behind it" lacks "$out" 'C: NOOP'
scenario starttls-stripped 77 'NOOP\n' --tls require-starttls
check "CT01: the missing keyword is told" holds "$out" 'does not offer STARTTLS'
scenario expired 77 ':starttls\n'
check "CT09: its days are told" matches "$out" 'expired [0-9]+ days ago'
scenario expired 0 ':starttls\nQUIT\n' --insecure
check "CT09: --insecure goes on, and says so" holds "$out" 'NOT VERIFIED'
scenario not-yet-valid 77 ':starttls\n'
check "CT09: its beginning is told" holds "$out" 'not valid yet'
scenario wrong-name 77 ':starttls\n'
check "CT09: its names are told" matches "$out" 'the certificate is for .*, not for'
scenario self-signed 77 ':starttls\n'
check "CT09: that it vouches for itself is told" holds "$out" 'signed with its own key'
scenario unknown-authority 77 ':starttls\n'
check "CT09: its authority is told" holds "$out" 'an authority that is not trusted here'
scenario tls1.0 77 ':starttls\n'
check "CT17: the version is refused with the option to look anyway" holds "$out" '--tls-min 1.0'
scenario tls1.0 0 ':starttls\nQUIT\n' --tls-min 1.0
check "CT17: which does" holds "$out" 'Encrypted with TLSv1.0'
check "an unknown scenario is 64" exits 64 "$smtpx" --practice --scenario none </dev/null
check ":practice with an unknown scenario names those that there are" eval '! ends 0 ":practice none\n" >/dev/null; holds "$out" starttls-stripped'

# The server alone, with mail programs of others.
start_practice_server
if command -v swaks >/dev/null; then
    for mechanism in PLAIN LOGIN CRAM-MD5; do
        check "swaks logs in with STARTTLS and $mechanism" exits 0 swaks --server "127.0.0.1:$practice_port" --tls \
            --auth "$mechanism" --auth-user student --auth-password secret --from student@practice.test \
            --to student@practice.test --hide-informational
    done
fi
printf 'Subject: From curl\r\n\r\nText\r\n' >"$scratch/mail"
check "curl sends with STARTTLS" exits 0 curl -sS --ssl-reqd --insecure --user student:secret --mail-from student@practice.test \
    --mail-rcpt student@practice.test -T "$scratch/mail" "smtp://127.0.0.1:$practice_port/lab.example"
check "and with TLS from the first byte" exits 0 curl -sS --insecure --user student:secret --mail-from student@practice.test \
    --mail-rcpt student@practice.test -T "$scratch/mail" "smtps://127.0.0.1:$practice_tls_port/lab.example"
check "smtpx sees whose authority it is" ends 77 'EHLO x\n' "smtps://127.0.0.1:$practice_tls_port"
check "and does not trust it by itself" holds "$out" 'an authority that is not trusted here'

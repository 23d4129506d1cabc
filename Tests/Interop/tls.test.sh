#!/usr/bin/env bash
# TLS in line mode, with Postfix, Exim and openssl: how it begins, whom it believes, and what it says when it fails.
source "$(dirname "$0")/servers.sh"
source "$(dirname "$0")/postfix-tls.sh"
source "$(dirname "$0")/exim.sh"
source "$(dirname "$0")/openssl-server.sh"

start_postfix_tls expired future wrong-name name-only self-signed rsa soon
start_exim
ca=(--ca "$certificates/authority.pem")
there=localhost:$postfix_port
# The encrypted sessions that Postfix has seen; it writes its log after it has answered.
postfix_has_seen() { until_true 10 $sudo grep -qE -- "$1" "$postfix_home/data/maillog"; }

# --- STARTTLS
check "STARTTLS typed by hand ends with 0" ends 0 \
    'EHLO lab.example\nSTARTTLS\nEHLO lab.example\nMAIL FROM:<a@lab.example>\nQUIT\n' "${ca[@]}" "$there"
check "behind the 220 the handshake begins, and the server is verified" in_order "$out" 'C: STARTTLS' \
    'S: 220 2.0.0 Ready to start TLS' 'The handshake of TLS begins' 'Encrypted with TLSv1.3' 'EHLO again'
check "by its name, and against the file" matches "$out" 'Verified: localhost, by .*SMTP lab authority.*authority\.pem'
check "with cipher suite and group" matches "$out" 'TLSv1\.3, TLS_[A-Z0-9_]+, [xX]25519'
check "the session goes on under TLS" in_order "$out" 'EHLO again' 'C: EHLO lab.example' 'S: 250-mx.lab.example' \
    'S: 250-AUTH' 'C: MAIL' 'S: 250 2.1.0 Ok' 'C: QUIT' 'S: 221'
check "what is offered under TLS is compared with before" in_order "$out" 'Gone with TLS: STARTTLS' 'New with TLS: AUTH'
check "Postfix has seen it, too" postfix_has_seen 'TLS connection established from .*: TLSv1.3 with cipher'
check "no greeting is shown twice" test "$(grep -c 'S: 220 mx' "$out")" -eq 1

check ":starttls does all of it" ends 0 ':starttls\nNOOP\nQUIT\n' "${ca[@]}" "$there"
check "EHLO, STARTTLS, the handshake and EHLO" in_order "$out" 'S: 220' 'C: EHLO' 'S: 250' 'C: STARTTLS' 'S: 220' \
    'Encrypted with TLSv1.3' 'C: EHLO' 'S: 250' 'C: NOOP' 'S: 250 2.0.0 Ok' 'C: QUIT' 'S: 221'
check ":starttls after an EHLO by hand" ends 0 'EHLO lab.example\n:starttls\nQUIT\n' "${ca[@]}" "$there"
check "does not repeat it before" test "$(grep -c 'C: EHLO' "$out")" -eq 2
check ":starttls a second time is told of" ends 64 ':starttls\n:starttls\nQUIT\n' "${ca[@]}" "$there"
check "as not needed" holds "$out" 'encrypted already'
for mode in starttls require-starttls; do
    check "--tls $mode secures the connection" ends 0 'NOOP\nQUIT\n' --tls "$mode" "${ca[@]}" "$there"
    check "--tls $mode: before anything else" in_order "$out" 'C: STARTTLS' 'Encrypted with' 'C: EHLO' 'C: NOOP' 'S: 250'
done
check "without --tls nothing is secured" ends 0 'EHLO lab.example\nQUIT\n' "$there"
check "and no handshake begins" lacks "$out" handshake
check "Exim speaks STARTTLS, too" ends 0 ':starttls\nNOOP\nQUIT\n' "${ca[@]}" "localhost:$exim_port"
check "and is verified" in_order "$out" 'S: 220 exim.lab.example' 'S: 220 TLS go ahead' 'Verified: localhost' 'S: 250'
check "a server with an RSA key" ends 0 ':starttls\nQUIT\n' "${ca[@]}" "localhost:${postfix_with[rsa]}"

start_fake 'send 220 plain.example ESMTP\r\n
read
send 250 plain.example\r\n
drain'
check "CT01: required STARTTLS that is not offered is 77" ends 77 'NOOP\n' --tls require-starttls "127.0.0.1:$fake_port"
check "CT01: and is told" holds "$out" 'does not offer STARTTLS'
check "CT01: nothing went out but EHLO" eval '! grep "^C:" "$fake_log" | grep -qv EHLO && ! grep -q NOOP "$fake_log"'
start_fake 'send 220 plain.example ESMTP\r\n
read
send 250 plain.example\r\n
read
send 250 ok\r\n
read
send 221 bye\r\n'
check "CT01: wished STARTTLS that is not offered is warned about" ends 0 'NOOP\nQUIT\n' --tls starttls "127.0.0.1:$fake_port"
check "CT01: and the session goes on in the clear" in_order "$out" 'does not offer STARTTLS. The session goes on in the clear' 'C: NOOP' 'S: 250 ok'
for reply in '454 4.7.0 TLS not available' '502 5.5.1 Not implemented' '354 go ahead'; do
    start_fake "send 220 strange.example ESMTP\\r\\n
read
send 250-strange.example\\r\\n250 STARTTLS\\r\\n
read
send $reply\\r\\n
drain"
    check "CT02: STARTTLS answered with ${reply%% *} is 77 when it is required" ends 77 'NOOP\n' --tls require-starttls "127.0.0.1:$fake_port"
    check "CT02: ${reply%% *} is explained" matches "$out" "cannot do it now \(454\)|answered it with ${reply%% *} instead of 220"
    check "CT02: ${reply%% *}: nothing went out behind STARTTLS" lacks "$fake_log" NOOP
done
start_fake 'send 220 evil.example ESMTP\r\n
read
send 250-evil.example\r\n250 STARTTLS\r\n
read
send 220 go ahead\r\n250-evil.example\r\n250 AUTH PLAIN\r\n
drain'
check "CT03: text behind the 220 is 77" ends 77 ':starttls\nNOOP\n' "127.0.0.1:$fake_port"
check "CT03: and is reported as injected" in_order "$out" 'S: 220 go ahead' 'in the clear' 'CVE-2021-22947'
check "CT03: it was not taken for the server's word" lacks "$out" 'S: 250 AUTH PLAIN'
check "CT03: nothing was sent behind STARTTLS" test "$(tail -n 2 "$fake_log" | head -n 1)" = 'rest: '

# --- TLS with the first byte
check "--tls implicit" ends 0 'EHLO lab.example\nQUIT\n' --tls implicit "${ca[@]}" "localhost:$postfix_tls_port"
check "the handshake comes before the greeting" in_order "$out" 'with the first byte' 'Encrypted with TLSv1.3' 'S: 220 mx.lab.example'
check "smtps:// is the same" ends 0 'EHLO lab.example\nQUIT\n' "${ca[@]}" "smtps://localhost:$postfix_tls_port"
check "with TLS" in_order "$out" 'Encrypted with' 'S: 220' 'C: EHLO' 'S: 250'
check ":connect takes the same options" ends 0 \
    ":connect localhost:$postfix_tls_port --tls implicit --ca $certificates/authority.pem\nEHLO lab.example\nQUIT\n"
check "with TLS, too" in_order "$out" 'Encrypted with' 'S: 220' 'C: EHLO' 'S: 250'
check "CT19: TLS on a plaintext port is 76" ends 76 'EHLO x\n' --tls implicit "${ca[@]}" "$there"
check "CT19: the plain text is shown" holds "$out" '220 mx.lab.example ESMTP'
check "CT19: with the command that works" holds "$out" '--tls starttls'
check "CT19: a plaintext session on a TLS port is 75" ends 75 'EHLO x\n' --timeout 2 "localhost:$postfix_tls_port"
check "CT19: with the command that works" matches "$out" '--tls implicit|:465|smtps'

# --- whom it believes
# refused NAME REASON ADVICE: the server with that certificate is refused, with the reason, and nothing is sent to it.
refused() {
    check "CT09: the certificate $1 is refused with 77" ends 77 ':starttls\nNOOP\n' "${ca[@]}" "localhost:${postfix_with[$1]}"
    check "CT09: $1: the reason is its own" matches "$out" "Could not verify localhost: .*$2"
    check "CT09: $1: the way on is told" matches "$out" 'Could not verify.*--insecure looks anyway'
    check "CT09: $1: nothing more is sent" test "$(grep -c '^.*C: ' "$out")" -eq 2
    check "CT09: $1: --insecure goes on" ends 0 ':starttls\nNOOP\nQUIT\n' "${ca[@]}" --insecure "localhost:${postfix_with[$1]}"
    check "CT09: $1: and says loudly that it is not verified" matches "$out" "NOT VERIFIED: .*$2"
}
refused expired 'expired 3 days ago'
refused future 'begins in 3 days'
refused wrong-name 'is for other\.example, \*\.other\.example, not for localhost'
refused self-signed 'signed with its own key'
check "CT10: a common name alone is refused with 77" ends 77 ':starttls\n' "${ca[@]}" "localhost:${postfix_with[name-only]}"
check "CT10: and told" matches "$out" 'names no host, so it is not for localhost; its common name localhost does not count'
check "CT09: an authority that is not trusted is 77" ends 77 ':starttls\n' --ca "$certificates/stranger.pem" "$there"
check "CT09: and named" matches "$out" 'issued by .*SMTP lab (intermediate|authority).*not trusted'
check "CT09: the system does not trust it either" ends 77 ':starttls\n' "$there"
check "CT09: and that is told in the same way" matches "$out" 'issued by .*SMTP lab (intermediate|authority).*not trusted'
check "a certificate that ends soon is warned about" ends 0 ':starttls\nQUIT\n' "${ca[@]}" "localhost:${postfix_with[soon]}"
check "with its days" holds "$out" 'ends in 5 days'
# fails COMMAND…: as `exits`, with any code but 0.
fails() { ! exits 0 "$@" >/dev/null; }
check "a file of authorities that is not there is an error" fails "$smtpx" --ca "$scratch/none.pem" "$there" </dev/null
check "and named, before anything is connected" eval 'holds "$out" none.pem && lacks "$out" "S: 220"'

check "CT12: an address is checked against the addresses" ends 0 ':starttls\nQUIT\n' "${ca[@]}" "127.0.0.1:$postfix_port"
check "CT12: and no name is sent" holds "$out" 'no name is sent with it, for the target is an IP address'
check "CT12: an address that the certificate lacks is 77" ends 77 ':starttls\n' "${ca[@]}" "127.0.0.1:${postfix_with[wrong-name]}"
check "CT12: and told" matches "$out" 'not for 127\.0\.0\.1'
check "--sni sends another name" ends 0 ':starttls\nQUIT\n' "${ca[@]}" --sni mail.lab.example "$there"
check "and says so" holds "$out" 'mail.lab.example is sent with it'

pin=$(pin server)
check "--pin trusts the key, whoever signed it" ends 0 ':starttls\nQUIT\n' --pin "$pin" "$there"
check "and says so" holds "$out" 'which is one that --pin names'
check "--pin in hexadecimal" ends 0 ':starttls\nQUIT\n' --pin "$(base64 -d <<<"$pin" | od -An -tx1 | tr -d ' \n')" "$there"
check "--pin with a self-signed certificate" ends 0 ':starttls\nQUIT\n' --pin "$(pin self-signed)" "localhost:${postfix_with[self-signed]}"
check "another key is 77" ends 77 ':starttls\n' "${ca[@]}" --pin "$(pin rsa)" "$there"
check "and its pin is told" holds "$out" "$pin"
check "a pin that is none is 64" exits 64 "$smtpx" --pin 1234 "$there" </dev/null

# --- versions
hello='send 220 openssl.example ESMTP\r\n
read
send 250 HELP\r\n
read
send 221 Bye\r\n'
# with_openssl NAME [OPTIONS…]: openssl with the certificate of that name.
with_openssl() {
    start_openssl "$hello" -cert "$certificates/$1.pem" -key "$certificates/$1.key" -cert_chain "$certificates/intermediate.pem" "${@:2}"
}
for version in 1.0:tls1 1.1:tls1_1; do
    old=(rsa "-${version#*:}" -cipher 'DEFAULT@SECLEVEL=0')
    with_openssl "${old[@]}"
    check "CT17: TLS ${version%:*} only is refused with 77" ends 77 'EHLO x\n' --tls implicit "${ca[@]}" "localhost:$openssl_port"
    check "CT17: with the reason" matches "$out" 'RFC 8996|protocol_version'
    check "CT17: and the option to look anyway" holds "$out" '--tls-min 1.0'
    with_openssl "${old[@]}"
    check "CT17: --tls-min 1.0 looks anyway" ends 0 'EHLO x\nQUIT\n' --tls implicit --tls-min 1.0 "${ca[@]}" "localhost:$openssl_port"
    check "CT17: with a warning" in_order "$out" "Encrypted with TLSv${version%:*}" 'S: 220 openssl.example' 'S: 250 HELP'
    check "CT17: that says what is wrong" holds "$out" "TLSv${version%:*} is not to be used any more"
done
for version in 1.2:tls1_2 1.3:tls1_3; do
    with_openssl server "-${version#*:}"
    check "TLS ${version%:*} only is good" ends 0 'EHLO x\nQUIT\n' --tls implicit "${ca[@]}" "localhost:$openssl_port"
    check "and shown" holds "$out" "Encrypted with TLSv${version%:*}"
done
with_openssl server -tls1_2
check "--tls-min 1.3 refuses TLS 1.2 with 77" ends 77 'EHLO x\n' --tls implicit --tls-min 1.3 "${ca[@]}" "localhost:$openssl_port"
check "and says so" matches "$out" 'TLSv1\.3 is the oldest|protocol_version'
with_openssl rsa -tls1_2 -cipher AES128-SHA
check "TLS 1.2 without forward secrecy works" ends 0 'EHLO x\nQUIT\n' --tls implicit "${ca[@]}" "localhost:$openssl_port"
check "and its cipher suite is named" holds "$out" TLS_RSA_WITH_AES_128_CBC_SHA

# --- chains
start_openssl "$hello" -cert "$certificates/server.pem" -key "$certificates/server.key"
check "a chain without its intermediate is 77" ends 77 'EHLO x\n' --tls implicit "${ca[@]}" "localhost:$openssl_port"
check "and the missing one is named" matches "$out" 'issued by .*SMTP lab intermediate'
for chain in unordered extra; do
    start_openssl "$hello" -cert "$certificates/server.pem" -key "$certificates/server.key" -cert_chain "$certificates/$chain.chain"
    check "the chain $chain is good" ends 0 'EHLO x\nQUIT\n' --tls implicit "${ca[@]}" "localhost:$openssl_port"
done

# --- certificates of ours
for version in tls1_2 tls1_3; do
    asking=(server "-$version" -Verify 1 -verify_return_error -CAfile "$certificates/authority.pem")
    with_openssl "${asking[@]}"
    check "$version: without the certificate that the server wants, it is 77" ends 77 'EHLO x\nQUIT\n' --tls implicit "${ca[@]}" "localhost:$openssl_port"
    check "$version: and the alert is explained" matches "$out" 'certificate_required|handshake_failure|bad_certificate'
    with_openssl "${asking[@]}"
    check "$version: with it, all is good" ends 0 'EHLO x\n:tls\nQUIT\n' --tls implicit "${ca[@]}" \
        --cert "$certificates/client.pem" --key "$certificates/client.key" "localhost:$openssl_port"
    check "$version: and it is shown" matches "$out" 'our certificate.*sent:.*A client'
done
with_openssl "${asking[@]}"
check "an encrypted key needs a passphrase, which nobody can type here" ends 77 'EHLO x\nQUIT\n' --tls implicit "${ca[@]}" \
    --cert "$certificates/client.pem" --key "$certificates/client-encrypted.key" "localhost:$openssl_port"
check "and that is told" holds "$out" passphrase
check "LS05: a key that others can read is refused" fails "$smtpx" --cert "$certificates/client.pem" \
    --key "$certificates/server.key" "$there" </dev/null
check "LS05: and named, before anything is connected" eval 'holds "$out" server.key && lacks "$out" "S: 220"'
install -m 600 "$certificates/server.key" "$scratch/other.key"
check "a key of another certificate is refused" fails "$smtpx" --cert "$certificates/client.pem" --key "$scratch/other.key" \
    "$there" </dev/null
check "and that is told, before anything is connected" eval 'matches "$out" "match|belong" && lacks "$out" "S: 220"'

# --- what is known of it
check ":tls shows the page" ends 0 ':starttls\n:tls\nQUIT\n' "${ca[@]}" "$there"
check "with the whole chain" in_order "$out" 'TLSv1.3' 'after STARTTLS' 'localhost' 'Certificate 1 of 2' 'mail.lab.example' \
    'localhost' 'IP 127.0.0.1' 'SMTP lab intermediate' 'EC P-256' "$(fingerprint server)" "$pin" http://ocsp.lab.example/ \
    http://lab.example/intermediate.der 'Certificate 2 of 2' 'SMTP lab authority' "$(fingerprint intermediate)"
check "with the days that are left" matches "$out" 'valid to.*(59|60) days left'
check ":tls pem writes the chain" ends 0 ":starttls\n:tls pem $scratch/chain.pem\nQUIT\n" "${ca[@]}" "$there"
check "as the server sent it" diff <(grep -v '^$' "$certificates/server.chain") "$scratch/chain.pem"
check "for its owner only" test "$(stat -c %a "$scratch/chain.pem")" = 600
check "LS06: :tls pem overwrites nothing" ends 1 ":starttls\n:tls pem $scratch/chain.pem\nQUIT\n" "${ca[@]}" "$there"
check "LS06: and says so" matches "$out" 'exists|already'

#!/usr/bin/env bash
# What servers can do beyond the basics, with real ones: PIPELINING, DSN, SMTPUTF8, XCLIENT, ETRN and the PROXY protocol with
# Postfix, PRDR and CHUNKING with Exim, LMTP with Dovecot.
source "$(dirname "$0")/servers.sh"
# shellcheck source=exim.sh
source "$repository/Tests/Interop/exim.sh"
# shellcheck source=dovecot-lmtp.sh
source "$repository/Tests/Interop/dovecot-lmtp.sh"

proxied_port=$(free_port)
start_postfix "smtpd_authorized_xclient_hosts = 127.0.0.0/8
smtpd_authorized_xforward_hosts = 127.0.0.0/8
smtputf8_enable = yes
fast_flush_domains = lab.example" "flush unix n - n 1000? 0 flush
127.0.0.1:$proxied_port inet n - n - - smtpd -o smtpd_upstream_proxy_protocol=haproxy"
maillog=$postfix_home/data/maillog
# logged PATTERN: Postfix writes this into its log soon.
logged() { until_true 10 $sudo grep -qE -- "$1" "$maillog" || { $sudo tail -5 "$maillog"; return 1; }; }

# PIPELINING
check "a held group is taken by Postfix, for one of two recipients" ends 0 \
'EHLO lab.example
:hold
MAIL FROM:<teacher@lab.example>
RCPT TO:<nobody@lab.example>
RCPT TO:<student@lab.example>
DATA
:release
Subject: held

body
.
QUIT
' "127.0.0.1:$postfix_port"
check "all of it went out before the first reply, which answers the first command" in_order "$out" \
    'C: MAIL FROM' 'C: RCPT TO:<nobody' 'C: RCPT TO:<student' 'C: DATA' 'S: 250 2.1.0 Ok' 'S: 550 5.1.1' 'S: 250 2.1.5 Ok' \
    'S: 354' 'S: 250 2.0.0 Ok: queued as'
check "the message arrives" until_true 20 has_delivery

printf 'EHLO lab.example\n:hold\nMAIL FROM:<a@lab.example>\nRCPT TO:<student@lab.example>\nRSET\n:release\nQUIT\n' >"$scratch/in"
strace -f -s 400 -e trace=write,writev,sendto,sendmsg -o "$scratch/trace" "$smtpx" "127.0.0.1:$postfix_port" \
    <"$scratch/in" >"$out" 2>"$err" || true
check "and in one write" grep -qE 'MAIL FROM:<a@lab.example>\\r\\nRCPT TO:<student@lab.example>\\r\\nRSET\\r\\n"' "$scratch/trace"

# Composed commands
check "parameters are encoded, and Postfix takes them" ends 0 \
'EHLO lab.example
:mail teacher@lab.example size=100 ret=hdrs envid="order 1+2"
:rcpt student@lab.example notify=success,failure orcpt=student+tag@lab.example
RSET
:mail "jörg@lab.example" body=8bitmime
QUIT
' "127.0.0.1:$postfix_port"
check "ENVID and ORCPT" in_order "$out" 'C: MAIL FROM:<teacher@lab.example> SIZE=100 RET=HDRS ENVID=order+201+2B2' \
    'ENVID says order 1+2' 'S: 250 2.1.0 Ok' 'ORCPT=rfc822;student+2Btag@lab.example' 'S: 250 2.1.5 Ok'
check "SMTPUTF8 is added where it is needed" in_order "$out" 'C: MAIL FROM:<jörg@lab.example> BODY=8BITMIME SMTPUTF8' 'S: 250 2.1.0 Ok'

# Pretending
check "XCLIENT changes who we are" ends 0 \
'EHLO lab.example
:xclient NAME=client.example.org ADDR=192.0.2.7 PORT=4711 HELO=client.example.org
EHLO again.example
:xforward NAME=first.example.org ADDR=192.0.2.8 SOURCE=REMOTE
MAIL FROM:<teacher@lab.example>
RCPT TO:<student@lab.example>
QUIT
' "127.0.0.1:$postfix_port"
check "and Postfix greets again" in_order "$out" 'C: XCLIENT NAME=client.example.org ADDR=192.0.2.7' 'S: 220 mx.lab.example' \
    'C: EHLO again.example' 'C: XFORWARD' 'S: 250 2.0.0 Ok' 'S: 250 2.1.5 Ok'
check "the log knows the client that we pretended to be" logged 'client=client.example.org\[192.0.2.7\]'

for header in "v1 192.0.2.77:4711 127.0.0.1:25" "v2 192.0.2.78:4711 127.0.0.1:25"; do
    address=${header#v? }
    address=${address%%:*}
    check "the header ${header%% *} of the PROXY protocol is understood" ends 0 'EHLO lab.example\nQUIT\n' \
        --proxy-header "$header" "127.0.0.1:$proxied_port"
    check "and the server takes $address for the client" logged "connect from unknown\[${address//./\\.}\]"
    check "it is shown as what was sent first" in_order "$out" "PROXY protocol, $header" 'S: 220'
done
source_port=$(free_port)
check "the source port is the one asked for" ends 0 'QUIT\n' --source 127.0.0.1 --source-port "$source_port" "127.0.0.1:$postfix_port"
check "and it is told" holds "$out" "from 127.0.0.1:$source_port"

check "ETRN is answered" ends 0 'EHLO lab.example\nETRN lab.example\nQUIT\n' "127.0.0.1:$postfix_port"
check "by 250" in_order "$out" 'C: ETRN lab.example' 'S: 250'

# The safety switch
check "safe mode commits nothing in a pipe" ends 77 \
    ':set mode safe\nEHLO lab.example\nMAIL FROM:<a@lab.example>\nRCPT TO:<student@lab.example>\nDATA\nhello\n.\nQUIT\n' \
    "127.0.0.1:$postfix_port"
check "it says why" holds "$out" 'Nothing was committed: safe mode asks'
check "Postfix saw the connection end in the content" logged 'lost connection after DATA'

# Exim
start_exim
check "PRDR: each recipient gets a verdict of its own" ends 0 \
'EHLO lab.example
:mail teacher@lab.example prdr
RCPT TO:<one@lab.example>
RCPT TO:<refused@lab.example>
DATA
Subject: three verdicts

body
.
QUIT
' "127.0.0.1:$exim_port"
check "announced by 353, in the order of RCPT, and then the last one" in_order "$out" 'C: .' 'S: 353' \
    'for <one@lab.example>: server 250 OK' 'for <refused@lab.example>: server 550 PERM' 'S: 250 id=' 'S: 221'
check "CHUNKING: Exim takes a message by BDAT" ends 0 \
'EHLO lab.example
MAIL FROM:<teacher@lab.example>
RCPT TO:<one@lab.example>
:raw "BDAT 22 LAST\\r\\nSubject: x\\r\\n\\r\\nbody\\r\\n\\r\\n"
QUIT
' "127.0.0.1:$exim_port"
check "and has it" in_order "$out" 'C raw: BDAT 22 LAST' 'S: 250' 'S: 221'

# Dovecot
start_dovecot_lmtp
check "LMTP: one recipient gets the message, the other does not" ends 75 \
'LHLO lab.example
MAIL FROM:<teacher@lab.example>
RCPT TO:<student@lab.example>
RCPT TO:<stuck@lab.example>
DATA
Subject: by LMTP

body
.
' --lmtp "unix:$lmtp_socket"
check "each reply names its recipient" in_order "$out" 'C: .' 'for <student@lab.example>: server 250 OK' \
    'for <stuck@lab.example>: server 451 TEMP'
check "the one message is there" sh -c "cat '$lmtp_home'/mail/student/Maildir/new/* | grep -q 'Subject: by LMTP'"
check "lmtp:unix: says the same in the target" ends 0 'LHLO lab.example\nQUIT\n' "lmtp:unix:$lmtp_socket"
check "and a bare socket speaks SMTP, which Dovecot does not take here" ends 0 'EHLO lab.example\nQUIT\n' "unix:$lmtp_socket"
check "as it says" matches "$out" 'S: 5..'

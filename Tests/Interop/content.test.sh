#!/usr/bin/env bash
# Messages from files by DATA and by BDAT, to a real Postfix and to smtp-sink: what is delivered is compared byte by byte
# with the file. Also what must not be delivered: half a message, and one that is too large.
source "$(dirname "$0")/servers.sh"

# Postfix must not complete the header of clients on this machine.
start_postfix 'local_header_rewrite_clients =
message_size_limit = 0
mailbox_size_limit = 0
virtual_mailbox_limit = 0'
cd "$scratch" || exit 1

# The files begin with a header line of their own, which finds them behind the trace header that Postfix puts on top.
begin() { printf 'X-Content: %s\n' "$1"; }
crlf() { sed 's/$/\r/'; }

begin dots >dots && printf 'Subject: dots\n\n.\n..\n.one\nin.side\n.\n' >>dots
begin no-end >no-end && printf '\nthe last line has no line end' >>no-end
begin crlf | crlf >crlf && printf '\r\n.dot\r\nline\r\n' >>crlf
begin crlf-no-end | crlf >crlf-no-end && printf '\r\n.dot\r\n.' >>crlf-no-end
begin eight-bit >eight-bit && printf '\ncaf\303\251 \377\200\001\n' >>eight-bit
begin long >long && { echo; head -c 998 /dev/zero | tr '\0' x; printf '\n.'; head -c 997 /dev/zero | tr '\0' y; echo; } >>long
begin large >large && { echo; head -c 74000000 /dev/urandom | base64 -w 74; } >>large

# Lines of the envelope; the sender says BODY=8BITMIME, so that nothing is to be warned of.
envelope='EHLO lab.example\nMAIL FROM:<teacher@lab.example> BODY=8BITMIME\nRCPT TO:<student@lab.example>\n'

# found NAME: the message is in the mailbox; its path in $delivered.
found() {
    delivered=$($sudo grep -rla -m1 "^X-Content: $1"$'\r\\?$' "$postfix_home/mail/student/new" 2>/dev/null | head -n 1)
    [ -n "$delivered" ]
}
# arrived NAME FILE: what was delivered, from the file's first line on, is the file with LF line ends, as mailboxes have.
arrived() {
    until_true 60 found "$1" || { echo "  not delivered: $1" && tail -n 3 "$postfix_home/data/maillog" && return 1; }
    found "$1"
    $sudo cat "$delivered" | LC_ALL=C sed -n "/^X-Content: $1/,\$p" >"$scratch/arrived"
    LC_ALL=C sed 's/\r$//' "$2" >"$scratch/expected"
    [ -z "$(tail -c 1 "$scratch/expected")" ] || echo >>"$scratch/expected"
    $sudo rm -f "$delivered"
    cmp "$scratch/expected" "$scratch/arrived"
}

for name in dots no-end crlf crlf-no-end eight-bit long; do
    check "SC03: $name goes out by DATA" ends 0 "$envelope:message $name\nQUIT\n" "127.0.0.1:$postfix_port"
    check "SC03: $name is accepted after 354, in one entry" in_order "$out" 'C: DATA' 'S: 354' "C: [$name: " 'S: 250 2.0.0 Ok: queued'
    check "SC03: $name arrives byte for byte" arrived "$name" "$name"
done
check "the changes are told" ends 0 "$envelope:message dots\nQUIT\n" "127.0.0.1:$postfix_port"
check "SC03: dots and line ends are counted" holds "$out" \
    '4 lines got a second dot, which the server takes off again; 8 LF became CRLF.'
arrived dots dots
check "clean content is not said to be changed" ends 0 "$envelope:message crlf-no-end\nQUIT\n" "127.0.0.1:$postfix_port"
check "but for its end" holds "$out" '2 lines got a second dot, which the server takes off again; a final CRLF was added.'
arrived crlf-no-end crlf-no-end
check "eight-bit content that MAIL did not announce is told of" ends 0 \
    'EHLO x\nMAIL FROM:<a@lab.example>\nRCPT TO:<student@lab.example>\n:message eight-bit\nQUIT\n' "127.0.0.1:$postfix_port"
check "with the parameter" holds "$out" 'MAIL did not say BODY=8BITMIME'
arrived eight-bit eight-bit

check "100 MB go out by DATA" ends 0 "$envelope:message large\nQUIT\n" "127.0.0.1:$postfix_port"
check "100 MB are told in two lines, not in a million" test "$(wc -l <"$out")" -lt 60
check "100 MB arrive byte for byte" arrived large large

# --- BDAT
for name in dots no-end crlf eight-bit; do
    perl -pe 's/\r?\n/\r\n/' "$name" >"$name.wire"
    check "$name goes out by BDAT in chunks of 7 bytes" ends 0 "$envelope:bdat $name.wire 7\nQUIT\n" "127.0.0.1:$postfix_port"
    check "$name is accepted with the last chunk" in_order "$out" 'C: BDAT 7' 'S: 250' ' LAST' "C: [$name.wire: "
    check "$name arrives byte for byte" arrived "$name" "$name.wire"
done
crlf <large >large.wire
check "100 MB go out by BDAT" ends 0 "$envelope:bdat large.wire 16M\nQUIT\n" "127.0.0.1:$postfix_port"
check "100 MB arrive byte for byte by BDAT" arrived large large.wire
rm -f large.wire

# --- smtp-sink keeps what it hears
$sudo install -d -m 777 "$scratch/dump"
start_sink -d "$scratch/dump/message."
sink_envelope='EHLO x\nMAIL FROM:<a@lab.example>\nRCPT TO:<b@lab.example>\n'
sink_has() { $sudo sh -c "cat '$scratch'/dump/message.*" >"$scratch/dumped" 2>/dev/null && grep -qa "X-Content: $1" "$scratch/dumped"; }
check "smtp-sink takes a message by DATA" ends 0 "$sink_envelope:message long\nQUIT\n" "127.0.0.1:$sink_port"
check "smtp-sink has it" until_true 10 sink_has long
LC_ALL=C sed -n '/^X-Content: long/,$p' "$scratch/dumped" | LC_ALL=C sed 's/\r$//' >"$scratch/arrived"
check "smtp-sink has every line of it" cmp -n "$(wc -c <long)" long "$scratch/arrived"

# --- what is not sent
check "a missing file is 66" ends 66 "$envelope:message none\nQUIT\n" "127.0.0.1:$postfix_port"
check "a missing file sends no DATA" lacks "$out" 'C: DATA'
check "a missing file is named" holds "$out" 'none cannot be read: No such file or directory.'
check "a folder is 66" ends 66 "$envelope:message .\nQUIT\n" "127.0.0.1:$postfix_port"
check "standard input is the script, and no message" ends 64 "$envelope:message -\nQUIT\n" "127.0.0.1:$postfix_port"
check "and that is said" holds "$out" 'Standard input is where the lines of this session come from'
check "no recipient, no DATA" ends 1 \
    'EHLO x\nMAIL FROM:<a@lab.example>\nRCPT TO:<nobody@lab.example>\n:message dots\nQUIT\n' "127.0.0.1:$postfix_port"
check "and no content" lacks "$out" 'C: DATA'

practice='EHLO x\nMAIL FROM:<a@lab.example>\nRCPT TO:<student@practice.test>\n'
check "a file above the server's SIZE is 65" ends 65 "$practice:message large\nQUIT\n" --practice
check "with the prediction" holds "$out" 'and the server takes at most 10,485,760 (SIZE, RFC 1870): it would answer 552.'
check "and without DATA" lacks "$out" 'C: DATA'
check "PS08: --anyway sends it" ends 0 "$practice:message large --anyway\nQUIT\n" --practice
check "PS08: and the server says what was predicted" in_order "$out" 'C: [large: ' 'S: 552 5.3.4' 'C: QUIT' 'S: 221'

head -c 300000 /dev/urandom >binary
check "a binary file goes out by BDAT with BODY=BINARYMIME" ends 0 \
    'EHLO x\nMAIL FROM:<a@lab.example> BODY=BINARYMIME\nRCPT TO:<student@practice.test>\n:bdat binary 64k\nQUIT\n' --practice
check "one chunk ahead, and accepted with all its octets" in_order "$out" 'C: BDAT 65536' 'S: 250 2.0.0 65536 octets received' \
    'C: BDAT 37856 LAST' 'C: [binary: 300,000 bytes, ' 'S: 250 2.0.0 Accepted: 300000 octets for 1 recipient'
check "and nothing to warn of" lacks "$out" 'BINARYMIME (RFC 3030'

# --- ^C: the connection ends, and nothing is delivered
mkfifo endless
printf '%b' "$envelope:message endless\nQUIT\n" >"$scratch/in"
"$smtpx" "127.0.0.1:$postfix_port" <"$scratch/in" >"$out" 2>&1 &
running=$!
exec 7>endless
printf 'X-Content: half\n\nhalf of a message\n' >&7
check "half a message is under way" until_true 20 grep -q 'Sending endless' "$out"
kill -INT "$running"
wait "$running"
check "^C in the middle of the content is 130" test $? -eq 130
exec 7>&-
check "^C says why the connection is closed" holds "$out" 'so that the server does not take half a message for a whole one.'
check "^C leaves no dot" lacks "$out" 'S: 250 2.0.0 Ok: queued'
check "Postfix lost the connection after DATA" until_true 20 $sudo grep -q 'lost connection after DATA' "$postfix_home/data/maillog"
check "and delivers no half message" eval '! found half'

#!/usr/bin/env bash
# Command lines of swaks, and the scripts made of them: a server that writes down every line must hear the same from both.
source "$(dirname "$0")/servers.sh"
# shellcheck source=canary.sh
source "$repository/Tests/Interop/canary.sh"

password='Kn0wnToNobody+37'
export SMTPX_PASSWORD=$password
printf 'line one\n.dot\n\nSubject: in the body\nlast \303\244\n' >"$scratch/body.txt"
printf 'From someone Mon\nSubject: whole\nX-To: %%TO_ADDRESS%%\n\nwhole %%FROM_ADDRESS%%\n.\n' >"$scratch/whole.eml"
head -c 3000 /dev/urandom >"$scratch/data.bin"

# What differs from run to run: the number of the process in boundary and Message-ID, and the time.
normalized() {
    sed -E 's/(_MIME_BOUNDARY_00[04]_)[0-9]+/\1N/g; s/<[0-9]{14}\.[0-9]+@/<N@/g
        s/[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} [+-][0-9]{4}/DATE/g' "$1"
}

# hear NAME COMMAND…: what the server hears from the command, in $scratch/heard.NAME. %PORT% in it is the server's port.
hear() {
    local name=$1 words=() word
    shift
    start_fake 'send 220 fake ESMTP\r\n
session PIPELINING 8BITMIME PRDR XCLIENT_NAME_ADDR AUTH_PLAIN_LOGIN_CRAM-MD5'
    for word; do words+=("${word//%PORT%/$fake_port}"); done
    "${words[@]}" >"$scratch/$name.out" 2>&1
    until_true 10 grep -q '^done' "$fake_log" || { cat "$scratch/$name.out"; return 1; }
    # A client that says nothing is heard as nothing.
    sed -n '/^C: /p' "$fake_log" >"$scratch/heard.$name"
}

# play ARGUMENTS…: the script made of them, played.
play() {
    "$smtpx" from-swaks -- swaks "$@" >"$scratch/script.smtpx" 2>"$scratch/remarks" || return 1
    "$smtpx" run "$scratch/script.smtpx"
}

# same ARGUMENTS…: both say the same to the server, and no password stands in the script.
same() {
    hear swaks swaks --helo lab.example --server 127.0.0.1:%PORT% "$@" || return 1
    hear script play --helo lab.example --server 127.0.0.1:%PORT% "$@" || return 1
    diff <(normalized "$scratch/heard.swaks") <(normalized "$scratch/heard.script") ||
        { cat "$scratch/script.smtpx" "$scratch/script.out"; return 1; }
    no_canary "$scratch/script.smtpx" "$scratch/remarks"
}

check "a plain message" same --from a@lab.example --to b@lab.example
check "several recipients, of which one is refused" same -f a@lab.example -t b@lab.example,bad@lab.example,c@lab.example
check "only refused recipients end it before DATA in both" same -f a@lab.example -t bad@lab.example
check "no sender" same -f '<>' -t b@lab.example
check "one hyphen, = and the beginning of a name" same -fro=a@lab.example -to=b@lab.example -header-X-One=1
check "a value that looks like an option is none" same --from --to b@lab.example -f a@lab.example
check "--no-option takes back" same -f a@lab.example -t b@lab.example --quit-after mail --no-quit-after
check "a body with line breaks" same -f a@lab.example -t b@lab.example --body 'one\ntwo\n\nthree'
check "a body from a file, with dots, empty lines and UTF-8" same -f a@lab.example -t b@lab.example --body "@$scratch/body.txt"
check "a body that begins with @" same -f a@lab.example -t b@lab.example --body '@@home'
check "fields that replace and fields that are added" same -f a@lab.example -t b@lab.example --h-Subject 'new one' \
    --header 'X-New: n' --add-header 'X-Added: a\nX-Second: b' -ah 'Subject: twice'
check "a whole message with tokens, without its From_ line" same -f a@lab.example -t b@lab.example --data "@$scratch/whole.eml"
check "a whole message with its From_ line" same -f a@lab.example -t b@lab.example --data "@$scratch/whole.eml" --no-strip-from
check "data written out" same -f a@lab.example -t b@lab.example -d 'Subject: d\nFrom: %FROM_ADDRESS%\n\nbody\n'
check "an attachment" same -f a@lab.example -t b@lab.example --attach-type image/png --attach "@$scratch/data.bin"
check "an attachment with a name of its own" same -f a@lab.example -t b@lab.example --attach-name x.bin --attach "@$scratch/data.bin" --body text
check "two bodies and an attachment" same -f a@lab.example -t b@lab.example --attach-body plain --attach-type text/html \
    --attach-body '<p>html</p>' --attach 'written out'
for stage in connect first-helo ehlo xclient auth mail from rcpt to; do
    check "--quit-after $stage" same -f a@lab.example -t b@lab.example -q "$stage" --xclient-name n -a PLAIN -au me -ap "$password"
done
for stage in connect helo mail rcpt; do
    check "--drop-after $stage" same -f a@lab.example -t b@lab.example --drop-after "$stage"
done
check "AUTH PLAIN" same -f a@lab.example -t b@lab.example -a plain -au me -ap "$password"
check "AUTH LOGIN" same -f a@lab.example -t b@lab.example --auth LOGIN --auth-user me@lab.example --auth-password "$password"
check "AUTH CRAM-MD5" same -f a@lab.example -t b@lab.example --auth CRAM-MD5 --auth-user me --auth-password "$password"
check "XCLIENT in groups, encoded" same -f a@lab.example -t b@lab.example --xclient-name 'a b' --xclient-addr 192.0.2.1 \
    --xclient-delim --xclient-name n2 --xclient 'ADDR=192.0.2.9'
check "a PROXY header" same -f a@lab.example -t b@lab.example --proxy-family TCP4 --proxy-source 192.0.2.1 --proxy-source-port 4711 \
    --proxy-dest 198.51.100.2 --proxy-dest-port 25
check "PRDR" same -f a@lab.example -t b@lab.example --prdr
check "HELO" same -f a@lab.example -t b@lab.example --protocol SMTP
check "LHLO" same -f a@lab.example -t b@lab.example --protocol LMTP
check "PIPELINING" same -f a@lab.example -t b@lab.example,c@lab.example --pipeline

check "an unknown option is an error with the nearest name" exits 64 "$smtpx" from-swaks -- swaks --form a@lab.example
check "which is named" holds "$err" '--from'
check "the beginning of several names is an error" exits 64 "$smtpx" from-swaks -- swaks --aut x
check "a word of no option is an error, and not repeated: it may be a password" exits 64 "$smtpx" from-swaks -- swaks -t b@lab.example "$password"
check "so it is not" no_canary "$err" "$out"
check "what swaks would ask for is an error" exits 64 "$smtpx" from-swaks -- swaks --server 127.0.0.1 --to
check "standard input is not read" exits 64 "$smtpx" from-swaks -- swaks -t b@lab.example --data -
check "without a server the script takes one from the command line" exits 0 "$smtpx" from-swaks -- swaks -t b@lab.example
check "as its target" holds "$out" ":connect \${TARGET}"
check "what has no equivalent is named" exits 0 "$smtpx" from-swaks -- swaks -t b@lab.example -s mx.lab.example --tls --tls-cipher X --silent 2
check "on standard error" holds "$err" '--tls-cipher has no equivalent'
check "and in the script" holds "$out" '# --tls-cipher has no equivalent'

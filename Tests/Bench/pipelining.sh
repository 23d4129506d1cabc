# Sourced by `run`: 10,000 recipients in one group, beside the same bytes without any program around them, and beside
# smtp-source, which waits for each reply.
# shellcheck shell=bash

recipients=10000
start_pipelining_bench() {
    start_sink
    {
        printf 'EHLO bench.lab.example\n:hold\nMAIL FROM:<teacher@lab.example>\n'
        seq -f 'RCPT TO:<user%g@lab.example>' "$recipients"
        printf ':release\nQUIT\n'
    } >"$scratch/held"
    {
        printf 'EHLO bench.lab.example\r\nMAIL FROM:<teacher@lab.example>\r\n'
        seq -f 'RCPT TO:<user%g@lab.example>' "$recipients" | sed 's/$/\r/'
        printf 'QUIT\r\n'
    } >"$scratch/bytes"
}

group_with_smtpx() { "$smtpx" "127.0.0.1:$sink_port" <"$scratch/held" && [ "$(grep -c 'S: 250' "$scratch/bench.out")" -ge "$recipients" ]; }
group_with_bytes() {
    local status=0
    exec 9<>"/dev/tcp/127.0.0.1/$sink_port"
    cat "$scratch/bytes" >&9 &
    cat <&9 || status=$?
    wait $!
    exec 9<&-
    return "$status"
}
group_with_source() {
    /usr/sbin/smtp-source -m 1 -s 1 -r "$recipients" -f teacher@lab.example -t user@lab.example "127.0.0.1:$sink_port"
}

start_pipelining_bench
echo "== $recipients recipients held and released, all replies shown and explained"
median_of group 5 smtpx bytes source
# shellcheck disable=SC2154
awk -v x="${median[smtpx]}" -v b="${median[bytes]}" -v s="${median[source]}" 'BEGIN {
    printf "smtpx %.0f ms, the bytes alone %.0f ms, smtp-source (one at a time) %.0f ms\n", x / 1000, b / 1000, s / 1000
    printf "ratio smtpx/bytes %.1f, smtpx/smtp-source %.2f (hold: under 2 of the second)\n", x / b, x / s }'

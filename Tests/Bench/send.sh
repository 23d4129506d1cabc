# Sourced by `run`, behind tls.sh, whose median_of and ratio it uses: one small message in one command, beside curl and swaks.
# shellcheck shell=bash

start_sink
printf 'From: a@lab.example\r\nTo: b@lab.example\r\nSubject: bench\r\n\r\nsmall\r\n' >"$scratch/small.eml"

message_with_smtpx() { "$smtpx" send "127.0.0.1:$sink_port" --from a@lab.example --to b@lab.example "$scratch/small.eml"; }
message_with_composed() { "$smtpx" send "127.0.0.1:$sink_port" --from a@lab.example --to b@lab.example --subject bench --body small; }
message_with_curl() {
    curl -sS "smtp://127.0.0.1:$sink_port" --mail-from a@lab.example --mail-rcpt b@lab.example --upload-file "$scratch/small.eml"
}
message_with_swaks() { swaks --server "127.0.0.1:$sink_port" --from a@lab.example --to b@lab.example --data "@$scratch/small.eml"; }

echo "== one small message in one command"
median_of message 21 smtpx composed curl swaks
awk -v mine="${median[smtpx]}" -v curl="${median[curl]}" 'BEGIN {
    printf "smtpx - curl %.1f ms (hold: at most 20)\n", (mine - curl) / 1000 }'
ratio smtpx swaks 1

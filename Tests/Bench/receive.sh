# Sourced by `run`, behind tls.sh, whose median_of it uses: the practice server takes mail, beside smtp-sink and aiosmtpd.
# shellcheck shell=bash

# Fewer are enough for a look.
messages=${BENCH_MESSAGES:-5000}
rounds=${BENCH_ROUNDS:-7}

# serve_with_NAME PORT: each becomes its server.
serve_with_practice() { exec "$smtpx" serve --quiet --listen "127.0.0.1:$1"; }
serve_with_sink() { exec /usr/sbin/smtp-sink "${sink_user[@]}" "127.0.0.1:$1" 100; }
# It takes everything and keeps nothing.
serve_with_aiosmtpd() { exec /usr/bin/python3 -m aiosmtpd -n -c aiosmtpd.handlers.Sink -l "127.0.0.1:$1"; }
sink_user=()
[ "$(id -u)" -ne 0 ] || sink_user=(-u nobody)

declare -A receiver_port receiver_pid
for name in practice sink aiosmtpd; do
    receiver_port[$name]=$(free_port)
    (cd "$scratch" && "serve_with_$name" "${receiver_port[$name]}") >"$scratch/$name.log" 2>&1 &
    receiver_pid[$name]=$!
    at_exit+=("kill $!")
    until_true 20 listens "${receiver_port[$name]}" || { cat "$scratch/$name.log"; echo "FAIL $name did not start"; exit 1; }
done

receive_with() {
    /usr/sbin/smtp-source -s 10 -m "$messages" -l 1024 -f a@client.example -t student@practice.test "127.0.0.1:${receiver_port[$1]}"
}
receive_with_practice() { receive_with practice; }
receive_with_sink() { receive_with sink; }
receive_with_aiosmtpd() { receive_with aiosmtpd; }

echo "== taking $messages messages of 1 kB from smtp-source -s 10"
median_of receive "$rounds" practice sink aiosmtpd
# On a machine that does other things too, the processor time tells more than the clock. One round more than counted has run.
for name in practice sink aiosmtpd; do
    awk -v name="$name" -v us="${median[$name]}" -v n="$messages" -v all=$((messages * (rounds + 1))) -v hertz="$(getconf CLK_TCK)" '{
        printf "%-9s %8.0f messages/s, %4.0f us of processor time for each\n", name, n * 1e6 / us, ($14 + $15) * 1e6 / hertz / all }' \
        "/proc/${receiver_pid[$name]}/stat"
done
awk -v mine="${median[practice]}" -v sink="${median[sink]}" -v aiosmtpd="${median[aiosmtpd]}" 'BEGIN {
    printf "ratio practice/smtp-sink %.2f (hold: at least 0.8)\n", sink / mine
    printf "ratio practice/aiosmtpd %.2f (hold: at least 5)\n", aiosmtpd / mine }'

echo "== from the start until the port is open"
/usr/bin/python3 Tests/Bench/start.py 41 "$(free_port)" \
    "practice=$smtpx serve --quiet --listen 127.0.0.1:PORT" \
    "sink=/usr/sbin/smtp-sink ${sink_user[*]} 127.0.0.1:PORT 100" \
    "aiosmtpd=/usr/bin/python3 -m aiosmtpd -n -c aiosmtpd.handlers.Sink -l 127.0.0.1:PORT"
echo "(hold: practice under 20 ms)"

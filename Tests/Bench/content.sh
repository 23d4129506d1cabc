# Sourced by `run`: one message of 100 MB by DATA to smtp-sink, beside curl and swaks: time, and the most memory.
# shellcheck shell=bash

# Each of these sends $scratch/message.
session="EHLO bench.lab.example\nMAIL FROM:<teacher@lab.example>\nRCPT TO:<student@lab.example>\n:message $scratch/message\nQUIT\n"
data_with_smtpx() { printf '%b' "$session" | measured "$smtpx" "127.0.0.1:$sink_port"; }
data_with_curl() {
    measured curl -sS --mail-from teacher@lab.example --mail-rcpt student@lab.example -T "$scratch/message" \
        "smtp://127.0.0.1:$sink_port/bench.lab.example"
}
data_with_swaks() {
    measured swaks --suppress-data --ehlo bench.lab.example --from teacher@lab.example --to student@lab.example \
        --data "@$scratch/message" --server "127.0.0.1:$sink_port"
}

# measured COMMAND…: runs it, and notes the most memory that it held, in kB, in $scratch/memory.
measured() {
    /usr/bin/python3 -c 'import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)' "$scratch/memory" "$@"
}

echo "== one message of 100 MB by DATA"
# Each 57 bytes become a line of 78.
head -c 73076940 /dev/urandom | base64 -w 76 | sed 's/$/\r/' >"$scratch/message"
median_of data 7 smtpx curl swaks
ratio smtpx curl 1.1
ratio smtpx swaks 1
declare -A memory
for name in smtpx curl swaks; do
    "data_with_$name" >"$scratch/bench.out" 2>&1
    memory[$name]=$(cat "$scratch/memory")
    echo "$name ${memory[$name]} kB"
done
awk -v mine="${memory[smtpx]}" -v peer="${memory[curl]}" 'BEGIN { printf "ratio memory smtpx/curl %.2f (hold: at most 2)\n", mine / peer }'

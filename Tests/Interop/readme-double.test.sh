#!/usr/bin/env bash
# README's example of a test double, in an empty folder: as a reader types it, and then once more.
source "$(dirname "$0")/servers.sh"

example=$scratch/example.sh
awk '/^```sh$/ { block = ""; inside = 1; next } /^```$/ { if (inside && block ~ /--max-messages/) printf "%s", block; inside = 0 }
    inside { block = block $0 "\n" }' "$repository/README.md" >"$example"
mkdir "$scratch/folder" "$scratch/programs" && ln -s "$smtpx" "$scratch/programs/smtpx"

# follow: what the reader sees goes to $out.
follow() { (cd "$scratch/folder" && PATH=$scratch/programs:$PATH exits 0 bash -u "$example"); }

for time in first second; do
    check "the example works the $time time" follow
    check "without a complaint" test ! -s "$err"
    check "it shows the refusal that the client met, and the message" in_order "$out" "put off: {'450-4.2.1@practice.test': (450, b'4.2.1 " \
        '"event":"stored","message":1,"from":"<app@practice.test>","to":["<alice@practice.test>"],"mailboxes":["alice"]'
    check "and no more than that" test "$(wc -l <"$out")" -eq 3
done
sed -i 's/smtplib.SMTP("127.0.0.1"/smtplib.SMTP("192.0.2.1.invalid"/' "$example"
ends_in_time() { (cd "$scratch/folder" && PATH=$scratch/programs:$PATH timeout 30 bash "$example" >"$out" 2>"$err"; [ $? -ne 124 ]); }
check "a client that fails leaves no server behind" ends_in_time

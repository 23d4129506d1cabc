#!/usr/bin/env bash
# Messages on the full screen: written in an editor, and sent from a file with the progress shown.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

$sudo install -d -m 777 "$scratch/dump"
start_sink -d "$scratch/dump/message."
dumped() { $sudo sh -c "cat '$scratch'/dump/message.*" 2>/dev/null | tr -d '\r' >"$scratch/dumped" && grep -qa "$1" "$scratch/dumped"; }

# An editor that shows what it was given, waits for a key, and then does what the key says.
cat >"$scratch/editor" <<'EDITOR'
#!/usr/bin/env bash
echo "editing $1 of mode $(stat -c %a "$1") in a folder of mode $(stat -c %a "$(dirname "$1")")"
echo "$1" >"$NOTE"
read -r -n 1 key
case $key in
    w) sed -i 's/^Subject: $/Subject: from the editor/' "$1" && printf '.dot\n' >>"$1" ;;
    e) : >"$1" ;;
    f) exit 3 ;;
esac
EDITOR
chmod +x "$scratch/editor"

# begin_message NAME: of another sender and recipient each time, so that older verdicts are not taken for theirs.
begin_message() {
    send_line "MAIL FROM:<$1-teacher@lab.example>" '✓ OK +250' && send_line "RCPT TO:<$1-student@lab.example>" '✓ OK +250'
}

start_screen 120 36 env -C "$scratch" -u VISUAL EDITOR="$scratch/editor" NOTE="$scratch/note" TMPDIR="$scratch" XDG_RUNTIME_DIR= "$smtpx" "127.0.0.1:$sink_port"
until_told '✓ OK +220'
send_line 'EHLO lab.example' '✓ OK +250'
check "a message is begun" begin_message first
enter ':compose'
check ":compose gives the terminal to the editor" until_shown 'editing ' 'of mode 600 in a folder of mode 700'
check "on the shell's own screen" alternate 0
write q
check "an editor that saves nothing sends nothing" until_shown 'Nothing was saved in the editor, so nothing was sent.'
check "and the screen is back" alternate 1
enter ':compose'
until_shown 'editing '
write f
check "an editor that fails sends nothing" until_shown 'failed (3)' 'Nothing was sent.'
enter ':compose'
until_shown 'editing '
write e
check "an emptied file sends nothing" until_true "$patience" eval '[ "$(transcript | grep -c "Nothing was saved")" -ge 2 ]'
enter ':compose'
until_shown 'editing '
write w
check "what is saved is sent" until_shown '▶ the message: ' 'lines by DATA' '1 line got a second dot'
check "and accepted" until_told '✓ OK +250 Message accepted'
check "the server has it" until_true 10 dumped 'Subject: from the editor'
check "with the header of the envelope" in_order "$scratch/dumped" 'Date: ' 'Message-ID: <' 'From: first-teacher@lab.example' \
    'To: first-student@lab.example' 'Subject: from the editor' '.dot'
check "the temporary file is gone, and its folder" test ! -e "$(dirname "$(cat "$scratch/note")")"

mkfifo "$scratch/fifo"
begin_message second
enter ":message fifo"
check "content on its way is told of" until_shown 'Sending ' 'sending>'
exec 7<>"$scratch/fifo"
head -c 20000 /dev/zero | tr '\0' 'a' | fold -w 70 >&7
write 'NOOP'
press Enter
check "lines wait meanwhile" until_shown 'The line was not sent: ' 'is being sent'
press C-c C-c
check "^C closes the connection, and says why" until_shown 'so that the server does' 'half a message'
check "what went out is told as not finished" until_shown 'not finished'
exec 7>&-

enter ':reconnect'
until_told '✓ OK +220 .*ready'
send_line 'EHLO again.example' '✓ OK +250'
begin_message third
# A server that is slow to take it: as much as a pipe holds at a time, from a file whose size is known.
head -c 300000000 /dev/zero | tr '\0' 'a' | fold -w 70 >"$scratch/large"
enter ":message large"
check "the progress has a bar, a rate and the time left" until_matched '\[#*-*\] [0-9]+ %, [0-9.]+ [kM]B/s, [0-9]+ s left'
check "a large message is accepted in the end" until_true 60 transcript_matches '▶ large: .*lines by DATA'
check "and answered" until_told '✓ OK +250 Message accepted'
press C-d
check "^D leaves with 0" ends_with 0

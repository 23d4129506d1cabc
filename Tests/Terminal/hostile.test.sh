#!/usr/bin/env bash
# What a hostile server sends reaches the terminal as text only.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

title='\x1b]0;owned\x07'
clipboard='\x1b]52;c;b3duZWQ=\x07'
erase='\x1b[2J\x1b[H\x1bc'

# The proof that this terminal believes such bytes when they come raw.
start_screen 80 24 bash -c "printf '$title$clipboard'; echo shown; read -r"
until_shown shown
check "the test's terminal takes a title" until_true 5 eval '[ "$(about "#{pane_title}")" = owned ]'
check "the test's terminal takes the clipboard" until_true 5 eval '[ "$(mux show-buffer 2>/dev/null)" = owned ]'
mux delete-buffer
untouched() {
    [ "$(about '#{pane_title}')" != owned ] && [ -z "$(mux list-buffers)" ] && [ "$(about '#{window_name}')" != owned ]
}

start_fake "send 220 $title greeting\\r\\n
read
send 250-TO01 before $erase after\\r\\n
send 250-TO02 $title \\x1b[21t\\x1b]2;owned\\x1b\\\\\\r\\n
send 250-TO03 $clipboard\\r\\n
send 250-TO04 \\x1b]8;;http://evil.example\\x07link\\x1b]8;;\\x07\\r\\n
send 250-TO05 \\x1bP\$qm\\x1b\\\\ \\x1b[6n \\x1b[c \\x1b[5n\\r\\n
send 250-TO06 \\x1bPq#0\\x1b\\\\ \\x1b_Gf=24\\x1b\\\\ \\x1b]1337;File=:AA\\x07 \\x1bk owned\\x1b\\\\\\r\\n
send 250-TO07 \\x9b31m \\x9d0;owned\\x9c \\xc2\\x9b31m\\r\\n
send 250-TO08 a\\rb\\x08c\\x0bd\\x0ce\\x00f\\x07g\\x7fh\\r\\n
send 250-TO09 \\xe2\\x80\\xaereversed\\xe2\\x81\\xa6 \\xd8\\x9c\\r\\n
send 250-TO10 zero\\xe2\\x80\\x8bwidth \\xef\\xbb\\xbf \\xf3\\xa0\\x81\\x81\\r\\n
send 250-TO18 %n%s%x\\r\\n
send 250 END\\r\\n
read
repeat 10000 \\xcc\\x81
read
drain"
start_screen 120 36 "$smtpx" "127.0.0.1:$fake_port"
check "TO02: a title in the greeting is shown escaped" until_shown '220 \x1B]0;owned\x07 greeting'
enter 'EHLO x'
until_shown 'READY>'
press F6
until_shown '[Transcript]'
press Enter
check "TO01: erasing and resetting are shown escaped" until_shown 'TO01 before \x1B[2J\x1B[H\x1Bc after'
check "TO02: titles are shown escaped" until_shown 'TO02 \x1B]0;owned\x07 \x1B[21t\x1B]2;owned\x1B'
check "TO03: the clipboard sequence is shown escaped" until_shown 'TO03 \x1B]52;c;b3duZWQ=\x07'
check "TO04: a link is shown escaped" until_shown 'TO04 \x1B]8;;http://evil.example\x07link\x1B]8;;\x07'
check "TO05: questions to the terminal are shown escaped" until_shown 'TO05 \x1BP$qm\x1B' '\x1B[6n \x1B[c \x1B[5n'
check "TO06: pictures are shown escaped" until_shown 'TO06 \x1BPq#0\x1B' '\x1B]1337;File=:AA'
check "TO07: C1 controls are shown escaped, as bytes and as UTF-8" until_shown 'TO07 \x9B31m \x9D0;owned\x9C <U+009B>31m'
check "TO08: CR, BS, VT, FF, NUL, BEL and DEL are shown escaped" until_shown 'TO08 a\rb\x08c\x0Bd\x0Ce\x00f\x07g\x7Fh'
check "TO09: direction marks are named" until_shown 'TO09 <U+202E>reversed<U+2066> <U+061C>'
check "TO10: what has no width is named" until_shown 'TO10 zero<U+200B>width <U+FEFF> <U+E0041>'
check "TO18: percent signs are text" until_shown 'TO18 %n%s%x'
check "TO02, TO03: title, name and clipboard are untouched" untouched
check "TO01: the screen is whole" until_shown Transcript Codes 'F1 Help'
press Escape
until_shown '[Input]'
check "TO05: no answer of the terminal became input" typed ''
write 'still usable'
check "TO01: and usable" typed 'still usable'
press C-c

# Other places that show foreign text: what is pasted, notes, searches, errors.
paste $':note noted \x1b]0;owned\x07'
check "TO13: a pasted escape sequence is shown escaped" until_matched '> :note noted .*(\\x1B|\^\[)'
press Enter
check "TO13: and so is the note" until_matched '# noted .*owned'
enter ':find owned'
check "TO13: a search leaves the title alone" untouched
paste $':explain 550 \x1b]0;owned\x07\x1b[2J'
press Enter
check "TO13: an explanation of hostile text" until_shown 'Explanation'
check "TO13: leaves the title alone" untouched
press Escape
until_gone 'Explanation'
paste $':\x1b]0;owned\x07'
press Enter
check "TO13: and so does an error" untouched
check "TO13: the screen is whole after all of it" until_shown Transcript Codes 'F1 Help'

# TO11: ten thousand combining marks, and characters two columns wide.
start_fake 'send 220 mark:
repeat 10000 \xcc\x81
send :end \xe6\xbc\xa2\xe5\xad\x97\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7\r\n
read
send 250 ok\r\n
drain'
start_screen 120 36 "$smtpx" "127.0.0.1:$fake_port"
check "TO11: marks and wide characters" until_matched '220 mark'
check "TO11: leave the frame whole" until_matched '^└.{118}┘$'
check "TO11: and the program usable" send_line 'EHLO x' '✓ OK +250'

# The same bytes in line mode at a terminal.
start_fake "send 220 $title$clipboard$erase\\r\\n
read
send 221 $title\\r\\n"
start_screen 100 30 "$smtpx" --plain "127.0.0.1:$fake_port"
check "TO01: line mode shows them escaped" until_shown '220 \x1B]0;owned\x07\x1B]52;c;b3duZWQ=\x07\x1B[2J\x1B[H\x1Bc'
check "TO02, TO03: and leaves title and clipboard alone" untouched

# TO13, TO19: a hostile command line, and what is printed without or after the screen.
start_screen 100 30 bash -c "\"\$0\" \$'host\\x1b]0;owned\\x07'; \"\$0\" explain \$'550 \\x1b]0;owned\\x07'; \"\$0\" codes \$'\\x1b]0;owned\\x07'; echo printed; read -r" "$smtpx"
check "TO13, TO19: errors about hostile arguments are printed" until_shown printed
check "TO13, TO19: escaped" untouched

# CP05, CP06: endless input is cut, and the program goes on.
start_fake 'send 220 endless
repeat 12000000 A
drain'
start_screen 100 30 "$smtpx" "127.0.0.1:$fake_port"
check "CP05: a line without end is cut, with a report" until_shown 'the rest is not read'
check "CP05: and the program goes on" eval 'enter ":note alive" && until_shown "# alive"'
start_fake 'send 220 hello\r\n
read
repeat 200000 250-more\r\n
drain'
start_screen 100 30 "$smtpx" "127.0.0.1:$fake_port"
until_shown 'HELLO>'
enter 'EHLO x'
check "CP06: a reply without end is cut, with a report" until_shown 'the rest is not read'
check "CP06: and the program goes on" eval 'enter ":note alive" && until_shown "# alive"'

#!/usr/bin/env bash
# The full screen on the practice server: panes, keys and commands.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

start_screen 120 36 "$smtpx" --practice
check "the practice server greets" until_told '✓ OK +220'
check "the screen has its parts" until_shown 'Transcript' 'Codes' '[Input]' 'F1 Help' '77 found'
check "EHLO is answered" send_line 'EHLO lab.example' '✓ OK +250'

# --- folding
press F6
check "F6 moves the focus to the transcript" until_shown '[Transcript]'
shows_not '250-PIPELINING'
press Enter
check "Enter unfolds the reply" until_shown '250-SIZE' '250-8BITMIME' '250-PIPELINING' '250-ENHANCEDSTATUSCODES' '250 HELP'
press Enter
check "Enter folds it again" until_gone '250-PIPELINING'
press F6
check "F6 goes on to the panel" until_shown '[Codes]'
press F6
check "and back to the input" until_shown '[Input]'
press BTab
check "Shift-Tab goes the other way" until_shown '[Codes]'
press Escape
check "Esc goes back to the input" until_shown '[Input]'

# --- codes
press F2
check "F2 goes to the codes" until_shown '[Codes]'
write '45_'
check "typing searches them" until_shown 'Find: 45_' '! 450' '! 451' '! 452'
check "and hides the others" until_gone '✓ 251'
press BSpace BSpace BSpace
check "Backspace widens the search" until_shown '77 found'
write 'greylist'
check "words are found" until_matched 'Find: greylist +[1-9][0-9]* found'
press Escape
check "Esc empties the search" until_shown '77 found'
write '552'
until_shown 'Find: 552'
press Enter
check "Enter explains the code in full" until_shown 'The first digit 5 means a permanent' 'RFC 1870'
press Escape
check "Esc goes back to the list" until_gone 'The first digit 5 means'
press Escape
check "Esc ends the search" until_shown '77 found'
press Escape
check "Esc goes to the input" until_shown '[Input]'

# --- help
press F1
check "F1 shows the keys" until_shown 'Help' 'sends the line and all pasted lines'
press End
check "the page scrolls to the commands" until_shown ':quit'
press Escape
check "Esc closes it" until_shown 'READY>' '▶ EHLO lab.example'

# --- typing
write 'MAIL FROM'
check "the syntax is shown while typing" until_shown 'MAIL FROM:<reverse-path>'
press C-c
check "^C empties the line" typed ''
check "and nothing was sent" shows_not '▶ MAIL FROM'
press C-c
check "^C on an empty line does not end the program" until_shown 'Nothing is waited for'
write 'MAIL FRM:<a@practice.test>'
press M-b M-b M-b M-b
press C-c
check "^C empties the line wherever the cursor stands" typed ''
write 'xMAIL FROM:<a@practice.test>'
press C-a C-d C-e
check "^A, ^D and ^E edit" typed 'MAIL FROM:<a@practice.test>'
press C-u
check "^U cuts the line" typed ''
press C-y
check "^Y puts it back" typed 'MAIL FROM:<a@practice.test>'
press C-w
press C-u
check "MAIL is answered" send_line 'MAIL FROM:<a@practice.test>' '✓ OK +250'
check "RCPT out of the blue is PERM" send_line 'RCPT TO:<550@practice.test>' '✗ PERM 550'
check "RCPT for later is TEMP" send_line 'RCPT TO:<451-4.7.1@practice.test>' '! TEMP 451'
press Up
check "Up brings the last line" typed 'RCPT TO:<451-4.7.1@practice.test>'
press Up
check "Up again brings the one before" typed 'RCPT TO:<550@practice.test>'
press Down
check "Down goes forward" typed 'RCPT TO:<451-4.7.1@practice.test>'
press C-c
write 'MA'
press Up
check "Up searches by what is typed" typed 'MAIL FROM:<a@practice.test>'
press C-c

# --- commands
both_answered() { [ "$(transcript | grep -c '◀ 250 2.0.0 Nothing done')" -eq 2 ]; }
enter ':find 250-mail.practice'
check ":find finds in the transcript" until_shown '"250-mail.practice": match 1 of 1'
enter ':find nowhere-at-all'
check ":find says when there is nothing" until_shown 'ot found: nowhere-at-all'
enter ':note remember this'
check ":note stands in the transcript" until_shown '# remember this'
enter ':codes 421'
check ":codes searches the panel" until_shown 'Find: 421' '! 421'
enter ':explain 550 5.1.1 User unknown'
check ":explain explains" until_shown 'Explanation' 'No such mailbox' 'At fault: the address'
press Escape
check "Esc closes the explanation" until_gone 'At fault: the address'
enter ':set ascii on'
check ":set ascii on changes the screen" until_shown 'ascii is now on' '+-'
check "to ASCII" eval 'screen_text >"$out"; plain_ascii "$out"'
enter ':set ascii off'
check ":set ascii off changes it back" until_shown '┌'
enter ':set nonsense 1'
check "an unknown setting is an error" until_matched '✗ .*nonsense'
enter ':frobnicate'
check "an unknown command is an error with advice" until_matched '✗ .*frobnicate'
enter ':help RCPT'
check ":help RCPT shows its syntax" until_shown 'RCPT TO:<forward-path>'
press Escape
until_gone 'RCPT TO:<forward-path>' # Escape and a key at once would be Alt and that key
enter ':raw "NOOP\r\nNOOP\r\n"'
check ":raw sends exact bytes, and both are answered" until_true "$patience" both_answered
check "an unknown command of SMTP is sent and refused" send_line 'FROB' '✗ PERM 500'
check "HELP's reply of several lines is folded" send_line 'HELP' '\[\+[0-9]+ lines?\]'

# --- scrolling
for i in 1 2 3 4 5 6 7 8; do enter "NOOP $i"; done
until_shown '▶ NOOP 8'
shows_not '▶ EHLO lab.example'
press M-Home
check "Alt-Home shows the start" until_shown 'Connecting to' '▶ EHLO lab.example'
press M-End
check "Alt-End shows the end" until_shown '▶ NOOP 8'
write 'typed'
press PPage PPage PPage PPage PPage PPage
check "PgUp scrolls up while a line is typed" until_shown 'Connecting to'
check "and keeps the line" typed 'typed'
press NPage NPage NPage NPage NPage NPage
check "PgDn scrolls back to the end" until_shown '▶ NOOP 8'
press C-c
check "the line is gone with ^C" typed ''

# --- waiting
enter 'RCPT TO:<slow-9s@practice.test>'
check "a wait is told in the status line" until_matched 'waiting for RCPT [1-9] s'
press C-c
check "^C gives the wait up, not the program" until_shown 'No longer waiting for the reply to RCPT'
printf '\e[3;5Hrubbish from elsewhere\e[30;60Hmore rubbish' >"$(about '#{pane_tty}')"
until_shown 'rubbish from elsewhere' 'more rubbish'
press C-l
check "^L paints over what others have written" eval 'until_gone "rubbish from elsewhere" && until_gone "more rubbish"'
check "^L leaves the rest as it was" until_shown 'No longer waiting for the reply to RCPT' '[Input]'
enter ':disconnect'
check ":disconnect closes" until_shown 'The connection was closed without QUIT.'
check "the status line says so" until_matched '^ *smtpx  practice server  closed'
enter 'EHLO nobody'
check "a line without a connection stays typed" typed 'EHLO nobody'
press C-c
enter ':practice'
check ":practice connects again" until_matched '✓ 220 OK'
enter ':quit'
check ":quit says QUIT and leaves with 0" ends_with 0

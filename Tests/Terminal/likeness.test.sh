#!/usr/bin/env bash
# The practice server in the explorer, imitating other software: what it says, and that it is said to be an imitation.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

start_screen 120 36 XDG_STATE_HOME="$scratch/state" XDG_CONFIG_HOME="$scratch/config" "$smtpx" --practice --as postfix
until_shown 'Any key goes on' && press Enter
check "the greeting is Postfix's" until_told 'ESMTP Postfix'
check "it is said to be an imitation" until_shown 'This is the practice server. Its replies imitate Postfix'
check "Postfix's word for what is no command" send_line 'FOO' '500'
check "EHLO has Postfix's capabilities" send_line 'EHLO lab.example' 'PIPELINING'
check "an unknown user is refused in Postfix's words" send_line 'MAIL FROM:<a@lab.example>' '2\.1\.0'
enter 'RCPT TO:<nobody@practice.test>'
check "with its table" until_told 'User unknown in local recipient'
press F9
check "the server's view says whom it imitates" until_shown 'standard, imitating Postfix 3.7'
press F9
check "back to the session" until_told 'User unknown in local recipient'
enter ':practice --as postfx'
check "a mistyped name gets the nearest one" until_shown 'The nearest one is postfix'
write ':practice --as ex'
press Tab
check "a Tab offers the names" until_shown 'exchange' 'exim'
press C-u
enter ':practice --as exim'
check "another likeness is another server" until_told 'ESMTP Exim'
enter 'QUIT'
check "QUIT is answered in Exim's words" until_told 'closing connection'
press C-d

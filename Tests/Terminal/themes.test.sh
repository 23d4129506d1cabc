#!/usr/bin/env bash
# Themes, colours and keys of one's own: by option, in the session, and in the settings file.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

# painted COLOUR: the top left corner of the frame stands on this ground of the 256.
painted() { grep -qE $'\x1b\\[[0-9;]*48;5;'"$1"'[m;]' <<<"$(screen_colors | sed -n 2p)"; }
has_colors() { grep -qE $'\x1b\\[([0-9;]*;)?([34][0-8]|9[0-7])[;m]' <<<"$(screen_colors)"; }
some_replies() {
    until_shown 'HELLO>'
    send_line 'EHLO x' 'OK +250' && send_line 'MAIL FROM:<a@b.example>' 'OK +250' &&
        send_line 'RCPT TO:<550@practice.test>' 'PERM 550' && send_line 'RCPT TO:<450@practice.test>' 'TEMP 450'
}

for theme in default light dark projector mono deutan; do
    start_screen 120 36 "$smtpx" --practice --theme "$theme"
    check "--theme $theme: a session" some_replies
    case $theme in
        projector) check "--theme $theme paints its ground" painted 231 ;;
        mono) check "--theme $theme is without one colour" eval '! has_colors' ;;
        *) check "--theme $theme leaves the terminal its ground" eval '! painted "[0-9]*"' ;;
    esac
    enter ':set theme projector'
    check ":set theme changes it at once" until_true "$patience" painted 231
    enter ":set theme $theme"
    until_shown "theme is now $theme"
    press C-d
    check "--theme $theme: ^D leaves with 0" ends_with 0
done

start_screen 100 30 bash -c '"$0" --practice --theme purple; echo "code $?"; read -r' "$smtpx"
check "an unknown theme is told with those there are" until_shown 'projector' 'code 64'

mkdir -p "$scratch/config/smtpx"
settings=$scratch/config/smtpx/smtpxrc
printf ':set theme dark\n:color ok bold #201\n:bind F9 zoom\n' >"$settings"
start_screen 120 36 env XDG_CONFIG_HOME="$scratch/config" "$smtpx" --practice
check "the settings file: a session" some_replies
check "the settings file's colour" colored 201 '✓ OK'
check "the settings file's theme" colored 203 '✗ PERM'
press F9
check "the settings file's key" until_gone '[Codes]'
press F9
enter ':color ok default'
check ":color ok default undoes it" until_true "$patience" colored 77 '✓ OK'
enter ':color okk red'
check "a mistake is told with the nearest name" until_shown 'no role okk. The nearest name is ok'
enter ':color'
check ":color lists the roles" until_shown 'permanent' '250 Sample'
press Escape
until_gone '250 Sample'
enter ':bind F9 tls'
check ":bind tells what the key did before" until_shown 'F9 did zoom; now tls.'
enter ':bind'
check ":bind lists keys and actions" until_shown 'Keys and actions' 'zoom:'
press Escape
until_gone 'Keys and actions'
enter ':keys'
until_shown 'Key presses'
press M-z
press F5
check ":keys shows a key with its bytes and action" until_shown 'Alt-Z' '1B 7A' '1B 5B 31 35 7E'
press Escape
check "Esc closes it" until_gone 'Key presses'
press C-d
check "^D leaves with 0" ends_with 0

printf ':set theme dark\n:color okk bold\n' >"$settings"
start_screen 120 30 env XDG_CONFIG_HOME="$scratch/config" bash -c '"$0" --practice; echo "code $?"; read -r' "$smtpx"
check "a mistake in the settings file is told with its line" until_shown 'line 2: There is no role okk' 'code 78'

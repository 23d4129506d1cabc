# Sourced after servers.sh: looks for a password where none may be.
# shellcheck shell=bash

# Programs of the test write into this home, and nowhere else.
export HOME=$scratch/home
mkdir -p "$HOME"
# The secret as a file that only its owner reads, for file:.
secret_file=$scratch/secret

# canaries: the password as it stands, and in base64 at each of the three places where it can begin among other bytes; one
# a line. The letters at both ends depend on those other bytes, so they are left out.
canaries() {
    local before
    printf '%s\n' "$password"
    for before in '' x xx; do
        printf %s "$before$password" | base64 -w 0 | tr -d = | cut -c "$((${#before} == 0 ? 1 : ${#before} + 2))-" | sed 's/.$//'
    done
}

# no_canary FILE…: none of the files, and nothing in the folders, holds the password in any form.
no_canary() {
    canaries >"$scratch/canaries"
    grep -qrlFf "$scratch/canaries" -- "$@" || return 0
    echo "  the password stands in:" && grep -rlFf "$scratch/canaries" -- "$@" | sed 's/^/  | /'
    return 1
}

# kept_nowhere: neither in what was just printed nor in any file that the program keeps.
kept_nowhere() {
    mkdir -p "$HOME" "$XDG_CONFIG_HOME" "$XDG_STATE_HOME"
    no_canary "$out" "$err" "$HOME" "$XDG_CONFIG_HOME" "$XDG_STATE_HOME"
}

# process_is_clean PID: neither its command line nor its environment holds the password.
process_is_clean() { no_canary "/proc/$1/cmdline" "/proc/$1/environ"; }

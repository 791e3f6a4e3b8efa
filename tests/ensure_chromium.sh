#!/bin/sh
# Prints the path of a Chromium that starts, for the browser tests; `make test` hands it on as CHROMIUM.
# Installs Debian's where we may (root, or sudo without a password); else says what to run and fails.
set -u

works() {
    "$1" --version >/dev/null 2>&1
}

find_chromium() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        [ -n "$name" ] || continue
        found=$(command -v "$name" 2>/dev/null) || continue
        # Ubuntu's chromium-browser may be a stub that only tells you to install a snap.
        if works "$found"; then
            printf '%s\n' "$found"
            return 0
        fi
    done
    return 1
}

is_debian() {
    [ -r /etc/os-release ] && (. /etc/os-release && [ "${ID:-}" = debian ])
}

# fonts-liberation has Arial's measures: without it pages are drawn in whatever font is there, or none.
install_with() {
    packages="chromium fonts-liberation"
    apt="apt-get -q -y -o DPkg::Lock::Timeout=300"
    # shellcheck disable=SC2086
    {
        $1 $apt install --no-install-recommends $packages ||
            { $1 $apt update && $1 $apt install --no-install-recommends $packages; }
    } >&2
}

find_chromium && exit 0

if is_debian; then
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    if [ "$(id -u)" = 0 ]; then
        echo "Installing Chromium for the browser tests..." >&2
        install_with "" && find_chromium && exit 0
    elif sudo -n true 2>/dev/null; then
        echo "Installing Chromium for the browser tests..." >&2
        install_with "sudo -n" && find_chromium && exit 0
    fi
    echo "The browser tests need Chromium, which could not be installed from here. Run:" >&2
    echo "    sudo apt-get update && sudo apt-get install chromium fonts-liberation" >&2
else
    echo "The browser tests need Chromium, and this system's packages are not known here. Install Chromium or" >&2
    echo "Google Chrome your system's way (Fedora: sudo dnf install chromium), or name one that is installed:" >&2
    echo "    make test CHROMIUM=/path/to/chromium" >&2
fi
exit 1

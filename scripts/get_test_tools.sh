#!/bin/sh
# Finds or installs what the browser and slide tests need: Chromium (needed), LibreOffice and pdftoppm (slides are
# rendered where they are there). Uses what is there; else Debian's packages when root; else Playwright's own Chromium.
set -eu
bin=$1

apt_install() {
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

has_chromium() {
    [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v google-chrome >/dev/null ||
        "$bin/python" -c '
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(not pathlib.Path(p.chromium.executable_path).exists())'
}

if ! has_chromium; then
    if can_apt; then
        echo "Installing Chromium from Debian's packages" >&2
        apt_install chromium
    else
        echo "Installing Playwright's Chromium" >&2
        "$bin/python" -m playwright install chromium
    fi
fi

if can_apt; then
    missing=""
    command -v soffice >/dev/null || missing="$missing libreoffice-impress"
    command -v pdftoppm >/dev/null || missing="$missing poppler-utils"
    fc-list 2>/dev/null | grep -qi "noto.*cjk" || missing="$missing fontconfig fonts-noto-cjk"
    fc-list 2>/dev/null | grep -qi "liberation.*sans" || missing="$missing fonts-liberation"
    if [ -n "$missing" ]; then
        echo "Installing$missing from Debian's packages" >&2
        # shellcheck disable=SC2086
        apt_install $missing || echo "Not installed:$missing; the tests that need them are skipped" >&2
    fi
fi

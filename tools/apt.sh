#!/usr/bin/env bash
# Installs what the tests need from Debian when it may: Chromium, PostgreSQL, fonts, PDF tools. Says so when it may not.
set -euo pipefail
wanted=("$@")
if [ ${#wanted[@]} -eq 0 ]; then
  command -v chromium >/dev/null || wanted+=(chromium)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
  command -v pdftotext >/dev/null || wanted+=(poppler-utils)
  # The browser driver of the tests is a program that needs this library.
  /sbin/ldconfig -p | grep -q 'libatomic\.so\.1' || wanted+=(libatomic1)
  # Text recognition of scanned papers.
  command -v tesseract >/dev/null || wanted+=(tesseract-ocr)
  compgen -G '/usr/share/tesseract-ocr/*/tessdata/vie.traineddata' >/dev/null || wanted+=(tesseract-ocr-vie)
  command -v gs >/dev/null || wanted+=(ghostscript)
  command -v git >/dev/null || wanted+=(git)
  [ -d /usr/share/fonts/truetype/noto ] || wanted+=(fonts-noto-core)
fi
[ ${#wanted[@]} -eq 0 ] && exit 0
command -v apt-get >/dev/null || { echo "No apt-get here; install by hand: ${wanted[*]}" >&2; exit 0; }
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  sudo -n true 2>/dev/null || { echo "Not root and no sudo; install by hand: ${wanted[*]}" >&2; exit 0; }
  as_root=(sudo -n)
fi
echo "Installing from Debian: ${wanted[*]} …"
"${as_root[@]}" apt-get update -qq
# The server must not start by itself: the tests run a cluster of their own.
if [ -d /etc/postgresql-common ] || mkdir -p /etc/postgresql-common 2>/dev/null; then
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null

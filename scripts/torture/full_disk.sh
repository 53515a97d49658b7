#!/usr/bin/env bash
# Builds on real file systems that are too small, and on one that can only be read: one message, exit code 1, no
# traceback, and the last build as it was. Needs an administrator (it mounts memory as a disk).
#
#   sudo scripts/torture/full_disk.sh [megabytes ...]
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
python=$root/.venv/bin/python
place=$(mktemp -d)
wrong=0
trap 'mountpoint -q "$place" && umount "$place"; rmdir "$place"' EXIT

build() { "$python" -m coalition_site build --quiet --format text --project "$root" --output "$place/build" \
  --today 2026-11-23 "$@" 2>&1 >/dev/null; }
sum() { (cd "$place/build" && find site workbook -type f -exec sha256sum {} + | sort | sha256sum); }
fault() { wrong=1; echo "WRONG: $*"; }
# One refused build: $1 says what is tried; the rest are words for the build.
refused() {
  what=$1; shift
  said=$(cd "$root" && build "$@"); code=$?
  echo "$what: exit code $code"; printf '%s\n' "$said" | sed 's/^/  /'
  [ "$code" = 1 ] || fault "exit code $code"
  case $said in *Traceback*) fault "a traceback";; *"Nothing was changed"*) ;; *) fault "no word about the last build";; esac
}

for size in "${@:-1 3 6}"; do
  for megabytes in $size; do
    mount -t tmpfs -o "size=${megabytes}m" none "$place" || exit 2
    refused "a disk of $megabytes MB, nothing built yet"
    [ -z "$(ls -A "$place/build" | grep -v '^\.')" ] || fault "something half built: $(ls "$place/build")"
    umount "$place"
  done
done

mount -t tmpfs -o size=200m none "$place" || exit 2
(cd "$root" && build) || fault "a build with room failed"
before=$(sum)
for left in 16 4096; do
  free=$(df --output=avail -k "$place" | tail -1)
  head -c "$(((free - left) * 1024))" /dev/zero >"$place/filler"
  refused "a full disk, $left kB left, with a good build" --no-pdf
  [ "$(sum)" = "$before" ] || fault "the last build is not as it was"
  rm "$place/filler"
done
mount -o remount,ro "$place"
refused "a disk that can only be read, with a good build" --no-pdf
[ "$(sum)" = "$before" ] || fault "the last build is not as it was"
mount -o remount,rw "$place"
(cd "$root" && build --no-pdf) || fault "the build afterwards failed"
umount "$place"
[ "$wrong" = 0 ] && echo "all as it should be"
exit "$wrong"

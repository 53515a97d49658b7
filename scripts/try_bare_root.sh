#!/usr/bin/env bash
# Tries `./run build` and `./run test` from a fresh clone on a real bare Debian: debootstrap's smallest root in a folder,
# plus python3 and git. What a machine that already has Pango or Chromium hides, this shows.
#
#   scripts/try_bare_root.sh [WORD ...]     tries `./run WORD` for each word (default: build test)
#   scripts/try_bare_root.sh wheel          builds the wheel here, installs it there into an empty environment, and takes
#                                           the time from `coalition new` to the built example
#
# Only on Debian, as root, with debootstrap installed. Mirror, proxies and certificates are this machine's own.
#   TRY_FOLDER   empty folder in which the root is made (default: a temporary folder, removed at the end)
#   TRY_BASE     tar file that keeps the bare root: made if it is not there, used if it is
#   TRY_SUITE    Debian release (default: this machine's)
#   TRY_COMMIT   what to try (default: HEAD; changes that are not committed are not tried)
set -euo pipefail

repository=$(git -C "$(dirname "${BASH_SOURCE[0]}")" rev-parse --show-toplevel)
commit=$(git -C "$repository" rev-parse "${TRY_COMMIT:-HEAD}")
# shellcheck source=/dev/null
suite=${TRY_SUITE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
folder=${TRY_FOLDER:-$(mktemp -d)}
certificates=/etc/ssl/certs/ca-certificates.crt
copied_certificates=/etc/ssl/certificates-of-the-host.crt # the first name belongs to a package that `./run` may install
words=("$@")
if [ "$#" = 0 ]; then words=(build test); fi

say() { printf '## %s\n' "$*"; }

# Lines "mirror suite" of this machine's Debian archives: the first is the main one.
archives() {
  # shellcheck disable=SC2016 # apt's own variables
  apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' 'Component: main' |
    grep -E "^https?://.* $suite(-|\$)" | awk '{ print length($2), $0 }' | sort -n -u | cut -d' ' -f2-
}

# Settings with which this machine reaches its archives and package indexes, as NAME=VALUE.
network_settings() {
  local name value
  for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY PIP_INDEX_URL PIP_EXTRA_INDEX_URL \
    PIP_TRUSTED_HOST; do
    if [ -n "${!name:-}" ]; then echo "$name=${!name}"; fi
  done
  if [ -z "${PIP_INDEX_URL:-}" ] && value=$(python3 -m pip config get global.index-url 2>/dev/null); then
    echo "PIP_INDEX_URL=$value"
  fi
  if [ -r "$certificates" ]; then
    echo "PIP_CERT=$copied_certificates"
    echo "SSL_CERT_FILE=$copied_certificates"
  fi
}

# In a mount namespace of its own, so that nothing stays mounted and no browser stays running, whatever happens.
inside() {
  local settings
  mapfile -t settings < <(network_settings)
  # shellcheck disable=SC2016 # expanded by the inner shell
  unshare --mount --pid --fork --kill-child --propagation private sh -c '
    mount -t proc proc "$1/proc"
    mount -t tmpfs tmpfs "$1/dev"
    mkdir "$1/dev/shm" "$1/dev/pts"
    mount -t tmpfs tmpfs "$1/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
    ln -s pts/ptmx "$1/dev/ptmx"
    for device in null zero full random urandom tty; do : >"$1/dev/$device"; mount --bind "/dev/$device" "$1/dev/$device"; done
    ln -s /proc/self/fd "$1/dev/fd"
    root=$1; shift
    exec chroot "$root" "$@"
  ' sh "$folder" env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    "${settings[@]}" "$@"
}

make_bare_root() {
  local mirror
  mirror=$(archives | head -n 1 | cut -d' ' -f1)
  say "debootstrap: the smallest $suite"
  debootstrap --variant=minbase "$suite" "$folder" "$mirror" >"$folder.log" 2>&1 || { tail "$folder.log"; exit 1; }
  rm "$folder.log"
  archives | sed 's/.*/deb & main/' >"$folder/etc/apt/sources.list"
  apt-config dump | grep -E '^Acquire::(http|https|Check|Retries)' >"$folder/etc/apt/apt.conf.d/90-as-on-the-host" || true
  if [ -r "$certificates" ]; then install -D -m 644 "$certificates" "$folder$copied_certificates"; fi
  inside apt-get update -qq
  inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3 git >/dev/null
  inside apt-get clean
}

try() {
  local started=$SECONDS code=0
  say "./run $*"
  inside env CI=true sh -c 'cd /root/coalition-site && exec ./run "$@"' sh "$@" || code=$?
  say "./run $*: exit code $code after $((SECONDS - started)) s"
  [ "$code" = 0 ] || failed=yes
}

# A stranger's way: no checkout, no git, an installed wheel. What the program needs of the system is installed first, and
# the line for that is taken from `coalition doctor`.
try_wheel() {
  local started code=0
  say "building the wheel"
  python3 -m pip wheel -q --disable-pip-version-check --no-deps -w "$folder/root" "$folder/root/coalition-site"
  rm -rf "$folder/root/coalition-site"
  inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
  started=$SECONDS
  # shellcheck disable=SC2016 # expanded by the inner shell
  inside sh -euc 'cd /root && python3 -m venv env && env/bin/pip install -q --disable-pip-version-check ./*.whl'
  say "wheel and its packages installed after $((SECONDS - started)) s"
  # shellcheck disable=SC2016
  inside sh -euc 'line=$(/root/env/bin/coalition doctor | sed -n "s/^To make PDFs, install: //p"); echo "$line"
    DEBIAN_FRONTEND=noninteractive sh -c "${line#sudo } -y" >/dev/null 2>&1 && /root/env/bin/coalition doctor | tail -n 1'
  started=$(date +%s%N)
  # shellcheck disable=SC2016
  inside bash -euc 'cd /root; PATH=/root/env/bin:$PATH; TIMEFORMAT="## processor time: %U s, and %S s of the system"
    time {
      coalition new river-town --name "River Town Coalition" --community "River Town" \
        --contact "Jo Park <jo@river.example>" --language en >/dev/null
      cd river-town; coalition build
    }
    coalition check; ls build/site/index.html build/workbook/index.html
    find build/site build/workbook -name "*.pdf" | wc -l' || code=$?
  say "from \`coalition new\` to both sites and all PDFs: $((($(date +%s%N) - started) / 1000000)) ms, exit code $code"
  [ "$code" = 0 ] || failed=yes
}

if [ "$(id -u)" != 0 ]; then
  say "this needs root: it makes a root folder and enters it"
  exit 3
fi
if [ -z "${TRY_FOLDER:-}" ]; then trap 'rm -rf "$folder"' EXIT; fi
mkdir -p "$folder"
if [ -n "$(ls -A "$folder")" ]; then
  say "$folder is not empty: what lies there already would hide what is missing"
  exit 2
fi
if [ -n "${TRY_BASE:-}" ] && [ -e "$TRY_BASE" ]; then
  tar -C "$folder" -xf "$TRY_BASE"
else
  make_bare_root
  if [ -n "${TRY_BASE:-}" ]; then tar -C "$folder" -cf "$TRY_BASE" .; fi
fi
say "$(inside dpkg-query -W | wc -l) packages, $(inside python3 --version), $(inside git --version); commit ${commit:0:12}"

git clone -q --no-hardlinks --no-local "$repository" "$folder/root/coalition-site"
git -C "$folder/root/coalition-site" checkout -q --detach "$commit"

failed=
for word in "${words[@]}"; do
  if [ "$word" = wheel ]; then try_wheel; else try "$word"; fi
done
[ -z "$failed" ]

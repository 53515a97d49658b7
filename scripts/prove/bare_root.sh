#!/usr/bin/env bash
# Tries `./run build` and `./run test` from a fresh clone on a real bare Debian: debootstrap's smallest root in a folder,
# plus python3 and git. What a machine that already has Pango or Chromium hides, this shows.
#
#   scripts/prove/bare_root.sh [WORD ...]     tries `./run WORD` for each word (default: build test); "test --steps" is one, too
#   scripts/prove/bare_root.sh wheel          builds the wheel here, installs it there into an empty environment, and takes
#                                           the time from `coalition new` to the built example
#   scripts/prove/bare_root.sh new            `./run new ../elm`, and then all that it tells people and services to type: each
#                                           line of "Next" and of the README, each step of each workflow as it stands, each
#                                           workflow and the README in a bare root of its own
#
# `wheel` and `new` reach no package index but one on this machine, which holds the packages of the lock files and not this
# program, and writes down what it is asked: its name must not be. They need ./run's .venv here.
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
index=
served=
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
    case $index,$name in ?*,PIP_* | ?*,[nN][oO]_*) continue ;; esac
    if [ -n "${!name:-}" ]; then echo "$name=${!name}"; fi
  done
  if [ -n "$index" ]; then
    echo "PIP_INDEX_URL=http://127.0.0.1:$index/simple/"
    echo "no_proxy=127.0.0.1"
    echo "NO_PROXY=127.0.0.1"
  elif [ -z "${PIP_INDEX_URL:-}" ] && value=$(python3 -m pip config get global.index-url 2>/dev/null); then
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

clone() {
  git clone -q --no-hardlinks --no-local "$repository" "$folder/root/coalition-site"
  git -C "$folder/root/coalition-site" checkout -q --detach "$commit"
}

# Nothing of what was tried before is left.
fresh_root() {
  find "$folder" -mindepth 1 -delete
  tar -C "$folder" -xf "$base"
}

# Fetches the packages of the lock files for the root's Python, and serves them. From here on, `index` is the only one.
serve_index() {
  if [ -n "$index" ]; then return; fi
  say "an index of the packages in requirements.lock and requirements-build.lock"
  fresh_root
  clone
  inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
  inside sh -euc 'cd /root/coalition-site && python3 -m venv /root/env
    /root/env/bin/pip download -q --disable-pip-version-check --require-hashes --only-binary :all: -d /root/wheels \
      -r requirements.lock -r requirements-build.lock'
  mv "$folder/root/wheels" "$things/wheels"
  python3 "$repository/scripts/prove/local_index.py" "$things/wheels" "$things/asked" >"$things/port" &
  served=$!
  until [ -s "$things/port" ]; do sleep 0.1; done
  index=$(cat "$things/port")
  say "$(find "$things/wheels" -name '*.whl' | wc -l) packages, $(du -sm "$things/wheels" | cut -f1) MB"
}

# What the index was asked since the last time, which must not be the program's name.
asked() {
  local unknown
  unknown=$(awk '$2 == "unknown" { print $1 }' "$things/asked" | sort -u | tr '\n' ' ')
  say "the index was asked for $(grep -vc '\.whl ' "$things/asked") names and sent" \
    "$(awk '{ sum += $3 } END { printf "%.1f", sum / 1000000 }' "$things/asked") MB; names that it does not have: ${unknown:-none}"
  if grep -i '^coalition' "$things/asked"; then failed=yes; fi
  : >"$things/asked"
}

# steps NAME FOLDER: runs each script of $things/steps/NAME in a folder of the root, as a service does: in a shell of its own.
# The rest are settings, NAME=VALUE.
steps() {
  local name=$1 place=$2 step code started
  shift 2
  for step in "$things/steps/$name"/*.sh; do
    cp "$step" "$folder/root/step.sh"
    code=0
    started=$SECONDS
    # shellcheck disable=SC2016 # expanded by the inner shell
    inside env "$@" bash -euc 'cd "$1" && exec bash -eo pipefail /root/step.sh' bash "$place" >"$things/said" 2>&1 || code=$?
    say "$name: $(grep -v '^[{}]' "$step" | paste -s -d ';' | cut -c1-100): exit code $code after $((SECONDS - started)) s"
    [ "$code" = 0 ] || { cat "$things/said"; failed=yes; }
  done
}

# The lines below "Next:" in the file `said`, as one script of the job NAME.
take_next() {
  mkdir -p "$things/steps/$1"
  sed -n '/^Next:/,/^$/ { s/^  //; s/   .*//; /^Next:/d; /^$/d; p }' "$things/said" >"$things/steps/$1/01.sh"
  sed 's/^/##   /' "$things/steps/$1/01.sh"
}

# What stands ready for the steps of a service: its Python, git, and the coalition's repository with a branch main.
make_runner() {
  fresh_root
  cp -a "$things/elm" "$folder/root/elm"
  inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv sudo >/dev/null
  inside sh -euc 'python3 -m venv /opt/python; cd /root/elm; git init -q -b main
    git config user.name T; git config user.email t@elm.example; git add .; git commit -q -m Begin
    git remote add origin /root/elm; git fetch -q origin'
}

try_new() {
  local answers=(--name "Elm Coalition" --community Elm --contact "Jo Park <jo@elm.example>" --language en) job code=0
  fresh_root
  clone
  say "./run new ../elm"
  inside sh -euc 'cd /root/coalition-site && exec ./run "$@"' sh new ../elm "${answers[@]}" >"$things/said" || code=$?
  cat "$things/said"
  [ "$code" = 0 ] || { failed=yes; return; }
  cp -a "$folder/root/elm" "$things/elm"
  take_next next
  steps next /root/coalition-site
  say "after all of Next:"
  asked
  "$repository/.venv/bin/python" "$repository/scripts/prove/starter_steps.py" "$things/elm" "$things/steps"
  fresh_root
  cp -a "$things/elm" "$folder/root/elm"
  steps readme /root/elm
  asked
  for job in "$things"/steps/{github,gitlab,netlify,pre-commit}*; do
    make_runner
    steps "$(basename "$job")" /root/elm CI=true PATH=/opt/python/bin:/usr/sbin:/usr/bin:/sbin:/bin GITHUB_BASE_REF=main \
      GITHUB_STEP_SUMMARY=/root/summary CI_PROJECT_DIR=/root/elm CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main
  done
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
  (cd "$folder/root/coalition-site" && "$repository/.venv/bin/python" -P -m hatchling build -t wheel -d "$folder/root" >/dev/null)
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
        --contact "Jo Park <jo@river.example>" --language en >said
      cd river-town; coalition build
    }
    coalition check; ls build/site/index.html build/workbook/index.html
    find build/site build/workbook -name "*.pdf" | wc -l' || code=$?
  say "from \`coalition new\` to both sites and all PDFs: $((($(date +%s%N) - started) / 1000000)) ms, exit code $code"
  [ "$code" = 0 ] || failed=yes
  mv "$folder/root/said" "$things/said"
  take_next wheel
  steps wheel /root PATH=/root/env/bin:/usr/sbin:/usr/bin:/sbin:/bin
  cp -a "$folder/root/river-town" "$things/river-town"
  fresh_root
  cp -a "$things/river-town" "$folder/root/river-town"
  mkdir "$things/steps/run"
  echo "./run build" >"$things/steps/run/01.sh"
  say "the folder that the wheel made, alone on another machine"
  steps run /root/river-town
}

if [ "$(id -u)" != 0 ]; then
  say "this needs root: it makes a root folder and enters it"
  exit 3
fi
put_away() {
  if [ -n "$served" ]; then kill "$served"; fi
  rm -rf "$things"
  if [ -z "${TRY_FOLDER:-}" ]; then rm -rf "$folder"; fi
}
things=$(mktemp -d)
base=${TRY_BASE:-$things/base.tar}
trap put_away EXIT
mkdir -p "$folder"
if [ -n "$(ls -A "$folder")" ]; then
  say "$folder is not empty: what lies there already would hide what is missing"
  exit 2
fi
if [ -e "$base" ]; then
  tar -C "$folder" -xf "$base"
else
  make_bare_root
  tar -C "$folder" -cf "$base" .
fi
say "$(inside dpkg-query -W | wc -l) packages, $(inside python3 --version), $(inside git --version); commit ${commit:0:12}"

clone

failed=
for word in "${words[@]}"; do
  case $word in
    wheel) serve_index; fresh_root; clone; try_wheel; asked ;;
    new) serve_index; try_new; asked ;;
    *)
      # shellcheck disable=SC2086 # a word may have arguments
      try $word
      ;;
  esac
done
[ -z "$failed" ]

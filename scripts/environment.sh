# Sourced by the scripts beside it: `start PROGRAM KIND ARG…` runs a program of the environment .venv in the project's root.
# KIND is `run` or `test`. The work is done by environment.py; when the stamp is newer than everything it depends on, Python is not asked.

root=$(CDPATH= cd -- "$here/.." && pwd)

find_python() {
    for candidate in "${EXOSHELL_PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    echo 'exoshell: Python 3.11 or newer was not found. Install it, or name it: EXOSHELL_PYTHON=/path/to/python3' >&2
    return 1
}

fresh() {
    stamp="$root/.venv/exoshell-$1.stamp"
    [ -f "$stamp" ] && [ -x "$root/.venv/bin/python" ] || return 1
    for input in "$root/pyproject.toml" "$root/scripts/environment.py" "$root/scripts/requirements-run.lock" "$root/scripts/requirements-test.lock"; do
        [ "$input" -nt "$stamp" ] && return 1
    done
    return 0
}

start() {
    program=$1
    kind=$2
    shift 2
    if ! fresh "$kind"; then
        python=$(find_python) || exit 1
        "$python" "$root/scripts/environment.py" "$kind" || exit $?
    fi
    exec "$root/.venv/bin/$program" "$@"
}

"""Makes the parse tables of exoshell/lang from grammar/powershell.lark.

python scripts/build_grammar.py            writes exoshell/lang/powershell.tables
python scripts/build_grammar.py --check    fails if the file is not what the grammar gives
"""

from __future__ import annotations

import marshal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lark.common import ParserConf  # noqa: E402
from lark.load_grammar import load_grammar  # noqa: E402
from lark.parsers.lalr_analysis import LALR_Analyzer, Shift  # noqa: E402

from exoshell.lang import terms as T  # noqa: E402

GRAMMAR = ROOT / "grammar" / "powershell.lark"
TARGET = ROOT / "exoshell" / "lang" / "powershell.tables"


def analyze() -> LALR_Analyzer:
    """Lark's tables for the grammar."""
    grammar, _ = load_grammar(GRAMMAR.read_text("utf-8"), GRAMMAR.name, [], True)
    _, rules, _ = grammar.compile(["start"], "*")
    parser_conf = ParserConf(rules, {}, ["start"])
    analyzer = LALR_Analyzer(parser_conf, debug=True)
    analyzer.compute_lalr()
    return analyzer


def item_text(pointer: object) -> str:
    """An item as text: `rule:alias:before . after`."""
    rule, index = pointer.rule, pointer.index  # type: ignore[attr-defined]
    names = [symbol.name for symbol in rule.expansion]
    return f"{rule.origin.name}:{rule.alias or rule.origin.name}:{' '.join(names[:index])} . {' '.join(names[index:])}"


def mode_of(row: dict[str, object], items: tuple[str, ...]) -> int:
    """The scanner's mode in a state with these terminals."""
    if "jump:JUMP ." in " ".join(items):
        return T.MODE_LABEL
    if "HASHKEY" in row:
        return T.MODE_KEY
    if "MEMBER" in row:
        return T.MODE_MEMBER
    if "TYPE_NAME" in row:
        return T.MODE_TYPE
    if "NAME" in row:
        return T.MODE_NAME
    if "MNAME" in row:
        return T.MODE_CLASS
    if "BAREWORD" in row:
        return T.MODE_START if "NOT" in row else T.MODE_COMMAND
    if "PARAMETER" in row:
        return T.MODE_COMMAND
    return T.MODE_EXPRESSION


def ends_line(item: str) -> bool:
    """Whether a newline in the item's state is an error instead of being skipped."""
    before = item.partition(" . ")[0]
    return before.endswith((":REDIR", " PARAMETER_COLON", ":USING", ":USING BAREWORD", ":CALL"))


def build() -> tuple[object, ...]:
    """The tables in the form exoshell/lang/tables.py reads."""
    analyzer = analyze()
    table = analyzer.parse_table
    order = sorted(table.states, key=lambda state: sorted(item_text(item) for item in state))
    start = table.start_states["start"]
    order.remove(start)
    order.insert(0, start)
    number = {state: index for index, state in enumerate(order)}
    rules = []
    rule_number = {}
    for rule in _rules(analyzer):
        rule_number[rule] = len(rules)
        rules.append((str(rule.origin.name), len(rule.expansion), str(rule.alias or "pass_")))
    term_number = {name: index for index, name in enumerate(T.NAMES)}
    states = []
    kernels = {frozenset(s.closure): s for s in analyzer.lr0_itemsets}
    for state in order:
        row: dict[int, int] = {}
        gotos: dict[str, int] = {}
        names = table.states[state]
        for name in sorted(names):
            action, argument = names[name]
            if action is Shift:
                if name in term_number:
                    row[term_number[name]] = number[argument] + 1
                else:
                    gotos[str(name)] = number[argument]
            else:
                row[term_number[name]] = -(rule_number[argument] + 1)
        shifts = [a for a in row.values() if a > 0]
        reduces = {a for a in row.values() if a < 0}
        default = 0
        if not shifts and len(reduces) == 1:
            default = -reduces.pop()
        expected = tuple(sorted(item_text(item) for item in kernels[frozenset(state)].kernel))
        states.append((row, gotos, default, mode_of(names, expected), expected))
    end_state = number[table.end_states["start"]]
    items = tuple(state[4] for state in states)
    line_ends = tuple(n for n, texts in enumerate(items) if any(ends_line(text) for text in texts))
    right_paren = term_number["RPAREN"]
    alone = {
        n: -row[right_paren] - 1
        for n, (row, *_) in enumerate(states)
        if T.ARGS in row and row.get(right_paren, 0) < 0
    }
    core = tuple(state[:4] for state in states)
    return tuple(rules), core, end_state, line_ends, alone, marshal.dumps(items, 2)


def _rules(analyzer: LALR_Analyzer) -> list[object]:
    found = set()
    for state in analyzer.lr0_itemsets:
        for item in state.closure:
            found.add(item.rule)
    return sorted(found, key=lambda rule: (rule.origin.name, [s.name for s in rule.expansion]))


def main() -> int:
    """Writes or checks the file."""
    data = marshal.dumps(build(), 2)
    if "--check" in sys.argv:
        if not TARGET.exists() or TARGET.read_bytes() != data:
            print(
                "exoshell/lang/powershell.tables is not what grammar/powershell.lark gives: run scripts/build_grammar.py"
            )
            return 1
        return 0
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

from exoshell.cmdlets.output.matches import ContextTracker, MatchInfo


def tracked(lines, wanted, before, after):
    found = []
    tracker = ContextTracker(before, after, found.append)
    for number, line in enumerate(lines, 1):
        hit = MatchInfo(line, number, "/t/c.txt", "p", True, []) if wanted(line) else None
        tracker.line(line, number, hit)
    tracker.finish()
    return found


LINES = [f"line {n}" for n in range(1, 10)]


def test_context_before_and_after():
    (match,) = tracked(LINES, lambda t: t.endswith("5"), 2, 1)
    assert match.context.before == ["line 3", "line 4"]
    assert match.context.after == ["line 6"]


def test_shown_context_does_not_repeat_lines():
    first, second = tracked(LINES, lambda t: t[-1] in "46", 2, 2)
    assert second.context.before == ["line 4", "line 5"]
    assert first.context.shown_after == ["line 5"]
    assert second.context.shown_before == []


def test_console_text_names_the_file_relative_to_the_folder():
    match = MatchInfo("text", 3, "/t/c.txt", "p", True, [])
    match.directory = "/t"
    assert match.console_text() == "c.txt:3:text"
    assert str(match) == "/t/c.txt:3:text"


def test_emphasis_marks_the_matches():
    match = MatchInfo("abc", 1, "InputStream", "b", True, [])
    match.spans, match.emphasis = [(1, 2)], True
    assert match.console_text() == "a\x1b[7mb\x1b[0mc"

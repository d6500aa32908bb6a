import importlib.util
from pathlib import Path

from exoshell.format.computed import function
from exoshell.format.view_data import view_of
from exoshell.format.views import BUILT_IN

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "build_views.py"


def build_views():
    spec = importlib.util.spec_from_file_location("build_views", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_views_are_what_the_script_writes():
    module = build_views()
    assert module.check(module.TARGET)


def test_every_view_can_be_built_and_its_functions_exist():
    views = BUILT_IN.all_views()
    assert len(views) > 100
    assert {v.kind for v in views} == {"Table", "List", "Wide", "Custom"}


def test_words_become_functions():
    module = build_views()
    assert module.function_name("last part of Path") == "path_leaf"
    assert (
        module.function_name("the escape sequence Bold itself, then the same sequence as text")
        == "style:Bold"
    )
    assert module.function_name("something new") is None


def test_a_form_for_a_nearer_type_wins():
    view = view_of(
        {
            "types": ["A"],
            "view": "v",
            "kind": "List",
            "rows": [{"items": [{"property": "X"}]}, {"when": [{"type": "B"}], "items": [{"property": "Y"}]}],
        }
    )
    from exoshell.values.objects import PSCustomObject

    assert view.row_for(PSCustomObject({}, ["A"])).items[0].label == "X"
    assert view.row_for(PSCustomObject({}, ["B", "A"])).items[0].label == "Y"


def test_functions_are_found_by_name():
    assert function("nothing")(1) is None

"""Old WebViews understand what citizens load, or are given something simpler in its place."""

import pytest

from tests.old_browsers import FALLBACKS, faults, public_files, rules, script_faults


def by_name(path):
    return path.name


@pytest.mark.parametrize("path", public_files("css"), ids=by_name)
def test_public_styles_have_a_plain_way_for_old_browsers(path):
    cared_for = {one for rule in rules(FALLBACKS.read_text()) for one in rule.selectors}
    assert faults(path.read_text(), cared_for) == []


@pytest.mark.parametrize("path", public_files("js"), ids=by_name)
def test_public_scripts_are_understood_by_old_browsers(path):
    assert script_faults(path.read_text()) == []


@pytest.mark.parametrize(
    ("css", "lost"),
    [
        ("a { width: min(1rem, 2vw) }", 1),
        ("a { width: 1rem; width: min(1rem, 2vw) }", 0),
        (":root { --x: 1rem; --x: clamp(1rem, 2vw, 3rem) }", 1),
        ("a:focus-visible, a:hover { color: red }", 1),
        ("a:focus-visible { color: red }", 0),
        ("li:has(a) { color: red }", 1),
        ("@supports selector(:has(*)) { li:has(a) { color: red } }", 0),
        ("@layer base { a { color: red } }", 1),
        ("ul { display: flex; gap: 1rem }", 1),
        (".known { display: flex; gap: 1rem }", 0),
        ("@media print { a { inset: 0 } }", 1),
    ],
)
def test_what_is_lost_is_noticed(css, lost):
    assert len(faults(css, {".known > *"})) == lost


@pytest.mark.parametrize("source", ["a?.b()", "a ?? b", "text.replaceAll('a', 'b')", "try { a() } catch { b() }"])
def test_new_script_is_noticed(source):
    assert len(script_faults(source)) == 1


def test_what_old_browsers_know_is_not_noticed():
    assert script_faults("const a = b ? .5 : 1; // a?.b\nlet c = `x ${a}`;") == []

"""The dialect (templates/README.md, STYLE 5) and C16: what no template and no script may hold."""

import re
from html.parser import HTMLParser

import pytest
from jinja2 import Environment, nodes

from tests.figures import figure
from tests.parity.house import HOUSE, page_and_worker_scripts, templates

_TAGS = (
    nodes.Template, nodes.Extends, nodes.Block, nodes.Include, nodes.If, nodes.For,
    nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.Call,
    nodes.Keyword, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Filter,
    nodes.With, nodes.Concat,
)  # fmt: skip
_GLOBALS = {"t", "asset"}


def _trees() -> dict[str, nodes.Template]:
    environment = Environment(autoescape=True)
    return {name: environment.parse(source) for name, source in templates().items()}


def _all(kind: type[nodes.Node]) -> list[tuple[str, nodes.Node]]:
    return [(name, node) for name, tree in _trees().items() for node in tree.find_all(kind)]


def test_templates_use_no_tag_or_operator_beyond_the_dialect() -> None:
    strange = {
        f"{name}:{node.lineno} {type(node).__name__}"
        for name, node in _all(nodes.Node)
        if not isinstance(node, _TAGS)
    }
    assert sorted(strange) == []


def test_templates_use_no_filter() -> None:
    used = {f"{name}:{n.lineno} {n.name}" for name, n in _all(nodes.Filter)}
    assert sorted(used) == []


def test_templates_call_nothing_but_t_and_asset() -> None:
    called = {
        f"{name}:{n.lineno}"
        for name, n in _all(nodes.Call)
        if not (isinstance(n.node, nodes.Name) and n.node.name in _GLOBALS)
    }
    assert sorted(called) == []


def test_loops_have_no_filter_no_else_and_no_recursion() -> None:
    bent = {f"{name}:{n.lineno}" for name, n in _all(nodes.For) if n.test or n.else_ or n.recursive}
    assert sorted(bent) == []


def test_nothing_asks_where_in_a_loop_it_is() -> None:
    asked = {f"{name}:{n.lineno}" for name, n in _all(nodes.Name) if n.name == "loop"}
    assert sorted(asked) == []


def test_comparisons_are_only_equal_and_unequal() -> None:
    bent = {f"{name}:{n.lineno}" for name, n in _all(nodes.Operand) if n.op not in {"eq", "ne"}}
    assert sorted(bent) == []


def test_nothing_printed_is_a_boolean_or_none() -> None:
    """The engines differ when one of these is printed (ARCHITECTURE 1)."""
    printed = {
        f"{name}:{n.lineno}"
        for name, n in _all(nodes.Output)
        for part in n.nodes
        if isinstance(part, nodes.Const) and not isinstance(part.value, str)
    }
    assert sorted(printed) == []


class _Markup(HTMLParser):
    """Every start tag with its attributes; template tags are blanked out first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str], int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)


_PRINT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_BLANK = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def _keep_lines(text: str, by: str) -> str:
    return by + "\n" * text.count("\n")


def _tags() -> list[tuple[str, str, dict[str, str]]]:
    found = []
    for name, source in templates().items():
        plain = _BLANK.sub(lambda m: _keep_lines(m[0], " "), source)
        plain = _PRINT.sub(lambda m: _keep_lines(m[0], "VALUE"), plain)
        markup = _Markup()
        markup.feed(plain)
        found += [(f"{name}:{line}", tag, attrs) for tag, attrs, line in markup.tags]
    return found


def test_there_are_templates_to_read() -> None:
    assert len(templates()) > 10
    assert len(_tags()) > 200


def test_a_form_before_htmx_has_loaded_does_nothing_and_keeps_the_text() -> None:
    """ARCHITECTURE 9.7: method=dialog and hx-post; only a search is a GET; strangers have no script (9.29)."""
    wrong = []
    for place, tag, attrs in _tags():
        if tag != "form" or attrs.get("method") == "get":
            continue
        if place.startswith("public/") and attrs.get("method") == "post":
            continue
        by_script = any(name.startswith("data-") for name in attrs)
        if attrs.get("method") != "dialog" or not ("hx-post" in attrs or by_script):
            wrong.append(f"{place} {attrs}")
    assert wrong == []


@pytest.mark.parametrize(
    "name", ["hx-delete", "hx-boost", "hx-vals", "hx-vars", "hx-disable", "style"]
)
def test_no_element_carries(name: str) -> None:
    assert [place for place, _, attrs in _tags() if name in attrs] == []


def test_no_script_is_written_in_a_page_and_none_comes_from_elsewhere() -> None:
    """C16."""
    hits = []
    for place, tag, attrs in _tags():
        if tag == "script" and not attrs.get("src", "").startswith(("VALUE", "/static/")):
            hits.append(f"{place} script without our own src")
        hits += [f"{place} {k}" for k in attrs if k.startswith(("on", "hx-on"))]
        hits += [
            f"{place} {k}={v}"
            for k, v in attrs.items()
            if v.strip().startswith(("js:", "javascript:"))
        ]
        if tag in {"style", "iframe", "object", "embed", "base"}:
            hits.append(f"{place} {tag}")
        if "[" in attrs.get("hx-trigger", ""):
            hits.append(f"{place} a trigger filter needs eval")
    figure("C16", f"{len(_tags())} elements in {len(templates())} templates, {len(hits)} hits")
    assert hits == []


def test_no_template_turns_escaping_off() -> None:
    """C16."""
    pattern = re.compile(r"\|\s*safe\b|autoescape|Markup\(")
    assert [name for name, source in templates().items() if pattern.search(source)] == []


def test_no_script_of_ours_builds_markup_or_evaluates_text() -> None:
    """C16. The emergency capture form (ARCHITECTURE 9.25) is text in an answer, not an element."""
    pattern = re.compile(
        r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment"
        r"|new Function|eval\(|setHTMLUnsafe|parseHTMLUnsafe|hx-on|js:)"
    )
    hits = [
        f"{path}: {m[0]}"
        for path, source in page_and_worker_scripts().items()
        for m in pattern.finditer(re.sub(r"/\*.*?\*/|//[^\n]*", "", source, flags=re.DOTALL))
    ]
    figure("C16", f"{len(page_and_worker_scripts())} scripts, {len(hits)} hits")
    assert hits == []


def test_no_python_of_ours_marks_text_as_safe_markup() -> None:
    sources = sorted((HOUSE / "server").rglob("*.py"))
    pattern = re.compile(r"\bMarkup\(|render_template_string|\|\s*safe\b")
    assert [p.name for p in sources if pattern.search(p.read_text(encoding="utf-8"))] == []


def test_no_control_hides_what_htmx_and_scripts_ask_a_form_for() -> None:
    """A control named form is what form.form gives: htmx then takes it for the form, and nothing is ever sent."""
    asked = {
        "form",
        "action",
        "method",
        "elements",
        "submit",
        "reset",
        "requestSubmit",
        "reportValidity",
    }
    asked |= {
        "closest",
        "matches",
        "contains",
        "getAttribute",
        "hasAttribute",
        "dataset",
        "isConnected",
        "children",
    }
    hits = [
        f"{place} {name}"
        for place, tag, attrs in _tags()
        if tag in {"input", "textarea", "select", "button", "fieldset"}
        for name in (attrs.get("name"), attrs.get("id"))
        if name in asked
    ]
    assert hits == []


def test_forms_have_no_placeholder_and_no_disabled_button() -> None:
    """DESIGN-BRIEF 4: label above, help under the label; pressing tells what is missing."""
    hits = [
        f"{place} {tag} {k}"
        for place, tag, attrs in _tags()
        for k in attrs
        if k == "placeholder" or (k == "disabled" and tag in {"button", "input"})
    ]
    assert hits == []


def test_a_hidden_field_is_never_filled_in_by_the_browser() -> None:
    """A reload would otherwise bring an old revision back into a new form."""
    hits = [
        place
        for place, tag, attrs in _tags()
        if tag == "input" and attrs.get("type") == "hidden" and attrs.get("autocomplete") != "off"
    ]
    assert hits == []


def test_every_field_has_an_id_so_that_the_focus_survives_a_swap() -> None:
    hits = [
        f"{place} {attrs.get('name')}"
        for place, tag, attrs in _tags()
        if tag in {"input", "textarea", "select"}
        and attrs.get("type") != "hidden"
        and not attrs.get("id")
    ]
    assert hits == []

"""ES modules linked into one script, each after those it needs.

A browser starts a sleeping worker by reading its modules one by one: 166 files took four times as long as one does.
Knows the forms of import and export that our formatter leaves, and refuses every other.
"""

import posixpath
import re
from collections.abc import Callable

_NAMES = r"\{([^{}]*)\}"
_IMPORT = re.compile(rf"^import (?:(\w+)(?:, )?)?(?:{_NAMES}|\* as (\w+))? from '([^']+)';$", re.M)
_EXPORT_FROM = re.compile(rf"^export {_NAMES} from '([^']+)';$", re.M)
_EXPORT_LIST = re.compile(rf"^export {_NAMES};$", re.M)
_EXPORT_DEFAULT = re.compile(r"^export default (\w+);$", re.M)
_EXPORT = re.compile(r"^export ((?:async )?function\*? |const |class )(\w+)", re.M)
# Comments and empty lines that stand alone: a quarter of the bytes.
_ASIDE = re.compile(r"^[ \t]*(?://.*|/\*(?:[^*]|\*(?!/))*\*/)?[ \t]*\n", re.M)
_UNKNOWN = re.compile(r"^(?:import|export)\b.*", re.M)


class LinkError(ValueError):
    """A module is written in a way the linker does not know, or needs itself."""


def link(entry: str, read: Callable[[str], str]) -> str:
    """Promise one script that does what this module does, with all it needs inside, without comments.

    entry: its path, below the folder that `read` reads texts from.
    Raises: LinkError for a form of import or export it does not know, and for a circle of imports; whatever `read`
    raises for a module that is not there.
    """
    linked: dict[str, str] = {}
    _link(entry, read, linked, ())
    return "\n".join(linked.values())


def _link(
    path: str, read: Callable[[str], str], linked: dict[str, str], above: tuple[str, ...]
) -> None:
    if path in above:
        raise LinkError(f"{path} needs itself")
    if path in linked:
        return
    needed, script = _function(path, read(path))
    for other in needed:
        _link(other, read, linked, (*above, path))
    linked[path] = script


def _function(path: str, text: str) -> tuple[list[str], str]:
    """Promise what a module needs, and the module as a function called once, whose answer is what it exports."""
    needed: list[str] = []
    exported: dict[str, str] = {}

    def source(name: str) -> str:
        needed.append(posixpath.normpath(posixpath.join(posixpath.dirname(path), name)))
        return _variable(needed[-1])

    def bring(found: re.Match[str]) -> str:
        default, names, everything, name = found.groups()
        if everything:
            return f"const {everything} = {source(name)};"
        wanted = {"default": default} if default else {}
        return f"const {_object(wanted | _pairs(names))} = {source(name)};"

    def pass_on(found: re.Match[str]) -> str:
        names, other = _pairs(found[1]), source(found[2])
        exported.update({outside: f"{other}.{inside}" for inside, outside in names.items()})
        return ""

    def keep(found: re.Match[str]) -> str:
        exported.update({outside: inside for inside, outside in _pairs(found[1]).items()})
        return ""

    def keep_default(found: re.Match[str]) -> str:
        exported["default"] = found[1]
        return ""

    def declare(found: re.Match[str]) -> str:
        exported[found[2]] = found[2]
        return f"{found[1]}{found[2]}"

    for form, put in (
        (_IMPORT, bring),
        (_EXPORT_FROM, pass_on),
        (_EXPORT_LIST, keep),
        (_EXPORT_DEFAULT, keep_default),
        (_EXPORT, declare),
    ):
        text = form.sub(put, text)
    if unknown := _UNKNOWN.search(text):
        raise LinkError(f"{path}: {unknown[0]}")
    # An import runs before everything else in its module: where it stands does not matter, since all it needs ran.
    body = _without_comments(text)
    return (
        needed,
        f"const {_variable(path)} = (() => {{\n{body}\nreturn {_object(exported)};\n}})();",
    )


def _without_comments(text: str) -> str:
    """What looks like a comment after an odd number of backticks may be the text of a template: it stays."""
    kept, place, backticks = [], 0, 0
    for aside in _ASIDE.finditer(text):
        code = text[place : aside.start()]
        backticks += code.count("`")
        kept += [code, aside[0] if backticks % 2 else ""]
        place = aside.end()
    return "".join([*kept, text[place:]]).strip("\n")


def _variable(path: str) -> str:
    return f"${re.sub(r'[^a-zA-Z0-9]', '_', path)}"


def _pairs(names: str | None) -> dict[str, str]:
    """`a, b as c` -> {a: a, b: c}."""
    listed = [name.strip().split(" as ") for name in (names or "").split(",") if name.strip()]
    return {name[0]: name[-1] for name in listed}


def _object(names: dict[str, str]) -> str:
    return f"{{ {', '.join(f'{name}: {value}' for name, value in names.items())} }}"

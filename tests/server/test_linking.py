"""The second server's modules as one script: what it does, and what the linker refuses rather than guess."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from server.web.linking import LinkError, link
from tests import machine
from tests.clients import Browser

HOUSE = {
    "door.js": """import start, { Engine as Motor } from './vendor/engine.js';
import {
  double,
  twice as again,
} from './rooms/numbers.js';
import * as words from './rooms/words.js';

console.log(JSON.stringify([start(), new Motor().name, double(2), again(3), words.hello, words.half(8), calls()]));

function calls() {
  return words.count();
}
""",
    "vendor/engine.js": """class Engine {
  name = 'engine';
}
function run() {
  return 'runs';
}
export { Engine };
export default run;
""",
    "rooms/numbers.js": """// export const nothing = 0;
import { count } from './counter.js';

export const double = (number) => number * count();
export function twice(number) {
  return double(number);
}
""",
    "rooms/words.js": """import { double } from './numbers.js';

export { count, half as half } from './counter.js';
export const hello = `say ${double(1)}  // twice`;
export async function* letters() {}
""",
    "rooms/counter.js": """const two = 2;
export const count = () => two;
function part(number) {
  return number / two;
}
export { part as half };
""",
}


def _node() -> Path:
    return Path(machine.node_folder()) / "node"


def ran(script: str, folder: Path) -> str:
    file = folder / "linked.mjs"
    file.write_text(script, encoding="utf-8")
    return subprocess.run([_node(), file], check=True, capture_output=True, text=True).stdout


def test_the_linked_script_does_what_the_modules_do(tmp_path: Path) -> None:
    assert json.loads(ran(link("door.js", HOUSE.__getitem__), tmp_path)) == [
        "runs", "engine", 4, 6, "say 2  // twice", 4, 2,
    ]  # fmt: skip


def test_comments_are_left_out_and_text_that_looks_like_them_stays(tmp_path: Path) -> None:
    module = """/**
 * Says `twice` what it is given.
 */
export const text = (word) => `
// ${word}

/* ${word} */
`;

// The end.
console.log(JSON.stringify(text('a')));
"""
    script = link("a.js", {"a.js": module}.__getitem__)
    assert json.loads(ran(script, tmp_path)) == "\n// a\n\n/* a */\n"
    assert "twice" not in script
    assert "The end" not in script


def test_a_module_is_in_it_once_and_after_what_it_needs() -> None:
    script = link("door.js", HOUSE.__getitem__)
    places = [
        script.find(f"const ${name} =")
        for name in ("rooms_counter_js", "rooms_numbers_js", "rooms_words_js")
    ]
    assert places == sorted(places)
    assert script.count("const $rooms_counter_js =") == 1


@pytest.mark.parametrize(
    "line",
    ["export let a = 1;", "export const [a, b] = [1, 2];", "export const { a } = {};", "export * from './b.js';",
     "import './b.js';", "export default class {}", 'import { a } from "./b.js";', "export var a;"],
)  # fmt: skip
def test_a_form_it_does_not_know_is_refused(line: str) -> None:
    with pytest.raises(LinkError) as refused:
        link("a.js", {"a.js": f"{line}\n", "b.js": ""}.__getitem__)
    assert str(refused.value) == f"a.js: {line}"


def test_a_circle_of_imports_is_refused() -> None:
    house = {
        "a.js": "import { b } from './b.js';\n",
        "b.js": "import { a } from './a.js';\nexport const b = 1;\n",
    }
    with pytest.raises(LinkError, match="needs itself"):
        link("a.js", house.__getitem__)


def test_the_front_door_is_one_script_that_imports_nothing(app: Flask, tmp_path: Path) -> None:
    script = Browser(app).get("/service_worker.js").text
    file = tmp_path / "worker.mjs"
    file.write_text(script, encoding="utf-8")
    assert subprocess.run([_node(), "--check", file], check=False).returncode == 0
    assert not re.search(r"^(?:import|export)\b", script, re.MULTILINE)

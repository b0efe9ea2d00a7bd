"""Every gate of the house in one command: `python -m tests.check`. machine.py finds the tools.

`--fast` stops before the browser; `--only WORD` takes the gates whose name holds WORD. All gates run
even when an earlier one failed. Tests run in several processes, mostly a file in one, and none is tried
twice. A gate with nothing to look at says SKIPPED, and that counts as a failure where CI is set.
Each line tells how long a gate took, and how much of it the processors were at work.
"""

import argparse
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import machine

ROOT = machine.ROOT
TOOLS = machine.JS / "node_modules" / ".bin"
SIZE_LIMIT, TEST_LIMIT, PARTIAL_LIMIT = 300, 400, 60
SIZED = {".py", ".js", ".html", ".css"}
NODE_TESTS = re.compile(r"(^test_.*|.*[._]test)\.m?js$")
GATE_SECONDS = 3600
# Each process has its own servers, ports, databases and browsers. A browser waits more than it works.
PROCESSES = max(2, min(os.cpu_count() or 2, 8))


@dataclass
class Outcome:
    """What a gate found: tests counted one by one, any other gate as one."""

    passed: int = 0
    failed: int = 0
    output: str = ""
    remark: str = ""
    skipped: str = ""


@dataclass
class Gate:
    name: str
    run: Callable[[], Outcome]
    needs_browser: bool = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The gates load this module as a pytest plugin: whatever lies in tests/browser needs one, and the files
    that may take longest come first, so that what a process takes over from another is short."""
    seconds: dict[Path, float] = {}
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)
        limit = item.get_closest_marker("timeout")
        seconds[item.path] = max(seconds.get(item.path, 0), limit.args[0] if limit else 0)
    items.sort(key=lambda item: -seconds[item.path])


def call(command: list[str], **variables: str) -> tuple[int, str]:
    if not Path(command[0]).exists() and os.sep in command[0]:
        return 1, f"{command[0]} is missing: make test installs it"
    env = {**machine.environment(), "NO_COLOR": "1", **variables}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        check=False,
        text=True,
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=GATE_SECONDS,
    )
    return done.returncode, done.stdout


def files(*patterns: str) -> list[str]:
    found = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    return [str(path.relative_to(ROOT)) for path in found if "node_modules" not in path.parts]


def tool(command: list[str], *needs: str) -> Callable[[], Outcome]:
    """A gate that is one command; it is skipped while no file matches what it looks at."""

    def run() -> Outcome:
        if needs and not files(*needs):
            return Outcome(skipped=f"no file matches {' or '.join(needs)}")
        code, output = call(command)
        return Outcome(failed=1, output=output) if code else Outcome(passed=1)

    return run


def python_tool(*command: str, needs: tuple[str, ...] = ()) -> Callable[[], Outcome]:
    return tool([str(Path(sys.executable).parent / command[0]), *command[1:]], *needs)


def tsc(scope: str, *needs: str) -> Gate:
    config = f"tests/js/tsconfig.{scope}.json"
    return Gate(f"tsc {scope}", tool([str(TOOLS / "tsc"), "-p", config], *needs))


def biome() -> Outcome:
    looked_at = files("service_worker.js", "static/worker", "static/page", "static/css")
    looked_at += files("tests/**/*.js")
    if not looked_at:
        return Outcome(skipped="no JavaScript or CSS")
    options = ["--config-path=tests/js", "--error-on-warnings", "--colors=off", "--reporter=github"]
    code, output = call([str(TOOLS / "biome"), "ci", *options, *looked_at])
    return Outcome(failed=1, output=output) if code else Outcome(passed=1)


def limit_of(path: Path) -> int:
    if path.parts[0] == "templates" and path.name.startswith("_"):
        return PARTIAL_LIMIT
    return TEST_LIMIT if path.parts[0] == "tests" else SIZE_LIMIT


def sizes() -> Outcome:
    places = ("service_worker.js", "server/**/*", "static/**/*", "templates/**/*", "tests/**/*")
    paths = [Path(name) for name in files(*places)]
    ours = [p for p in paths if p.suffix in SIZED and "vendor" not in p.parts]
    too_long = []
    for path in ours:
        lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
        if lines > limit_of(path):
            too_long.append(f"{path}: {lines} lines, at most {limit_of(path)}: a name is missing")
    if too_long:
        return Outcome(failed=len(too_long), output="\n".join(too_long))
    return Outcome(passed=1, remark=f"{len(ours)} files")


def run_pytest(*arguments: str, **variables: str) -> Outcome:
    # Each process gets an even share in order, and takes over from the others once it is done.
    beside = ["-n", str(PROCESSES), "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.check", *beside, *arguments]
    # Sets in lists of cases come in one order in every process.
    code, output = call(command, PYTHONHASHSEED="0", **variables)
    last = output.strip().splitlines()[-1:] or [""]
    count = dict.fromkeys(("passed", "failed", "error", "skipped"), 0)
    for number, word in re.findall(r"(\d+) (passed|failed|error|skipped)", last[0]):
        count[word] = int(number)
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        return Outcome(skipped=f"no test among {' '.join(arguments)}")
    if not any(count.values()):
        last = [f"pytest ended with {code} and no summary"]
    failed = count["failed"] + count["error"]
    skips = [line for line in output.splitlines() if line.startswith("SKIPPED")]
    return Outcome(
        passed=count["passed"],
        failed=max(failed, 1) if code else failed,
        output=output if code else "\n".join(skips),
        remark=last[0].strip("= "),
    )


def fast_tests() -> Outcome:
    if not files("tests/**/test_*.py"):
        return Outcome(skipped="no tests/**/test_*.py")
    return run_pytest("-m", "not browser", "tests", DATABASE_URL="")


def postgres_tests() -> Outcome:
    """The server's own tests once more, on the other database (STYLE 10)."""
    if not files("tests/server/**/test_*.py"):
        return Outcome(skipped="no tests/server/**/test_*.py")
    if os.environ.get("DATABASE_URL"):
        return run_pytest("-m", "not browser", "tests/server")
    if not machine.postgres_folder():
        return Outcome(skipped="no PostgreSQL on this machine (apt-get install postgresql)")
    with machine.postgres_cluster() as url:
        return run_pytest("-m", "not browser", "tests/server", DATABASE_URL=url)


def node_tests() -> Outcome:
    every = files("tests/**/*.js", "tests/**/*.mjs")
    chosen = [path for path in every if NODE_TESTS.match(Path(path).name)]
    chosen = [path for path in chosen if not path.startswith("tests/browser/")]
    if not chosen:
        return Outcome(skipped="no test_*.js under tests/")
    quiet = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"
    code, output = call(["node", quiet, "--test", "--test-reporter=tap", *chosen])
    count = {word: int(n) for word, n in re.findall(r"^# (\w+) (\d+)$", output, re.MULTILINE)}
    failed = count.get("fail", 0) + count.get("cancelled", 0)
    return Outcome(
        passed=count.get("pass", 0),
        failed=max(failed, 1) if code else failed,
        output=output if code else "",
        remark=f"{len(chosen)} files",
    )


def browser_tests() -> Outcome:
    if not files("tests/browser/**/test_*.py"):
        return Outcome(skipped="no tests/browser/**/test_*.py")
    if not machine.chromium():
        return Outcome(skipped="no Chromium on this machine (apt-get install chromium)")
    return run_pytest("-m", "browser", "tests", DATABASE_URL="")


def gates() -> list[Gate]:
    rooms = ("server/*.py",)
    worker = ("service_worker.js", "static/worker/**/*.js")
    return [
        Gate("ruff check", python_tool("ruff", "check", "--quiet", ".")),
        Gate("ruff format", python_tool("ruff", "format", "--check", ".")),
        Gate("mypy", python_tool("mypy", needs=rooms)),
        Gate("lint-imports", python_tool("lint-imports", "--no-cache", "--no-logo", needs=rooms)),
        Gate(
            "djlint",
            python_tool("djlint", "--lint", "templates", needs=("templates/**/*.html",)),
        ),
        tsc("domain", "static/worker/domain/*.js", "static/worker/pages/*.js"),
        tsc("worker", *worker),
        tsc("page", "static/page/*.js"),
        Gate("biome", biome),
        Gate("sizes", sizes),
        Gate("pytest", fast_tests),
        Gate("pytest PostgreSQL", postgres_tests),
        Gate("node --test", node_tests),
        Gate("pytest browser", browser_tests, needs_browser=True),
    ]


def at_work() -> float:
    """Seconds of processor time that ended processes of ours have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def report(gate: Gate, outcome: Outcome, seconds: float, worked: float) -> None:
    word = "SKIPPED" if outcome.skipped else "FAILED" if outcome.failed else "ok"
    remark = outcome.skipped or outcome.remark
    print(f"{word:8}{gate.name:20}{seconds:7.1f} s {worked:7.1f} s  {remark}".rstrip(), flush=True)
    if outcome.output:
        print("\n".join(f"    {line}" for line in outcome.output.splitlines()), flush=True)


def verdict(outcomes: dict[str, Outcome]) -> int:
    failed = [name for name, outcome in outcomes.items() if outcome.failed]
    skipped = [name for name, outcome in outcomes.items() if outcome.skipped]
    passes = sum(outcome.passed for outcome in outcomes.values())
    failures = sum(outcome.failed for outcome in outcomes.values())
    if machine.in_ci():
        failed, failures = failed + skipped, failures + len(skipped)
    print()
    if skipped:
        print(f"SKIPPED, so nothing is known about: {', '.join(skipped)}")
    if failed:
        print(f"NOT GOOD: {', '.join(failed)}")
    else:
        print("GOOD: every gate that ran is open" if passes else "NOT GOOD: no gate ran")
    print(f"{passes} passed, {failures} failed")
    return 0 if passes and not failed else 1


def main() -> int:
    parser = argparse.ArgumentParser(description="Run every gate.")
    parser.add_argument("--fast", action="store_true", help="stop before the browser")
    parser.add_argument("--only", metavar="WORD", default="", help="gates whose name holds WORD")
    chosen = parser.parse_args()
    outcomes = {}
    for gate in gates():
        if (chosen.fast and gate.needs_browser) or chosen.only not in gate.name:
            continue
        start, worked = time.monotonic(), at_work()
        outcomes[gate.name] = gate.run()
        report(gate, outcomes[gate.name], time.monotonic() - start, at_work() - worked)
    return verdict(outcomes)


if __name__ == "__main__":
    sys.exit(main())

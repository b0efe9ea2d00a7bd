"""Parity (ARCHITECTURE 8.2): one story, told to Flask and to the worker, ends in the same pages and rows."""

from collections.abc import Iterator

import pytest

from tests.figures import figure
from tests.fixtures import browse, engines  # noqa: F401
from tests.parity import fixture, scenarios
from tests.parity.theatre import Theatre

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory, engines) -> Iterator[Theatre]:  # noqa: F811
    house = Theatre(tmp_path_factory.mktemp("parity"), engines("chromium"))
    yield house
    house.close()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_is_the_same_from_both_servers(language: str, theatre: Theatre) -> None:
    theatre.speak(language)
    parted = {}
    for url in scenarios.PAGES:
        if found := theatre.compare_page(url):
            parted[url] = found
    figure("parity", f"{language}: {len(scenarios.PAGES)} pages, {len(parted)} differ")
    assert not parted, "\n\n".join(f"{url}\n{text}" for url, text in list(parted.items())[:8])


def test_every_piece_of_a_page_is_the_same_from_both_servers(theatre: Theatre) -> None:
    theatre.speak("ja")
    parted = {
        url: found for url in scenarios.PIECES if (found := theatre.compare("GET", url, "partial"))
    }
    figure("parity", f"{len(scenarios.PIECES)} pieces, {len(parted)} differ")
    assert not parted, "\n\n".join(f"{url}\n{text}" for url, text in parted.items())


def test_two_hundred_records_look_the_same_through_both_engines(theatre: Theatre) -> None:
    """C11."""
    theatre.speak("ja")
    ids = [change["id"] for change in fixture.changes() if change["kind"] == "contact"]
    parted, seen = {}, 0
    for id_ in ids:
        for address in (f"/contacts/{id_}", f"/contacts/{id_}/edit", f"/contacts/{id_}/note"):
            if seen >= 200:
                break
            seen += 1
            if found := theatre.compare("GET", address, "full"):
                parted[address] = found
    figure("C11", f"{seen - len(parted)} of {seen} equal DOM")
    assert not parted, "\n\n".join(f"{url}\n{text}" for url, text in list(parted.items())[:5])


@pytest.mark.parametrize("story", scenarios.STORIES)
def test_a_story_ends_the_same_way_on_both_servers(story: str, theatre: Theatre) -> None:
    theatre.speak("ja")
    for number, step in enumerate(scenarios.STORIES[story]):
        found = theatre.play(step)
        assert not found, f"step {number + 1}, {step.form}\n{found}"


def test_after_all_stories_and_a_sync_both_databases_hold_the_same_records(
    theatre: Theatre,
) -> None:
    """Last in this file on purpose: it looks at what the stories above left behind."""
    theatre.settle()
    parted = theatre.compare_rows()
    figure("parity", f"{theatre.rows_compared} rows after sync, {len(parted)} differ")
    assert not parted, "\n".join(parted)

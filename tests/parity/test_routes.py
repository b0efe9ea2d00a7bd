"""Both servers answer the same addresses, and a page never points at one that nobody answers (ARCHITECTURE 2, 8.2)."""

import pytest

from tests.parity import routes, scenarios


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    from server.app import create_app

    return create_app(
        PUBLIC_URL="http://localhost:8000", INSTANCE_FOLDER=str(tmp_path_factory.mktemp("routes"))
    )


def test_both_servers_have_the_same_dual_routes(app) -> None:
    ours, theirs = routes.office_routes(app), routes.worker_routes()
    assert {"only the office": sorted(ours - theirs), "only the pocket": sorted(theirs - ours)} == {
        "only the office": [],
        "only the pocket": [],
    }


def test_every_address_in_a_template_is_answered(app) -> None:
    office, pocket = routes.all_office_routes(app), routes.worker_routes()
    alone = routes.all_office_routes(app) - routes.office_routes(app)
    lost = {
        f"{name}: {method} {path}"
        for name, addresses in routes.template_addresses().items()
        for method, path in addresses
        if not routes.matches(path, office, method)
        or not (routes.matches(path, pocket, method) or routes.matches(path, alone, method))
    }
    assert sorted(lost) == []


def test_every_address_that_the_pocket_writes_is_answered(app) -> None:
    known = routes.all_office_routes(app)
    lost = {
        f"{name}: {path}"
        for name, addresses in routes.code_addresses().items()
        for _, path in addresses
        if not any(routes.matches(path, known, method) for method in ("GET", "POST"))
    }
    assert sorted(lost) == []


def test_every_dual_route_is_played_by_a_parity_scenario() -> None:
    played = {(method, path) for method, path in scenarios.routes_played()}
    missing = {
        (method, path)
        for method, path in routes.worker_routes()
        if not any(routes.matches(asked, {(method, path)}, how) for how, asked in played)
    }
    assert sorted(missing) == []

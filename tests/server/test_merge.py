"""Merging as cases: tests/vectors/sync, through the pure rule and, as pushes, through the whole server."""

import json
from typing import Any

import pytest
from flask import Flask

from server.schemas.change import Edit
from server.sync.merge import Device, fresh_state, keep_both, merge
from tests.clients import Clock
from tests.parity.house import HOUSE
from tests.server.devices import SyncDevice, change, fresh_id

VECTORS = HOUSE / "tests" / "vectors" / "sync"


def cases(name: str) -> list[Any]:
    vector = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in vector["cases"]]


def meant(value: Any) -> Any:
    """Long texts are written as {"repeat", "times"}."""
    if isinstance(value, dict) and "repeat" in value:
        return value["repeat"] * value["times"]
    return value


def at(time: str) -> str:
    return f"2025-11-20T{time}:00.000Z"


@pytest.mark.parametrize("case", cases("keep_both"))
def test_free_text_keeps_both(case: dict[str, Any]) -> None:
    assert keep_both(*case["given"]) == case["expect"]


@pytest.mark.parametrize("case", cases("merge"))
def test_merge(case: dict[str, Any]) -> None:
    state, lost = fresh_state(case["kind"], fresh_id()), []
    for number, given in enumerate(case["edits"], start=1):
        edit = Edit(
            change_id=fresh_id(),
            kind=case["kind"],
            id=state.id,
            base=given["base"],
            at=at(given["at"]),
            values={name: meant(value) for name, value in given["set"].items()},
            deleted=given.get("deleted"),
            edited_at=at(given["at"]),
        )
        merge(state, edit, Device(given["device"], given["device"]), number)
        lost.append(edit.lost)
    conflicts = [vars(clash) for clash in state.clashes.values()]
    expected = case["expect"]
    assert {name: state.values[name] for name in expected["values"]} == values_of(expected)
    assert (state.deleted_at != "") is expected["deleted"]
    assert lost == expected["lost"]
    assert [
        {k: c[k] for k in e} for c, e in zip(conflicts, expected["conflicts"], strict=True)
    ] == [{name: meant(value) for name, value in each.items()} for each in expected["conflicts"]]


def values_of(expected: dict[str, Any]) -> dict[str, Any]:
    return {name: meant(value) for name, value in expected["values"].items()}


@pytest.mark.parametrize("case", cases("merge"))
def test_devices_that_push_meet_in_the_same_record(
    case: dict[str, Any], any_app: Flask, clock: Clock
) -> None:
    clock.now = at("23:59")
    devices = {e["device"]: SyncDevice(any_app, clock) for e in case["edits"]}
    record, lost = fresh_id(), []
    for given in case["edits"]:
        values = {name: meant(value) for name, value in given["set"].items()}
        more = {"deleted": given["deleted"]} if "deleted" in given else {}
        sent = change(case["kind"], record, values, at(given["at"]), base=given["base"], **more)
        lost.append(devices[given["device"]].sync(sent)["results"][0].get("lost", []))
    for device in devices.values():
        device.sync()
    seen = {
        json.dumps(d.records[f"{case['kind']}:{record}"], sort_keys=True) for d in devices.values()
    }
    assert len(seen) == 1, "the devices differ"
    found = json.loads(seen.pop())
    expected = case["expect"]
    assert {name: found["set"].get(name, "") for name in expected["values"]} == values_of(expected)
    assert found.get("deleted", False) is expected["deleted"]
    assert lost == expected["lost"]
    conflicts = devices[case["edits"][0]["device"]].all("conflict")
    kept = [
        (c["set"]["field"], json.loads(c["set"]["kept_value"]), json.loads(c["set"]["lost_value"]))
        for c in conflicts
    ]
    assert kept == [(e["field"], meant(e["kept"]), meant(e["lost"])) for e in expected["conflicts"]]

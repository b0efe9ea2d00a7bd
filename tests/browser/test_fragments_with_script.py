"""C14: a fragment that carries script in any of six ways runs none of it."""

import pytest

from tests.figures import figure

FRAGMENTS = {
    "inline": "<p>x</p><script>globalThis.ran = 1</script>",
    "same origin": '<p>x</p><script src="/static/page/main.js?ran"></script>',
    "data": '<p>x</p><script src="data:text/javascript,globalThis.ran=1"></script>',
    "onerror": '<p>x</p><img src="/nothing.png" onerror="globalThis.ran = 1">',
    "js action": '<p>x</p><button id="b" hx-get="js:globalThis.ran = 1" hx-trigger="load">x</button>',
    "hx-on": '<p>x</p><div hx-on:click="globalThis.ran = 1" hx-on::load="globalThis.ran = 1" id="b">x</div>',
}


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_no_script_in_a_fragment_runs(engine: str, stage, visit) -> None:
    device = visit(engine, keeps_data=False)
    ran = []
    for name, fragment in FRAGMENTS.items():
        page = device.open("/contacts")
        page.wait_for_timeout(200)
        device.context.route(
            "**/contacts?q=c14*",
            lambda route, _request, body=fragment: route.fulfill(
                body=body, content_type="text/html"
            ),
        )
        page.evaluate(
            """async () => {
              const script = document.querySelector('script[type="module"]').src;
              const {default: htmx} = await import(script.replace('page/main.js', 'vendor/htmx-4.0.1.esm.min.js'));
              const target = document.querySelector('main');
              await htmx.ajax('GET', '/contacts?q=c14', {target, swap: 'innerHTML'}).catch(() => {});
              document.getElementById('b')?.click();
            }"""
        )
        page.wait_for_timeout(200)
        if page.evaluate("() => globalThis.ran ?? 0"):
            ran.append(name)
        device.context.unroute("**/contacts?q=c14*")
    figure("C14", f"{engine}: {len(ran)} of {len(FRAGMENTS)} ran")
    assert ran == []

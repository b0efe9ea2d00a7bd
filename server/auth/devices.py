"""What a device is called before a person names it: from the browser's User-Agent, as people would say it."""

# The first that is found wins: an iPhone also says Mac OS X, Edge also says Chrome, Chrome also says Safari.
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)


def device_label(user_agent: str) -> str:
    """Promise a short name like `iPhone Safari`; "" when nothing in it is known."""
    words = (_first(_SYSTEMS, user_agent), _first(_BROWSERS, user_agent))
    return " ".join(word for word in words if word)


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for sign, name in known if sign in user_agent), "")

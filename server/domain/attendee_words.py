"""What a cell of an attendee list most likely is: a person, a company, a title. A guess, shown before it is kept."""

import re

from server.domain.search import fold
from server.domain.text import one_line

Row = list[str]

_CELLS = ("name", "organization", "title", "line")
_PEOPLE = ("name", "family_name", "given_name", "organization")
# Of a hundred cells of a column, so many make its kind. Names are written in too many ways to ask for more.
_ENOUGH = 30
_LEAST = {"organization": _ENOUGH, "title": _ENOUGH, "name": 1}

# What the head of a column says, folded, without spaces. The first that fits decides.
_HEADS = (
    ("", "ふりがな|よみ|かな|電話|tel|fax|mail|めーる|url|住所|郵便|^no$|^no[.]|番号|^id$|日時|受付|性別|年齢|phone"),
    ("family_name", "^姓|^苗字|^名字|^lastname|^familyname|^surname"),
    ("given_name", "^名$|^firstname|^givenname"),
    ("department", "部署|部門|department|division"),
    ("title", "役職|肩書|職位|職種|^title|jobtitle|position|^role"),
    ("organization", "会社|企業|社名|所属|団体|組織|法人|勤務先|屋号|company|organi[sz]ation|employer"),
    ("name", "氏名|名前|参加者|出席者|お名前|^name|fullname|attendee|participant"),
    ("line", "備考|こめんと|紹介|業種|事業|内容|めも|探|提供|課題|目的|ぷろふぃーる|note|comment|profile|industry"),
)  # fmt: skip
_HEAD_PATTERNS = [(kind, re.compile(words)) for kind, words in _HEADS]

_FIRM = re.compile(
    "株式会社|有限会社|合同会社|合資会社|合名会社|法人|協会|組合|連合会|大学|学園|銀行|信用金庫|研究所|事務所|製作所|"
    "工業|商事|商会|商店|商工会|産業|建設|工務店|不動産|印刷|精機|精密|機械|電機|電気|電子|電工|物流|運輸|運送|食品|製薬|"
    "化学|金属|鉄工|通信|技研|総研|企画$|設計$|工房|らぼ$|すたじお$|おふぃす$|そふと$|てっく$|ねっと$|わーくす$|"
    "ぱーとなーず$|じゃぱん$|しすてむず?$|ほーるでぃんぐす|こんさるてぃんぐ$|そりゅーしょんず?$|"
    "(?:^|[ ,])(?:inc|ltd|llc|corp|corporation|company|gmbh|co)(?:[.,]|$)|k[.]k[.]|labs?$|studios?$"
)
# Headings of a table in which no column can hold a person.
_OTHER_HEAD = re.compile(
    "(?:業種|業界|人数|件数|数|番号|no[.]?|金額|料金|日付|日時|時間|場所|備考|内容|項目|電話(?:番号)?|住所|url|e?-?mail|"
    "めーる(?:あどれす)?|industry|number|date|time|place|note|phone|address)\\Z"
)
_LEGAL = re.compile("株式会社|有限会社|合同会社|法人[^名格]|.法人$")
_TITLE = re.compile(
    "代表|社長|会長|取締役|執行役|専務|常務|部長|課長|係長|主任|次長|室長|所長|店長|支店長|本部長|理事|顧問|"
    "監査役|店主|経営者|個人事業主|ふりーらんす|担当$|まねーじゃー$|りーだー$|でぃれくたー$|えんじにあ$|でざいなー$|"
    "こんさるたんと$|ぷろでゅーさー$|税理士$|会計士$|弁護士$|行政書士$|司法書士$|社会保険労務士$|社労士$|診断士$|"
    "^c[a-z]o$|^(?:vp|md|founder|co-founder|president|owner|director|manager|engineer|designer|consultant|partner)$|"
    "(?:director|manager|officer|engineer|designer|consultant|president|founder)$"
)
_DEPARTMENT = re.compile(".(?:部|課|室|局|ぐるーぷ|ちーむ|ゆにっと|本部|事業部|支店|支社|営業所)$")
_CALLED = re.compile("(?:様|さま|さん|氏|殿|先生)$")
_KANJI = "々〆ヶ\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PERSON = re.compile(
    f"[{_KANJI}]{{1,4}}[{_KANJI}\u3041-\u3096]{{1,4}}\\Z"
    f"|[{_KANJI}\u3041-\u3096]{{1,4}}[ ・][{_KANJI}\u3041-\u30ff]{{1,5}}\\Z"
    "|[\u3041-\u3096ー]{2,6}(?: [\u3041-\u3096ー]{2,6})?\\Z"
    "|[\u30a1-\u30faー]{2,10}[ ・=＝][\u30a1-\u30faー]{2,10}\\Z"
    "|[A-Z\u00c0-\u00de][a-z\u00df-\u024f'’.-]+(?: [A-Z\u00c0-\u00de][a-z\u00df-\u024f'’.-]*){1,2}\\Z"
)
_NOBODY = re.compile(
    "参加|出席|名簿|一覧|受付|予定|未定|欠席|懇親|会場|主催|定員|以上|申込|募集|業$|業界|製造|関係|以下|^その他|ほか"
)
_FORMS = re.compile("[（(](?:株|有|同|資|名|一社|一財|公財|公社|社福|社|財|学|医|独|特非)[）)]")
_HIDDEN = str.maketrans("（(）)", "\ue000\ue001\ue002\ue003")
_SHOWN = str.maketrans("\ue000\ue001\ue002\ue003", "（(）)")
_BARE_FORM = re.compile(
    "(?:株式会社|有限会社|合同会社|一般社団法人|[（(].{1,3}[）)]|㈱|㈲)\\Z|(?i:co|inc|ltd|llc|corp)[.]?,?\\Z"
)
_NO_FIRM = re.compile("[\u3041-\u3096。@]|^[0-9 -]+\\Z")
_BULLET = re.compile("^(?:[・●○■□◆◇★☆*‣▪•–—-]+[ ]*|[(（]?[0-9]{1,3}[.)）．、：:][ ]*)+")
_BREAKS = re.compile("[\t|｜/／,、，;；:：→「」『』【】（）()〈〉<>［］\\[\\]]+")


def header_columns(row: Row) -> list[str]:
    """Promise the column kinds that a row of headings names, or [] when it is no such row."""
    keys = [fold(cell).replace(" ", "") for cell in row]
    named = [_headed(key) for key in keys]
    written = [key for key in keys if key]
    has_people = any(kind in _PEOPLE for kind in named)
    is_known = sum(kind is not None for kind in named) * 2 >= len(written)
    if written and all(_OTHER_HEAD.match(key) for key in written):
        return ["line"] * len(row)
    if has_people and is_known and all(len(key) <= 20 for key in written):
        return [kind or "" for kind in named]
    return []


def guessed_columns(rows: list[Row]) -> list[str]:
    """Promise a kind for each column from what its cells look like; the rest is kept as a line."""
    shares = [_shares([row[place] for row in rows]) for place in range(len(rows[0]))]
    columns = ["line"] * len(shares)
    for kind in ("organization", "title", "name"):
        free = [place for place, taken in enumerate(columns) if taken == "line"]
        best = max(free, key=lambda place: (shares[place][kind], -place), default=-1)
        if best >= 0 and shares[best][kind] >= _LEAST[kind]:
            columns[best] = kind
    if "organization" not in columns and "name" in columns:
        return _beside_name(columns, shares)
    return columns


def sorted_cells(lines: Row) -> Row:
    """Promise name, organization, title and the rest of what one or more lines say about one person."""
    parts = [part for unit in _units(lines) for part in _parted(unit)]
    kinds = [cell_kind(part) for part in parts]
    if "name" in kinds and "organization" not in kinds:
        _claim_firm(parts, kinds)
    found = {kind: [p for p, of in zip(parts, kinds, strict=True) if of == kind] for kind in _CELLS}
    found["name"].sort(key=lambda name: not _is_whole(name))
    rest = [part for kind in _CELLS[:2] for part in found[kind][1:]] + found["line"]
    name, firm = (" ".join(found[kind][:1]) for kind in _CELLS[:2])
    return [name, firm, " ".join(found["title"]), " ".join(rest)]


def cell_kind(cell: str) -> str:
    """Promise what one cell most likely is: "organization", "title", "name", or "line" for anything else."""
    key = fold(cell)
    if _FIRM.search(key):
        return "organization"
    if len(cell) <= 20 and _CALLED.search(key):
        return "name"
    if _TITLE.search(key) and len(cell) <= 40:
        return "title"
    if _DEPARTMENT.search(key) and len(cell) <= 30:
        return "title"
    return "name" if _is_person(cell) else "line"


def _is_person(text: str) -> bool:
    """Answer whether this is written like a name, 様 behind it or not."""
    name = _CALLED.sub("", text)
    return bool(_PERSON.match(name)) and not _NOBODY.search(name)


def _is_whole(name: str) -> bool:
    """Answer whether a name is surely one: 姓 and 名 apart, or 様 behind it."""
    return bool(re.search("[ ・]", name) or _CALLED.search(name))


def _headed(key: str) -> str | None:
    """The kind a heading names; "" for one that is not taken; None for none we know, and for a company."""
    if _LEGAL.search(key):
        return None
    return next((kind for kind, words in _HEAD_PATTERNS if words.search(key)), None)


def _shares(cells: Row) -> dict[str, int]:
    """For each kind, how many of a hundred written cells look like it."""
    kinds = [cell_kind(cell) for cell in cells if cell]
    count = max(1, len(kinds))
    return {kind: kinds.count(kind) * 100 // count for kind in _CELLS}


def _beside_name(columns: list[str], shares: list[dict[str, int]]) -> list[str]:
    """Companies without a legal form look like nothing else: the column next to the names, behind or before."""
    name = columns.index("name")
    for place in (name + 1, name - 1):
        is_free = 0 <= place < len(columns) and columns[place] == "line"
        if is_free and shares[place]["title"] < _ENOUGH:
            return [*columns[:place], "organization", *columns[place + 1 :]]
    return columns


def _units(lines: Row) -> Row:
    """The pieces between brackets, slashes and commas; a legal form stays with its company."""
    units: Row = []
    for line in lines:
        kept = _FORMS.sub(lambda found: found[0].translate(_HIDDEN), _BULLET.sub("", line))
        for unit in _BREAKS.sub("\n", kept).split("\n"):
            text = one_line(unit.translate(_SHOWN))
            if text and units and _BARE_FORM.match(text) and text[0].isascii():
                units[-1] = f"{units[-1]}, {text}"
            elif text:
                units.append(text)
    return units


def _parted(unit: str) -> Row:
    """The words of one piece. 姓 and 名 stay together, and so do a company and its legal form, and Latin words."""
    if " " not in unit or fold(unit).isascii() or (_is_person(unit) and cell_kind(unit) == "name"):
        return [unit]
    parts: Row = []
    for word in unit.split(" "):
        last = parts[-1] if parts else ""
        pair = f"{last} {word}"
        is_form = _BARE_FORM.match(last) or (last and _BARE_FORM.match(word))
        plain = {cell_kind(last), cell_kind(word)} <= {"name", "line"}
        if is_form or (last and plain and _is_person(pair)):
            parts[-1] = pair
        else:
            parts.append(word)
    return parts


def _claim_firm(parts: Row, kinds: Row) -> None:
    """Beside a name, a company looks like anything: another name that is no pair, else words without hiragana."""
    names = [place for place, kind in enumerate(kinds) if kind == "name"]
    single = [place for place in names if not _is_whole(parts[place])]
    others = [
        place
        for place, kind in enumerate(kinds)
        if kind == "line" and 1 < len(parts[place]) <= 40 and not _NO_FIRM.search(parts[place])
    ]
    claimed = ((single or names[1:]) if len(names) > 1 else []) + others
    if claimed:
        kinds[claimed[0]] = "organization"

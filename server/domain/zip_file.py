"""Files as one ZIP that is sent while it is made: of many photos only one is in memory. Which files, others say."""

import io
from collections.abc import Iterable, Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# Pictures are packed already.
_PACKED = ".jpg"
# Only their owner may read them once they are unpacked.
_OWN = 0o600 << 16


class _Pipe(io.RawIOBase):
    """Keeps what was written until it is taken. There is no way back in it, and zipfile then needs none."""

    def __init__(self) -> None:
        self._written = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written += data
        return len(data)

    def take(self) -> bytes:
        taken, self._written = self._written, b""
        return taken


def zip_file(entries: Iterable[tuple[str, bytes]], day: str, time: str) -> Iterator[bytes]:
    """Promise the bytes of a ZIP, piece by piece: each entry a name and its content, taken when its turn comes.

    day, time: what the files are dated, YYYY-MM-DD and HH:MM; a ZIP knows no time zone.
    """
    year, month, date = map(int, day.split("-"))
    hour, minute = map(int, time.split(":"))
    pipe = _Pipe()
    with ZipFile(pipe, "w") as archive:
        for name, content in entries:
            entry = ZipInfo(name, (year, month, date, hour, minute, 0))
            entry.compress_type = ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED
            entry.external_attr = _OWN
            archive.writestr(entry, content)
            yield pipe.take()
    yield pipe.take()

"""The text of a file that says nothing of its encoding, as far as that is certain.

It knows UTF-8, what begins with a byte order mark, and files of Windows in which its code pages of
Latin scripts agree. It never guesses: "kočka" read as "koèka" would be learned as a creator's own.
"""

import codecs
import re
from functools import cache

UNDECODED = re.compile("[\udc80-\udcff]")  # each stands for a byte that is no UTF-8

# UTF-32's mark begins with UTF-16's.
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WINDOWS = ("cp1250", "cp1252", "cp1254", "cp1257")  # Central and Western Europe, Turkey, Baltic
_SIGNS = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\xa0")  # € … ‘ ’ “ ” • – —, hard space


def decoded(data: bytes) -> str:
    """The text, without a byte order mark; `UNDECODED` finds in it what could not be read.

    Raises:
        UnicodeDecodeError: it does not go on as its byte order mark says.
    """
    for mark, name in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data.decode(name)
    text = data.decode("utf-8-sig", "surrogateescape")
    if UNDECODED.search(text) and {byte for byte in data if byte > 0x7F} <= _same_in_windows():
        return data.decode("cp1252")
    return text


@cache
def _same_in_windows() -> frozenset[int]:
    """The bytes of letters and of common signs that all these code pages read alike.

    Neither a text of another script makes do with them nor one in UTF-8.
    """
    readings = {
        byte: {bytes([byte]).decode(page, "replace") for page in _WINDOWS}
        for byte in range(0x80, 0x100)
    }
    return _SIGNS | {
        byte for byte, read in readings.items() if len(read) == 1 and "".join(read).isalpha()
    }

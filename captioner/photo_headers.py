"""What an image file says about itself before any decoder is let near it.

Reads kinds, counts of frames and scans, and compressed text from raw bytes, in bounded memory.
Knows containers only: pixels, colours and limits are the business of `photos`.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Literal

Kind = Literal["JPEG", "PNG", "WebP", "GIF", "HEIC", "AVIF"]

# Between segments and in a scan's data; 00, FF and the restart markers D0 to D7 carry no length.
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_JPEG_SCAN, _JPEG_END = b"\xff\xda", b"\xff\xd9"
_PNG = b"\x89PNG\r\n\x1a\n"
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIF_CONTAINERS = {b"mif1", b"msf1"}


def kind(data: bytes) -> Kind | None:
    """The format the first bytes announce, or None for any other; a file's name plays no part."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(_PNG):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return _brand(data)
    return None


def _brand(data: bytes) -> Kind | None:
    """HEIC and AVIF share a container: the first brand that names a codec decides."""
    end = min(int.from_bytes(data[:4], "big"), len(data), 256)
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, end, 4))]
    for brand in brands:
        if brand in _AVIF_BRANDS:
            return "AVIF"
        if brand in _HEIC_BRANDS:
            return "HEIC"
    return "HEIC" if _HEIF_CONTAINERS.intersection(brands) else None


def jpeg_scans(data: bytes, *, stop: int) -> int:
    """How many scans the first image of a JPEG has, counted no further than `stop`.

    Markers inside segments (a thumbnail's) and after the end (a film that a phone appended) do
    not count.
    """
    scans, at = 0, 2
    while scans < stop and (marker := _JPEG_MARKER.search(data, at)):
        if marker[0] == _JPEG_END:
            break
        scans += marker[0] == _JPEG_SCAN
        at = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2], "big")
    return scans


def frames(kind: Kind, data: bytes, *, stop: int) -> int:
    """How many frames the file announces, counted without decoding and no further than `stop`.

    HEIC and AVIF answer 1: their libraries read an index and decode nothing until asked.
    """
    counts: Iterator[int]
    if kind == "GIF":
        counts = _gif_frames(data)
    elif kind == "WebP":
        counts = (1 for name, _ in _riff_chunks(data) if name == b"ANMF")
    elif kind == "PNG":
        counts = (
            int.from_bytes(body[:4], "big") for name, body in _png_chunks(data) if name == b"acTL"
        )
    else:
        return 1
    total = 0
    for count in counts:
        total += count
        if total >= stop:
            break
    return max(total, 1)


def png_expands_past(data: bytes, limit: int) -> bool:
    """Whether a PNG's compressed texts and profile together inflate to more than `limit` bytes.

    Never holds more than `limit` inflated bytes itself. A stream that is no zlib counts nothing:
    the decoder will have its own word about it.
    """
    left = limit
    for name, body in _png_chunks(data):
        if name in (b"zTXt", b"iCCP"):
            packed = body.partition(b"\0")[2][1:]
        elif name == b"iTXt":
            flagged = body.partition(b"\0")[2]
            if flagged[:1] != b"\1":
                continue
            packed = flagged[2:].partition(b"\0")[2].partition(b"\0")[2]
        else:
            continue
        try:
            left -= len(zlib.decompressobj().decompress(packed, left + 1))
        except zlib.error:
            continue
        if left < 0:
            return True
    return False


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], size
        at += 8 + size + (size & 1)


def _gif_frames(data: bytes) -> Iterator[int]:
    """One 1 for each image descriptor, hopping over the blocks between (GIF89a, section 20)."""
    try:
        at = 13 + _gif_table(data[10])
        while (block := data[at]) in (0x21, 0x2C):
            at += 2
            if block == 0x2C:
                yield 1
                at += 9 + _gif_table(data[at + 7])
            while size := data[at]:
                at += 1 + size
            at += 1
    except IndexError:
        return


def _gif_table(flags: int) -> int:
    """Bytes of the colour table that a packed field announces."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0

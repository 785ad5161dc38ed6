"""Instagram exports made in memory: the places, the shapes and the broken letters of real ones."""

import json
import struct
import zipfile
from io import BytesIO

POSTS = "your_instagram_activity/content/posts_1.json"
JPEG = b"\xff\xd8\xff\xe0 a photo"


def post(caption, *, at=1_717_171_717, photos=(), shared=False):
    """A post as exports have it: one photo carries the caption itself, several share the post's."""
    media = [{"uri": uri, "creation_timestamp": at, "title": ""} for uri in photos or ["gone.jpg"]]
    if shared:
        return {"media": media, "title": caption, "creation_timestamp": at}
    media[0]["title"] = caption
    return {"media": media}


def posts_json(posts):
    """The list as Instagram writes it: each UTF-8 byte over 127 as an escape of its own."""

    def broken(value):
        if isinstance(value, str):
            return value.encode().decode("latin-1")
        if isinstance(value, dict):
            return {key: broken(part) for key, part in value.items()}
        return [broken(part) for part in value] if isinstance(value, list) else value

    return json.dumps(broken(posts)).encode("ascii")


def zipped(files, **options):
    """A zip of these names and bytes, as a file."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    file.seek(0)
    return file


def export(posts, *, name=POSTS, photos=()):
    return zipped({name: posts_json(posts)} | dict.fromkeys(photos, JPEG))


def encrypted(file):
    """The same zip with every entry marked as encrypted, in both of its headers."""
    data = bytearray(file.getvalue())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            [flags] = struct.unpack_from("<H", data, at + offset)
            struct.pack_into("<H", data, at + offset, flags | 1)
    return BytesIO(data)


def understated(file, *, size):
    """The same zip, whose headers say that each entry expands to `size` bytes."""
    data = bytearray(file.getvalue())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            struct.pack_into("<I", data, at + offset, size)
    return BytesIO(data)

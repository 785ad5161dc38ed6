"""Photo files made in memory: every kind, every oddity, and the bombs."""

import struct
import zlib
from io import BytesIO

import pillow_heif
from PIL import AvifImagePlugin, ExifTags, Image, ImageCms

KINDS = ("JPEG", "PNG", "WebP", "GIF", "HEIC", "AVIF")
CORNERS = {"red": (0, 0), "lime": (1, 0), "blue": (0, 1), "white": (1, 1)}


def picture(size: tuple[int, int] = (96, 64)) -> Image.Image:
    """Four flat quarters, red and lime above blue and white, so a turn can be seen."""
    image = Image.new("RGB", size)
    width, height = size[0] // 2, size[1] // 2
    for colour, (x, y) in CORNERS.items():
        image.paste(colour, (x * width, y * height, size[0], size[1]) if x and y else
                    (x * width, y * height, (x + 1) * width, (y + 1) * height))  # fmt: skip
    return image


def encoded(image: Image.Image, kind: str, **options) -> bytes:
    """The image as a file of `kind`, with Pillow's own `save` options."""
    file = BytesIO()
    if kind == "HEIC":
        pillow_heif.from_pillow(image).save(file, quality=95, **options)
    elif kind == "AVIF":
        image.encoderinfo = {"quality": 95} | options
        AvifImagePlugin._save(image, file, "")
    else:
        if kind in ("JPEG", "WebP"):
            options = {"quality": 95} | options
        image.save(file, kind, **options)
    return file.getvalue()


def exif(*, orientation: int = 1, gps: bool = True) -> Image.Exif:
    tags = Image.Exif()
    tags[ExifTags.Base.Make] = "PhoneMaker"
    tags[ExifTags.Base.Orientation] = orientation
    if gps:
        tags[ExifTags.IFD.GPSInfo] = {1: "N", 2: (59.0, 54.0, 50.0), 3: "E", 4: (10.0, 45.0, 8.0)}
    return tags


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>59,54N</exif:GPSLatitude></x:xmpmeta>'


def swapped_profile() -> bytes:
    """An ICC profile in which red and blue have changed places, so that folding it in shows."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes(12)  # when it was made: the same file must come out at any second
    red, blue = profile.find(b"rXYZ", 128), profile.find(b"bXYZ", 128)
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


def jpeg_segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def iptc_segment() -> bytes:
    """A Photoshop block with one IPTC-IIM record: the city."""
    record = b"\x1c\x02\x5a\x00\x04Oslo"
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record + b"\0"
    return jpeg_segment(0xED, b"Photoshop 3.0\0" + block)


def jpeg_with(*segments: bytes, image: Image.Image | None = None, **options) -> bytes:
    """A JPEG with segments put in after its start marker."""
    data = encoded(image or picture(), "JPEG", **options)
    return data[:2] + b"".join(segments) + data[2:]


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(
    size: tuple[int, int], *, depth: int, colour: int, rows: bytes, extra: tuple[bytes, ...] = ()
) -> bytes:
    """A PNG from raw scanlines, each with its filter byte, for what Pillow cannot write.

    Args:
        colour: PNG's colour type: 0 grey, 2 RGB, 4 grey with alpha, 6 RGBA.
    """
    header = struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, 0)
    chunks = [png_chunk(b"IHDR", header), *extra, png_chunk(b"IDAT", zlib.compress(rows))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + png_chunk(b"IEND", b"")


def gif_of(frames: int) -> bytes:
    """A GIF of one-pixel frames."""
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    screen = struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return b"GIF89a" + screen + frame * frames + b";"


def webp_of(frames: int, canvas: tuple[int, int] = (16, 16)) -> bytes:
    """A WebP of 16 pixels square frames, the first in the corner of a `canvas` of any size."""
    first, second = (Image.new("RGB", (16, 16), colour) for colour in ("red", "blue"))
    data = encoded(first, "WebP", save_all=True, append_images=[second])
    sides = b"".join((side - 1).to_bytes(3, "little") for side in canvas)
    frame = data[data.rindex(b"ANMF") :]
    body = data[12:24] + sides + data[30:] + frame * (frames - 2)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body

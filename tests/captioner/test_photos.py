"""Photo intake: every kind in, plain pixels out, and each bad input with its own answer."""

import hashlib
import io
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from captioner import photos
from captioner.errors import (
    CaptionError,
    PhotoMissing,
    PhotoTooLarge,
    PhotoTooManyPixels,
    PhotoType,
    PhotoUnreadable,
)
from captioner.photos import Limits
from tests import photo_files as files

SAMPLES = sorted((Path(__file__).parents[2] / "static" / "samples").glob("*.jpg"))
RED, LIME, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters: above, then below, from the left."""
    width, height = image.size
    places = [(1, 1), (3, 1), (1, 3), (3, 3)]
    return [image.getpixel((width * x // 4, height * y // 4)) for x, y in places]


def near(found, expected, *, by: int = 12) -> bool:
    return all(
        abs(a - b) <= by
        for one, other in zip(found, expected, strict=True)
        for a, b in zip(one, other, strict=True)
    )


# --- Kinds -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", files.KINDS)
def test_it_reads_every_kind_and_stores_a_jpeg_of_the_same_picture(kind):
    photo = photos.load(files.encoded(files.picture(), kind))
    assert (photo.width, photo.height) == photo.image.size == (96, 64)
    assert photo.image.mode == "RGB"
    assert near(corners(photo.image), [RED, LIME, BLUE, WHITE])
    assert photo.jpeg.startswith(b"\xff\xd8\xff")
    assert photo.metadata_removed == ()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_reads_the_samples_and_finds_nothing_to_remove(path):
    data = path.read_bytes()
    photo = photos.load(data)
    assert max(photo.width, photo.height) <= 640
    assert len(data) < 100_000
    assert photo.metadata_removed == ()


def test_there_are_samples_with_an_attribution_each():
    attribution = (SAMPLES[0].parent / "ATTRIBUTION.md").read_text()
    assert 3 <= len(SAMPLES) <= 4
    assert all(f"`{path.name}`" in attribution for path in SAMPLES)


def test_it_takes_the_first_frame_of_an_animation():
    file = io.BytesIO()
    files.picture().save(
        file, "GIF", save_all=True, append_images=[Image.new("RGB", (96, 64), "black")]
    )
    assert near(corners(photos.load(file.getvalue()).image), [RED, LIME, BLUE, WHITE])


def test_a_photo_with_a_film_behind_it_is_read():
    film = b"\xff\xda\0\2" * 50_000
    assert photos.load(files.encoded(files.picture(), "JPEG") + film).width == 96


# --- Pixels ----------------------------------------------------------------------------------

UPRIGHT = {
    1: [RED, LIME, BLUE, WHITE],
    2: [LIME, RED, WHITE, BLUE],
    3: [WHITE, BLUE, LIME, RED],
    4: [BLUE, WHITE, RED, LIME],
    5: [RED, BLUE, LIME, WHITE],
    6: [BLUE, RED, WHITE, LIME],
    7: [WHITE, LIME, BLUE, RED],
    8: [LIME, WHITE, RED, BLUE],
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "HEIC", "AVIF"])
@pytest.mark.parametrize("orientation", UPRIGHT)
def test_the_exif_orientation_is_applied(kind, orientation):
    data = files.encoded(files.picture(), kind, exif=files.exif(orientation=orientation).tobytes())
    photo = photos.load(data)
    assert photo.image.size == ((96, 64) if orientation < 5 else (64, 96))
    assert near(corners(photo.image), UPRIGHT[orientation])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP"])
def test_a_photo_whose_exif_is_broken_is_read_without_it(kind):
    broken = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(range(40))
    photo = photos.load(files.encoded(files.picture(), kind, exif=broken))
    assert near(corners(photo.image), [RED, LIME, BLUE, WHITE])
    assert photo.metadata_removed == ("EXIF",)


def test_transparency_becomes_white():
    clear = Image.new("RGBA", (32, 32), (0, 0, 0, 0))
    clear.paste((255, 0, 0, 128), (0, 0, 16, 32))
    palette = Image.new("P", (32, 32), 0)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    keyed = Image.new("RGB", (32, 32), (0, 0, 0))
    for data in (
        files.encoded(clear, "PNG"),
        files.encoded(clear, "WebP", lossless=True),
        files.encoded(clear, "AVIF"),
        files.encoded(clear, "HEIC"),
        files.encoded(clear.convert("LA"), "PNG"),
        files.encoded(palette, "PNG", transparency=0),
        files.encoded(palette, "GIF", transparency=0),
        files.encoded(keyed, "PNG", transparency=(0, 0, 0)),
        files.encoded(keyed.convert("L"), "PNG", transparency=0),
    ):
        assert near([photos.load(data).image.getpixel((31, 31))], [WHITE])
    half = photos.load(files.encoded(clear, "PNG")).image
    assert near([half.getpixel((4, 16))], [(255, 127, 127)])


@pytest.mark.parametrize(
    ("mode", "kind", "grey"),
    [("L", "PNG", 77), ("L", "JPEG", 77), ("LA", "PNG", 77), ("1", "PNG", 255), ("P", "GIF", 77)],
)
def test_greys_and_palettes_keep_their_value(mode, kind, grey):
    image = Image.new("L", (32, 32), grey).convert(mode)
    assert near([photos.load(files.encoded(image, kind)).image.getpixel((9, 9))], [(grey,) * 3])


def test_cmyk_keeps_its_colours():
    image = files.picture().convert("CMYK")
    assert near(corners(photos.load(files.encoded(image, "JPEG")).image), [RED, LIME, BLUE, WHITE])


@pytest.mark.parametrize(("colour", "channels"), [(0, 1), (2, 3), (4, 2), (6, 4)])
def test_sixteen_bits_are_scaled_to_eight_not_clipped(colour, channels):
    value, opaque = (0x4D00).to_bytes(2, "big"), b"\xff\xff"
    pixel = {1: value, 2: value + opaque, 3: value * 3, 4: value * 3 + opaque}[channels]
    data = files.png((16, 16), depth=16, colour=colour, rows=(b"\0" + pixel * 16) * 16)
    assert near([photos.load(data).image.getpixel((8, 8))], [(0x4D,) * 3], by=2)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "AVIF"])
def test_the_icc_profile_is_folded_into_the_colours(kind):
    data = files.encoded(files.picture(), kind, icc_profile=files.swapped_profile())
    photo = photos.load(data)
    assert near(corners(photo.image), [BLUE, LIME, RED, WHITE], by=20)
    assert photo.metadata_removed == ("ICC",)


def test_the_icc_profile_is_folded_in_under_transparency_too():
    image = files.picture().convert("RGBA")
    photo = photos.load(files.encoded(image, "PNG", icc_profile=files.swapped_profile()))
    assert near(corners(photo.image), [BLUE, LIME, RED, WHITE], by=20)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("profile", [b"not a profile", files.swapped_profile()[:200]])
def test_a_broken_profile_or_one_for_other_colours_is_ignored(mode, profile):
    image = files.picture().convert(mode)
    photo = photos.load(files.encoded(image, "JPEG", icc_profile=profile))
    assert near(corners(photo.image), corners(image.convert("RGB")))


@pytest.mark.parametrize(
    ("kind", "size", "stored"),
    [
        ("JPEG", (4032, 3024), (2016, 1512)),
        ("JPEG", (3000, 4000), (1500, 2000)),
        ("JPEG", (8064, 6048), (2016, 1512)),
        ("JPEG", (3264, 2448), (2048, 1536)),
        ("JPEG", (4608, 3456), (2048, 1536)),
        ("JPEG", (2048, 1536), (2048, 1536)),
        ("PNG", (4032, 3024), (2048, 1536)),
    ],
)
def test_a_large_photo_is_stored_with_its_long_side_at_the_limit_or_just_below(kind, size, stored):
    photo = photos.load(files.encoded(files.picture(size), kind))
    assert photo.image.size == (photo.width, photo.height) == stored
    assert near(corners(photo.image), [RED, LIME, BLUE, WHITE])


def test_the_limit_is_the_owners_to_set():
    small = photos.load(
        files.encoded(files.picture((900, 1200)), "PNG"), limits=Limits(long_side=600)
    )
    assert small.image.size == (450, 600)


def test_the_narrowest_photo_keeps_a_pixel():
    data = files.encoded(Image.new("RGB", (1, 20_000), "red"), "PNG")
    assert photos.load(data).image.size == (1, 2048)


# --- What is stored --------------------------------------------------------------------------


def test_the_digest_is_of_what_is_stored_and_the_same_for_the_same_pixels():
    plain = photos.load(files.encoded(files.picture(), "PNG"))
    noted = photos.load(files.encoded(files.picture(), "PNG", exif=files.exif().tobytes()))
    other = photos.load(files.encoded(files.picture().rotate(180), "PNG"))
    assert plain.sha256 == noted.sha256 != other.sha256
    assert plain.sha256 == hashlib.sha256(plain.jpeg).hexdigest()
    wide, tall = (
        photos.load(files.encoded(Image.new("RGB", size, "red"), "PNG"))
        for size in ((64, 32), (32, 64))
    )
    assert wide.image.tobytes() == tall.image.tobytes()
    assert wide.sha256 != tall.sha256


@pytest.mark.parametrize(
    ("side", "size"), [(0, (1600, 1200)), (400, (400, 400)), (160, (160, 160)), (9, (9, 9))]
)
def test_a_stored_photo_is_opened_as_it_is_or_in_the_square_that_a_model_sees(side, size):
    stored = photos.load(files.encoded(files.picture((1600, 1200)), "JPEG")).jpeg
    opened = photos.decode(stored, side=side)
    assert opened.size == size
    assert near(corners(opened), [RED, LIME, BLUE, WHITE])


def _noted(kind: str) -> bytes:
    """A photo with all the metadata that its kind can carry."""
    image, tags = files.picture(), files.exif().tobytes()
    if kind == "JPEG":
        return files.jpeg_with(
            files.jpeg_segment(0xFE, b"a comment by PhoneMaker"),
            files.iptc_segment(),
            exif=tags,
            xmp=files.XMP,
            icc_profile=files.swapped_profile(),
        )
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Comment", "a comment by PhoneMaker")
        texts.add_itxt("XML:com.adobe.xmp", files.XMP.decode())
        return files.encoded(
            image, "PNG", exif=tags, pnginfo=texts, icc_profile=files.swapped_profile()
        )
    if kind == "GIF":
        return files.encoded(image, "GIF", comment=b"a comment by PhoneMaker")
    if kind == "HEIC":
        return files.encoded(image, "HEIC", exif=tags, xmp=files.XMP)
    return files.encoded(image, kind, exif=tags, xmp=files.XMP, icc_profile=files.swapped_profile())


@pytest.mark.parametrize(
    ("kind", "removed"),
    [
        ("JPEG", ("EXIF", "GPS", "XMP", "IPTC", "ICC", "comment")),
        ("PNG", ("EXIF", "GPS", "XMP", "ICC", "comment")),
        ("WebP", ("EXIF", "GPS", "XMP", "ICC")),
        ("AVIF", ("EXIF", "GPS", "XMP", "ICC")),
        ("HEIC", ("EXIF", "GPS", "XMP")),
        ("GIF", ("comment",)),
    ],
)
def test_all_metadata_is_named_and_none_is_stored(kind, removed):
    data = _noted(kind)
    assert b"PhoneMaker" in data
    photo = photos.load(data)
    assert photo.metadata_removed == removed
    assert segments(photo.jpeg) == {"JFIF", "pixels"}
    for trace in (b"PhoneMaker", b"Oslo", b"GPS", b"Exif", b"xmpmeta", b"ICC_PROFILE", b"comment"):
        assert trace not in photo.jpeg
    assert not {"exif", "xmp", "icc_profile", "comment"}.intersection(photo.image.info)


def test_gps_that_only_the_xmp_holds_is_named_too():
    photo = photos.load(files.encoded(files.picture(), "WebP", xmp=files.XMP))
    assert photo.metadata_removed == ("GPS", "XMP")


def segments(jpeg: bytes) -> set[str]:
    """What the segments before a JPEG's pixels are: JFIF's header, pixels' tables, or a name."""
    tables = {0xDB, 0xC0, 0xC4, 0xDA}
    found, at = set(), 2
    while True:
        marker, size = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        body = jpeg[at + 4 : at + 2 + size]
        is_jfif = marker == 0xE0 and body.startswith(b"JFIF\0") and len(body) == 14
        found.add("JFIF" if is_jfif else "pixels" if marker in tables else f"{marker:X}")
        if marker == 0xDA:
            return found
        at += 2 + size


# --- Bad input -------------------------------------------------------------------------------


def test_no_bytes_are_a_missing_photo():
    with pytest.raises(PhotoMissing, match="empty"):
        photos.load(b"")


def test_a_file_over_the_limit_is_refused_with_the_limit_named():
    data = files.encoded(files.picture(), "PNG")
    assert photos.load(data, limits=Limits(max_bytes=len(data))).width == 96
    with pytest.raises(PhotoTooLarge, match=r"20 MB"):
        photos.load(bytes(20_000_001))


TIFF = io.BytesIO()
Image.new("RGB", (4, 4)).save(TIFF, "TIFF")


@pytest.mark.parametrize(
    "data",
    [
        b"hello",
        b"\0" * 1000,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"BM" + bytes(100),
        b"8BPS\0\1",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"\0\0\0\x18ftypisom\0\0\0\0isommp42",
        b"PK\x03\x04",
        TIFF.getvalue(),
    ],
    ids=lambda data: data[:8].decode("latin-1").strip("\0"),
)
def test_anything_but_the_known_kinds_is_refused_by_its_content(data):
    with pytest.raises(PhotoType, match="JPEG, PNG, WebP, HEIC, GIF or AVIF"):
        photos.load(data)


@pytest.mark.parametrize("kind", files.KINDS)
@pytest.mark.parametrize("part", [0.05, 0.5, 0.9])
def test_a_file_cut_short_is_unreadable(kind, part):
    noise = Image.effect_noise((96, 64), 80).convert("RGB")
    data = files.encoded(noise, kind)
    with pytest.raises(PhotoUnreadable, match=kind):
        photos.load(data[: max(16, int(len(data) * part))])


def test_a_photo_without_pixels_is_unreadable():
    for size in ((0, 10), (10, 0)):
        with pytest.raises(PhotoUnreadable):
            photos.load(files.png(size, depth=8, colour=0, rows=b"\0"))


def test_a_heic_whose_header_lies_about_its_size_is_unreadable():
    data = files.encoded(Image.new("RGB", (2000, 2000)), "HEIC")
    size = data.index(b"ispe") + 8
    lying = data[:size] + b"\0\0\0\x40" * 2 + data[size + 8 :]
    with pytest.raises(PhotoUnreadable):
        photos.load(lying)


def test_pixels_are_counted_before_they_are_decoded():
    data = files.encoded(files.picture((100, 100)), "JPEG")
    assert photos.load(data, limits=Limits(max_pixels=10_000)).width == 100
    for kind in files.KINDS:
        data = files.encoded(files.picture((100, 101)), kind)
        with pytest.raises(PhotoTooManyPixels, match=r"0\.01 megapixels"):
            photos.load(data, limits=Limits(max_pixels=10_000))


def bombs() -> dict[str, bytes]:
    """Small files that would take hundreds of megabytes, or hours, if they were decoded."""
    jpeg = files.encoded(files.picture(), "JPEG", progressive=True)
    scan = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    text = zlib.compress(bytes(100_000_000))
    return {
        "pixels": files.png((12_000, 12_000), depth=8, colour=0, rows=bytes(12_000 * 12_001)),
        "canvas": files.webp_of(2, (10_000, 10_000)),
        "huge canvas": files.webp_of(2, (16_000, 16_000)),
        "gif frames": files.gif_of(100_000),
        "webp frames": files.webp_of(5_000),
        "png frames": noted_png(b"acTL", b"\0\1\0\0\0\0\0\0"),
        "zTXt": noted_png(b"zTXt", b"a\0\0" + text),
        "iCCP": noted_png(b"iCCP", b"a\0\0" + text),
        "iTXt": noted_png(b"iTXt", b"a\0\1\0\0\0" + text),
        "scans": jpeg[:-2] + scan * 200 + b"\xff\xd9",
    }


def noted_png(name: bytes, body: bytes) -> bytes:
    """A PNG of one pixel with one more chunk."""
    chunk = files.png_chunk(name, body)
    return files.png((1, 1), depth=8, colour=0, rows=b"\0\0", extra=(chunk,))


MEASURE = """
import pathlib, resource, sys
from captioner import photos
from captioner.errors import CaptionError

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

before = peak()
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    try:
        print(path.name, photos.load(path.read_bytes()).width, sep=": ")
    except CaptionError as error:
        print(path.name, error.code, sep=": ")
print("peak", peak() - before, sep=": ")
"""


def measured(folder: Path, photos_by_name: dict[str, bytes]) -> tuple[dict[str, str], int]:
    """Each photo's width or error code, and the megabytes that loading them took at most."""
    for name, data in photos_by_name.items():
        (folder / name).write_bytes(data)
    lines = subprocess.run(
        [sys.executable, "-c", MEASURE, folder], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    answers = dict(line.split(": ") for line in lines)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return answers, int(answers.pop("peak")) // unit


def test_a_bomb_is_refused_and_its_memory_never_taken(tmp_path):
    answers, megabytes = measured(tmp_path, bombs())
    assert set(answers.values()) == {"photo_too_many_pixels"}, answers
    assert megabytes < 40


def test_the_longest_line_of_pixels_takes_no_more_memory_than_its_pixels(tmp_path):
    line = files.png((50_000_000, 1), depth=8, colour=0, rows=bytes(50_000_001))
    answers, megabytes = measured(tmp_path, {"line": line})
    assert answers == {"line": "2048"}
    assert megabytes < 400


def test_an_animation_inside_the_limit_is_no_bomb():
    assert photos.load(files.gif_of(1000)).width == 1
    assert photos.load(files.webp_of(900)).width == 16
    with pytest.raises(PhotoTooManyPixels, match="1000 frames"):
        photos.load(files.gif_of(1001))


@pytest.mark.parametrize("kind", files.KINDS)
@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_nothing_but_our_own_errors_leaves_whatever_the_bytes(kind, data):
    original = _noted(kind)
    file = bytearray(original)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(original) - 1))
        new = data.draw(st.binary(max_size=4))
        file[at : at + data.draw(st.integers(0, 4))] = new
    try:
        photo = photos.load(bytes(file))
    except CaptionError:
        return
    assert photo.image.size == (photo.width, photo.height)

"""Bytes from anywhere, to a photo that is safe to show, to store and to hand to a model.

The kind is judged by content; limits are checked before anything is decoded; what comes out is
plain RGB pixels with nothing of the file around them. Does not know who sent the photo, where it
is stored or what is done with it.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image, ImageCms, ImageFile, features
from PIL.AvifImagePlugin import AvifImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif import HeifImageFile

from captioner import photo_headers
from captioner.errors import (
    PhotoMissing,
    PhotoTooLarge,
    PhotoTooManyPixels,
    PhotoType,
    PhotoUnreadable,
)

KINDS = "JPEG, PNG, WebP, HEIC, GIF or AVIF"

# The plugins by name instead of `Image.open`: no other decoder is ever reached, nothing is
# registered, and Pillow's process-wide bomb limit, which any thread may change, plays no part.
_PLUGINS: dict[photo_headers.Kind, type[ImageFile.ImageFile]] = {
    "JPEG": JpegImageFile,
    "PNG": PngImageFile,
    "WebP": WebPImageFile,
    "GIF": GifImageFile,
    "HEIC": HeifImageFile,
    "AVIF": AvifImageFile,
}

# What the six plugins raise at a file they cannot read; RuntimeError is libheif's.
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, RuntimeError)

_JPEG_QUALITY = 90
# How near to the limit a JPEG's own decoder may scale, by halves: of the 12 megapixels that phones
# take, it leaves 2000 or 2016 of 2048 pixels, and nothing has to be scaled after it.
_NEAR = 15 / 16
_PNG_TEXT_MAX = 1 << 20
# Encoders write about ten. Each one may cost a pass over every pixel for 75 bytes of file: a
# repeated scan over 49 megapixels took 30 ms, so that 20 MB of them would decode for hours.
_SCANS_MAX = 100

_IPTC = 0x0404  # Photoshop's number for the block that holds it
_NOT_COMMENTS = {"Raw profile type exif", "Raw profile type iptc", "XML:com.adobe.xmp"}

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a photo may be, and how large it is kept.

    Args:
        max_bytes: of the file as it came.
        max_pixels: width times height, as the header says.
        max_frames: of an animation, though only the first is used.
        long_side: pixels; larger photos are scaled down to it, or to a little less where the
            decoder itself can, before they are stored.
    """

    max_bytes: int = 20_000_000
    max_pixels: int = 50_000_000
    max_frames: int = 1000
    long_side: int = 2048


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class LoadedPhoto:
    """A photo ready for use.

    Args:
        jpeg: the file to store, upright and in sRGB, without metadata.
        sha256: hexadecimal, of `jpeg`: the same pixels, whatever came around them, have the same.
        width, height: in pixels.
        metadata_removed: what the file carried besides pixels, among EXIF, GPS, XMP, IPTC, ICC
            and comment; the ICC profile is folded into the colours.
    """

    jpeg: bytes
    sha256: str
    width: int
    height: int
    metadata_removed: tuple[str, ...]

    @property
    def image(self) -> Image.Image:
        """RGB, as `decode` gives it; decoded anew each time, since who only stores has no need."""
        return decode(self.jpeg)


def load(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> LoadedPhoto:
    """A file's bytes as a photo.

    Raises:
        PhotoMissing: there are no bytes.
        PhotoTooLarge: more than `limits.max_bytes`.
        PhotoType: not one of `KINDS`, whatever its name says.
        PhotoTooManyPixels: too many pixels or frames, or text that inflates without end.
        PhotoUnreadable: one of `KINDS` that is cut short, corrupt or without pixels.
    """
    if not data:
        raise PhotoMissing("There is no photo: the file is empty.")
    if len(data) > limits.max_bytes:
        raise too_large(limits.max_bytes)
    kind = photo_headers.kind(data)
    if kind is None or (kind == "AVIF" and not features.check("avif")):
        raise PhotoType(f"This is not a photo in a format known here: send {KINDS}.")
    _refuse_bomb(kind, data, limits)
    try:
        source = _PLUGINS[kind](BytesIO(data))
        _check_pixels(source.size, limits)
        pixels = _decode(source, limits.long_side)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoTooManyPixels(_too_many(limits)) from error
    except _UNREADABLE as error:
        raise PhotoUnreadable(f"The {kind} file is cut short or corrupt.") from error
    removed = _metadata(source)
    jpeg = _encode(pixels)
    digest = hashlib.sha256(jpeg).hexdigest()
    return LoadedPhoto(jpeg, digest, pixels.width, pixels.height, removed)


def too_large(max_bytes: int) -> PhotoTooLarge:
    """The error of a photo over the byte limit, in the words every way in uses."""
    return PhotoTooLarge(f"The photo is over the limit of {max_bytes / 1e6:g} MB.")


def decode(jpeg: bytes, *, side: int = 0) -> Image.Image:
    """The pixels of a photo that `load` has stored: RGB.

    Args:
        side: of the square, in pixels, in which a model looks at it; 0 for the photo as it is.
            Scaled by halves in the decoder as long as the shorter side stays twice that, then as
            the model's own processor would (bicubic).
    """
    image = JpegImageFile(BytesIO(jpeg))
    if side:
        image.draft(None, (2 * side, 2 * side))
    image.load()
    if side:
        return image.resize((side, side), Image.Resampling.BICUBIC)
    return _bare(image)


def _refuse_bomb(kind: photo_headers.Kind, data: bytes, limits: Limits) -> None:
    if photo_headers.frames(kind, data, stop=limits.max_frames + 1) > limits.max_frames:
        raise PhotoTooManyPixels(f"The animation is over the limit of {limits.max_frames} frames.")
    if kind == "JPEG" and photo_headers.jpeg_scans(data, stop=_SCANS_MAX + 1) > _SCANS_MAX:
        raise PhotoTooManyPixels(f"The JPEG is over the limit of {_SCANS_MAX} scans.")
    if kind == "PNG" and photo_headers.png_expands_past(data, _PNG_TEXT_MAX):
        raise PhotoTooManyPixels("The photo's compressed text or profile is over 1 MB.")


def _check_pixels(size: tuple[int, int], limits: Limits) -> None:
    if size[0] * size[1] > limits.max_pixels:
        raise PhotoTooManyPixels(_too_many(limits))


def _too_many(limits: Limits) -> str:
    return f"The photo is over the limit of {limits.max_pixels / 1e6:g} megapixels."


def _decode(source: ImageFile.ImageFile, long_side: int) -> Image.Image:
    """Upright RGB in sRGB, at most `long_side` pixels a side."""
    target = _fit(source.size, long_side)
    if isinstance(source, JpegImageFile):
        source.draft(None, _fit(source.size, round(long_side * _NEAR)))
    source.load()
    image = _eight_bit(source)
    if max(image.size) > long_side:
        # Hamming is as sharp as bicubic for shrinking at the price of bilinear: 72 ms for 12
        # megapixels to 3, where Lanczos took 180 (47 dB apart). The gap makes it shrink in two
        # steps: one step over an image of 50,000,000 x 1 pixels would ask for gigabytes of weights.
        image = image.resize(target, Image.Resampling.HAMMING, reducing_gap=2.0)
    turn = _TURNS.get(_orientation(source))
    image = _on_white(image, source.info.get("icc_profile"))
    return image if turn is None else image.transpose(turn)


def _fit(size: tuple[int, int], long_side: int) -> tuple[int, int]:
    scale = min(1.0, long_side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _eight_bit(image: Image.Image) -> Image.Image:
    """The same picture in a mode that can be scaled and colour-managed."""
    if image.mode.startswith("I;16"):
        # `convert` clips 16-bit greys at 255; their high bytes are the picture.
        high = 0 if image.mode.endswith("B") else 1
        return Image.frombytes("L", image.size, image.tobytes()[high::2])
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        return image  # `convert` would copy: 200 MB for the largest photo
    return image.convert("RGB")


def _on_white(image: Image.Image, profile: bytes | None) -> Image.Image:
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    opaque = image.convert("RGB") if alpha else image
    colours = _to_srgb(opaque, profile) if profile else _rgb(opaque)
    if alpha is None:
        return colours
    page = Image.new("RGB", image.size, "white")
    page.paste(colours, mask=alpha)
    return page


def _rgb(image: Image.Image) -> Image.Image:
    return image if image.mode == "RGB" else image.convert("RGB")  # `convert` would copy


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours as `profile` means them; one that is broken or for other colours is ignored."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image.convert("RGB")
    return converted or image.convert("RGB")


def _orientation(source: Image.Image) -> int:
    """EXIF's 1 to 8; 1 where the EXIF is absent or cannot be read: the pixels are still good."""
    try:
        return int(source.getexif().get(ExifTags.Base.Orientation, 1))
    except (OSError, SyntaxError, ValueError, TypeError):
        return 1


def _has_gps(source: Image.Image) -> bool:
    try:
        return bool(source.getexif().get_ifd(ExifTags.IFD.GPSInfo))
    except (OSError, SyntaxError, ValueError, TypeError):
        return False


def _metadata(source: ImageFile.ImageFile) -> tuple[str, ...]:
    info = source.info
    texts = set(getattr(source, "text", ()))  # PNG's keywords
    xmp = info.get("xmp") or b""
    found = {
        "EXIF": info.get("exif") or "Raw profile type exif" in texts,
        "GPS": _has_gps(source) or b"GPSLatitude" in xmp,
        "XMP": xmp,
        "IPTC": _IPTC in info.get("photoshop", ()) or "Raw profile type iptc" in texts,
        "ICC": info.get("icc_profile"),
        "comment": info.get("comment") or texts - _NOT_COMMENTS,
    }
    return tuple(name for name, value in found.items() if value)


def _encode(image: Image.Image) -> bytes:
    file = BytesIO()
    # Pillow writes what hangs on an image, a JPEG's comment for one, back into the next file.
    _bare(image).save(file, "JPEG", quality=_JPEG_QUALITY)
    return file.getvalue()


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone, on an image that never saw the file."""
    bare = Image.new("RGB", image.size, None)
    bare.paste(image)
    return bare

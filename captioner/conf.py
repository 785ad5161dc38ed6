"""Django's settings as the plain, frozen values that the lower layers take."""

from datetime import timedelta

from django.conf import settings

from captioner import presets
from captioner.engine.types import EngineConfig
from captioner.errors import InvalidBrief
from captioner.photos import Limits
from captioner.writing.brief import LANGUAGES


def engine_config() -> EngineConfig:
    """The preset's models with the environment's overrides."""
    chosen = {name: value for name, value in settings.ENGINE.items() if value}
    return EngineConfig(
        **presets.engine_config(
            settings.PRESET,
            max_batch=settings.MAX_BATCH,
            hashtag_index=settings.HASHTAG_INDEX,
            **chosen,
        )
    )


def languages() -> dict[str, str]:
    """What the model in place can write: the English name of each language by its code.

    `CAPTION_LANGUAGES` says it where it names any, as for a model of one's own; else the card of
    the writer does.
    """
    codes = settings.CAPTION_LANGUAGES or presets.languages(
        settings.PRESET, writer=settings.ENGINE["writer"]
    )
    return {code: LANGUAGES[code] for code in codes}


def require_language(code: str) -> None:
    """Refuse a language that the model in place cannot write.

    Raises:
        InvalidBrief: with the list of those it can; `.field` is "language".
    """
    known = languages()
    if code not in known:
        listed = ", ".join(f"{code} ({name})" for code, name in known.items())
        raise InvalidBrief(
            f"language must be one the model in place writes: {listed}", field="language"
        )


def photo_limits() -> Limits:
    return Limits(
        max_bytes=settings.PHOTO_MAX_BYTES,
        max_pixels=settings.PHOTO_MAX_PIXELS,
        long_side=settings.PHOTO_LONG_SIDE,
    )


def lease() -> timedelta:
    return timedelta(seconds=settings.LEASE_SECONDS)

"""Django's settings as the plain, frozen values that the lower layers take."""

from datetime import timedelta

from django.conf import settings

from captioner import presets
from captioner.engine.types import EngineConfig
from captioner.photos import Limits


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


def photo_limits() -> Limits:
    return Limits(
        max_bytes=settings.PHOTO_MAX_BYTES,
        max_pixels=settings.PHOTO_MAX_PIXELS,
        long_side=settings.PHOTO_LONG_SIDE,
    )


def lease() -> timedelta:
    return timedelta(seconds=settings.LEASE_SECONDS)

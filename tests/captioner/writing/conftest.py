"""Properties here are checked without a clock: a busy machine must not fail them."""

from hypothesis import settings

settings.register_profile("writing", deadline=None, database=None)
settings.load_profile("writing")

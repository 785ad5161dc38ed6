"""Why a training run is refused: each has a stable `code` and a sentence that names the place."""

from captioner.errors import CaptionError


class TrainingRefused(CaptionError):
    """The run cannot be had as it was asked for; asking again changes nothing."""

    code = "training_refused"


class BadConfig(TrainingRefused):
    """A configuration that cannot be read; `field` is the key's path, such as `lora.r`."""

    code = "bad_config"


class TooSmall(TrainingRefused):
    """Fewer rows than a run can learn from or be judged on."""

    code = "too_small"


class SplitOverlap(TrainingRefused):
    """A photo or an owner stands in two splits: the test would be of what was learned by heart."""

    code = "split_overlap"


class BaseMismatch(TrainingRefused):
    """The base model is not what the role, the run before or the server has."""

    code = "base_mismatch"


class NoPixels(TrainingRefused):
    """A batch for a model that sees the photo came without pixels, or with empty ones."""

    code = "no_pixels"


class Diverged(TrainingRefused):
    """The loss is no number any more: the learning rate is too high for base and rows."""

    code = "diverged"


class Canceled(TrainingRefused):
    """The run was asked to end; its checkpoint is kept, and it can be taken up again."""

    code = "canceled"

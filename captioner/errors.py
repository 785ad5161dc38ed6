"""The one family of errors a caption can end in, and what each means to a caller.

`code` is stable and machine-readable: it stands in problem documents, rows, metrics and the
command line's JSON. `retryable` says whether the same input may succeed later. HTTP statuses
live in the API, not here.
"""


class CaptionError(Exception):
    """Something about this photo or request that a caller can be told.

    Args:
        detail: one sentence for the person, naming the field and the limit; never a stack trace.
        field: the request field at fault, if one is.
    """

    code = "failed"
    retryable = False

    def __init__(self, detail: str, *, field: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field


class PhotoMissing(CaptionError):
    code = "photo_missing"


class PhotoTooLarge(CaptionError):
    code = "photo_too_large"


class PhotoType(CaptionError):
    code = "photo_type"


class PhotoUnreadable(CaptionError):
    code = "photo_unreadable"


class PhotoTooManyPixels(CaptionError):
    code = "photo_too_many_pixels"


class InvalidBrief(CaptionError):
    """A field of the request is outside what it may be; `field` names it."""

    code = "invalid"


class ImportUnreadable(CaptionError):
    """A file of past captions that cannot be read at all; a bad line alone is no error."""

    code = "import_unreadable"


class AddressRefused(CaptionError):
    """A URL that this server may not send to: private, its own, of another scheme, unknown."""

    code = "address_refused"


class Conflict(CaptionError):
    """Somebody else changed it meanwhile, or it is not in a state for this.

    Args:
        current: as it stands now, JSON values, where seeing it helps to choose.
    """

    code = "conflict"

    def __init__(
        self, detail: str, *, field: str | None = None, current: dict[str, object] | None = None
    ) -> None:
        super().__init__(detail, field=field)
        self.current = current


class Refused(CaptionError):
    """Nothing the writer offered may be shown (see `writing.safety`)."""

    code = "refused"


class EngineFailed(CaptionError):
    """The models could not answer this time: out of memory, a step that raised, a remote down."""

    code = "engine_failed"
    retryable = True


class EngineGone(EngineFailed):
    """The process that runs the models ended while it was asked."""


class ModelMissing(CaptionError):
    """Weights are not on this machine; the detail carries the command that fetches them."""

    code = "model_missing"


class ModelUnusable(CaptionError):
    """Weights are there and cannot be used: not safetensors, another architecture, no template."""

    code = "model_unusable"


class AdapterUnusable(CaptionError):
    """An adapter cannot serve: damaged files, another base, weights that change nothing."""

    code = "adapter_unusable"


class QueueFull(CaptionError):
    code = "queue_full"
    retryable = True


class TooOften(CaptionError):
    """One of several photos sent at once was more than the person may ask for in this time."""

    code = "throttled"
    retryable = True


class Expired(CaptionError):
    """The job waited longer than a setting allows, and no engine took it."""

    code = "expired"


class GaveUp(CaptionError):
    """The job's attempts are spent: its worker died at each."""

    code = "gave_up"


def from_code(code: str, detail: str) -> CaptionError:
    """The error that a stored code stands for, such as that of a failed row."""
    kinds = {kind.code: kind for kind in CaptionError.__subclasses__()}
    return kinds.get(code, CaptionError)(detail)

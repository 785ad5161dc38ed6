"""A batch run so that one bad member fails alone."""

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from captioner.errors import CaptionError, EngineFailed

log = logging.getLogger(__name__)

In = TypeVar("In")
Out = TypeVar("Out")


def in_parts(
    call: Callable[[Sequence[In]], Sequence[Out]], members: Sequence[In], *, size: int
) -> list[Out | CaptionError]:
    """What `call` made of each member, or why it made nothing, in order.

    A part that raises is halved and both halves are run again: an out-of-memory batch so becomes
    small enough, and a member that breaks its batch ends up alone with its error.

    Args:
        call: takes some of the members, gives one result for each in the same order.
        size: members in one call, at most.
    """
    results: list[Out | CaptionError] = []
    for start in range(0, len(members), size):
        results += _halved(call, members[start : start + size])
    return results


def _halved(
    call: Callable[[Sequence[In]], Sequence[Out]], members: Sequence[In]
) -> list[Out | CaptionError]:
    try:
        return list(call(members))
    except CaptionError as error:
        failure = error
    except Exception as error:
        log.warning("a batch of %d raised %s", len(members), type(error).__name__, exc_info=True)
        failure = EngineFailed(f"a step raised {type(error).__name__}")
    # Out here the traceback is gone, and with it the tensors that its frames kept alive: after
    # an out-of-memory error that is the memory the halves need.
    if len(members) == 1:
        return [failure]
    middle = len(members) // 2
    return _halved(call, members[:middle]) + _halved(call, members[middle:])

"""Text that a person typed, marked as data for a model."""

import re


def fenced(text: str) -> str:
    """Typed text between fences that it cannot close itself, on one line."""
    flat = " ".join(text.split())
    # A bracket at the edge would lengthen the fence; a lone one inside ("<3") is harmless.
    flat = re.sub(r"<{2,}|^<", lambda run: "‹" * len(run[0]), flat)
    flat = re.sub(r">{2,}|>$", lambda run: "›" * len(run[0]), flat)
    return f"<<<{flat}>>>"

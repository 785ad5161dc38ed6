"""The hand-written sentences the bundled writer learns from, one module per noun.

Sentences hold slots that `scene.Scene` fills: {a} {the} {this} (the subject, three ways), {head}
(its noun), {ing} {s} (what it does, participle and finite, with where), {doing} (the same without
where), {place} {at} (where), {thing} (what is held, worn or ridden). A capital first letter in the
slot's name capitalises the filling. `~need` agrees with the subject: "needs" or "need".
"""


def lines(text: str) -> tuple[str, ...]:
    """One sentence a line; blank lines only separate."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def listed(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(" ".join(item.split()) for item in text.split(","))

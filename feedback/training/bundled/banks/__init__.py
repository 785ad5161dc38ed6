"""The hand-written sentences the bundled writer learns from, one module per noun.

Sentences hold slots that `scene.Scene` fills: {a} {the} {this} (the subject, three ways), {who}
(the same where it lives: no cup of coffee learns), {head} (its noun), {ing} {s} (what it does,
participle and finite, with where), {doing} (the same without where), {act} (the same where one may
be invited to it), {place} {at} (where), {there} (the same where one can stay: "in the grass", not
"through" it), {thing} (what is held, worn or ridden). A
capital first letter in the slot's name capitalises the filling. `~need` agrees with the subject:
"needs" or "need". `[this|that]` is one of the two, drawn each time; an alternative may be empty.
"""


def lines(text: str) -> tuple[str, ...]:
    """One sentence a line; blank lines only separate."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def listed(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(" ".join(item.split()) for item in text.split(","))


def themes(text: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Blocks that start with `== name` and hold `key: line`; what a key holds, by name and key.

    The lines of `words` and `tags` are lists between spaces, any other is one sentence.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    theme: dict[str, tuple[str, ...]] = {}
    for line in lines(text):
        if line.startswith("== "):
            theme = found[line[3:]] = {}
            continue
        key, said = line.split(": ", 1)
        theme[key] = theme.get(key, ()) + (
            tuple(said.split()) if key in ("words", "tags") else (said,)
        )
    return found

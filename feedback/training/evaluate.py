"""The candidate against the champion: both write for the same held-out rows, as they would serve.

Everything goes through the serving engine, so what is judged is what people would get: prompts,
parsing, checks, a second attempt and ranked tags included. Each row is drawn from a seed of its
own, the same for both, so that a pair differs by its weights and not by luck. Whether the result
is good enough is `gate`'s to say.
"""

import hashlib
import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from captioner import photos
from captioner.engine import Engine, Item, Locked, Outcome
from captioner.engine.adapter_files import Role
from captioner.engine.posts import AS_IT_CAME, NOT_READ
from captioner.errors import Refused
from captioner.writing.brief import Hashtag
from feedback.datasets.records import Record
from feedback.training.measures import Measured, Truths, Written, table
from feedback.training.scores import tokens

PRIMARY: dict[Role, str] = {"describer": "cider", "writer": "rouge_l", "vlm": "rouge_l"}
SIDES = ("champion", "candidate")
SLICE_MIN = 5  # rows; a figure over fewer says nothing

Loss = Callable[[Path | None], float]

# With words and tags to keep, alt text is all that is left to make: the describer speaks alone.
_DESCRIBED = Locked(caption="-", tags=(Hashtag("#Photo", "broad", True),))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was found.

    Args:
        report: JSON values: `rows` (how many), `role`, `primary` (the figure that decides),
            `greedy`, `dataset_digest`, `rows_digest` (of the rows themselves), `adapters`,
            `champion` and `candidate` (see `measures`, and `loss` where it was asked for),
            `difference` ([low, measured, high] of the candidate over the champion) and `slices`,
            the same by tone and audience. A figure that is no number is null.
        rows: one each for a person to read: id, reference, what either wrote, the primary figure.
    """

    report: dict[str, Any]
    rows: tuple[dict[str, Any], ...]


def evaluate(
    rows: Sequence[Record],
    *,
    folder: Path,
    dataset_digest: str,
    role: Role,
    engine: Engine,
    champion: Path | None,
    candidate: Path,
    loss: Loss | None = None,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Let both write for all rows, and compare.

    Args:
        rows: of the test split, none of which either has learned from.
        folder: the snapshot's; `dataset_digest` is its manifest's.
        engine: as it serves, or with a temperature of 0 to leave chance out. It wears the
            candidate afterwards.
        champion: the adapter in place, None for the bare model.
        loss: of an adapter (None: of the bare model) on the same rows, by the trainer's own
            arithmetic; mean over the tokens to be learned.
        progress: called with how many of all texts are written.

    Raises:
        ValueError: there is no row.
        AdapterUnusable: the engine takes one of the two adapters not.
        CaptionError: the engine failed on a row; half an evaluation is none.
    """
    if not rows:
        raise ValueError("an evaluation needs at least one row")
    losses = [{"loss": loss(side)} if loss else {} for side in (champion, candidate)]
    truths = Truths([references(row, role) for row in rows], [row.tags for row in rows])
    sides: list[list[Measured]] = []
    worn = []
    for side in (champion, candidate):
        engine.adopt(role, side)
        worn.append(engine.models.adapter)
        sides.append([])
        for written in _written(rows, folder=folder, role=role, engine=engine, seed=seed):
            sides[-1].append(truths.measure(len(sides[-1]), written))
            if progress:
                progress(sum(map(len, sides)), 2 * len(rows))
    report = {
        "role": role,
        "primary": PRIMARY[role],
        "greedy": engine.config.temperature == 0,
        "dataset_digest": dataset_digest,
        "rows_digest": rows_digest(rows),
        "adapters": dict(zip(SIDES, worn, strict=True)),
        **table(*sides, seed=seed),
        "slices": _slices(rows, *sides, primary=PRIMARY[role], seed=seed),
    }
    for name, figures in zip(SIDES, losses, strict=True):
        report[name] |= figures
    return Evaluation(_finite(report), tuple(_read_aloud(rows, *sides, role=role)))


def rows_digest(rows: Sequence[Record]) -> str:
    """Of what the rows ask for and expect, photos included, in whatever order they come."""
    lines = sorted(row.line() for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def row_seed(row: Record, seed: int) -> int:
    """A brief's seed that a row has in every evaluation, whatever rows stand beside it."""
    digest = hashlib.sha256(f"{seed}/{row.id}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1


def item(row: Record, *, folder: Path, role: Role, seed: int = 0) -> Item:
    """What the engine is asked for a row: for a describer its sentence alone."""
    photo = photos.decode((folder / row.image).read_bytes())
    brief = replace(row.brief, seed=row_seed(row, seed))
    if role == "describer":
        return Item(photo, brief, locked=_DESCRIBED)
    # A model that sees the photo says itself what it shows; to a writer it is told.
    return Item(photo, brief, description=row.description or None if role == "writer" else None)


def references(row: Record, role: Role) -> tuple[str, ...]:
    """What a row's text is compared with: what people say of a photo varies, a voice does not."""
    return row.sentences if role == "describer" else (row.caption,)


def _written(
    rows: Sequence[Record], *, folder: Path, role: Role, engine: Engine, seed: int
) -> Iterator[Written]:
    size = engine.config.max_batch
    # What is made on first use is no part of a photo's time.
    engine.run([item(rows[0], folder=folder, role=role, seed=seed)])
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        items = [item(row, folder=folder, role=role, seed=seed) for row in part]
        started = time.perf_counter()
        outcomes = engine.run(items)
        ms = (time.perf_counter() - started) * 1000 / len(part)
        for outcome in outcomes:
            yield _of(outcome, role, ms)


def _of(outcome: Outcome, role: Role, ms: float) -> Written:
    if outcome.error and not isinstance(outcome.error, Refused):
        raise outcome.error
    refused = outcome.error is not None
    if role == "describer":
        text = outcome.description
        return Written(text=text, refused=refused, tokens=len(tokens(text)), ms=ms)
    if refused:
        return Written(text="", tags=(), parsed=False, refused=True, ms=ms)
    post = outcome.posts[0]
    return Written(
        text=post.text,
        tags=tuple(entry.tag for entry in post.hashtags),
        parsed=not {NOT_READ, AS_IT_CAME} & set(post.warnings),
        tokens=outcome.output_tokens,
        ms=ms,
    )


def _slices(
    rows: Sequence[Record],
    champion: Sequence[Measured],
    candidate: Sequence[Measured],
    *,
    primary: str,
    seed: int,
) -> dict[str, Any]:
    """A table for each tone and audience that has rows enough, as `tone=happy`."""
    members: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        members[f"tone={row.tone}"].append(place)
        members[f"audience={row.audience}"].append(place)
    return {
        label: table(
            [champion[place] for place in places],
            [candidate[place] for place in places],
            seed=seed,
            names=(primary,),
        )
        for label, places in sorted(members.items())
        if len(places) >= SLICE_MIN
    }


def _read_aloud(
    rows: Sequence[Record],
    champion: Sequence[Measured],
    candidate: Sequence[Measured],
    *,
    role: Role,
) -> Iterator[dict[str, Any]]:
    primary = PRIMARY[role]
    for row, *sides in zip(rows, champion, candidate, strict=True):
        found: dict[str, Any] = {"id": row.id, "reference": references(row, role)[0]}
        for name, side in zip(SIDES, sides, strict=True):
            found |= {name: side.text, f"{name}_{primary}": side.values[primary]}
        yield found


def _finite(value: Any) -> Any:
    """The same with null for what is no number: JSON has no other word for it."""
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value

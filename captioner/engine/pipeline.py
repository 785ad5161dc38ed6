"""Items in, one `Outcome` each out: describe, prompt, write, parse, check, rank, fit.

Knows the order of the steps and what is asked for twice. Knows no model: a describer and a writer
are given to it, and it imports no torch.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from PIL import Image

from captioner.engine.adapter_files import Role
from captioner.engine.batches import in_parts
from captioner.engine.judging import Variant, better, judged
from captioner.engine.posts import posts, seen
from captioner.engine.rows import Row, Writer, row_seed
from captioner.engine.types import EngineConfig, Item, Locked, ModelNames, Outcome, Placement
from captioner.errors import AdapterUnusable, CaptionError, EngineFailed, Refused
from captioner.writing import safety
from captioner.writing.alt_text import alt_text
from captioner.writing.brief import Brief, Draft


class Describer(Protocol):
    """A model that says in one sentence what a photo shows."""

    weights_bytes: int
    photo_side: int

    def describe(self, photos: Sequence[Image.Image]) -> Sequence[str]:
        """One sentence for each RGB photo, in order."""


class Adaptable(Protocol):
    """A model that can wear one adapter; `adapter` is its digest, empty for none."""

    adapter: str

    def adopt(self, folder: Path | None) -> None:
        """See `Engine.adopt`."""


@dataclass(slots=True)
class Work:
    """One item on its way from `describe` to `write`; `variants` holds None for what is not yet
    written."""

    item: Item
    description: str
    variants: list[Variant | None]
    error: CaptionError | None = None
    describe_ms: int = 0
    write_ms: int = 0
    tokens: int = 0

    @classmethod
    def of(cls, item: Item) -> "Work":
        """With a locked caption there are no variants of it: one answer gives the tags."""
        count = 1 if item.locked.caption else item.brief.variants
        return cls(item, item.description or "", [None] * count)


class Engine:
    """The opened models. Used by one thread at a time; `describe` and `write` may have one each.

    Args:
        describer: None where the writer sees the photo.
        config: what it was opened with; `max_batch` is the most rows a model gets at once.
        adaptable: of the two models, by role, those that run here and so can wear an adapter.
        side_by_side: whether it is worth to describe some photos while others are written about.
    """

    def __init__(
        self,
        *,
        describer: Describer | None,
        writer: Writer,
        models: ModelNames,
        placement: Placement,
        config: EngineConfig,
        adaptable: Mapping[Role, Adaptable] = MappingProxyType({}),
        side_by_side: bool = False,
    ) -> None:
        self.models = models
        self.side_by_side = side_by_side
        self.placement = placement
        self._describer = describer
        self._writer = writer
        self.config = config
        self._adaptable = dict(adaptable)

    @property
    def adapters(self) -> dict[Role, str]:
        """What each model that can wear an adapter wears: its digest, empty for none."""
        return {role: model.adapter for role, model in self._adaptable.items()}

    def adopt(self, role: Role, folder: Path | None) -> None:
        """Serve with an adapter in place of the one that serves, or with none. Not during a run.

        Args:
            folder: sealed, see `adapter_files`; None for the model as it was loaded, bit by bit.

        Raises:
            AdapterUnusable: no such model runs here, the adapter was made for another, its files
                are damaged, or it fails its trial; what served before serves on.
        """
        if role not in self._adaptable:
            able = ", ".join(self._adaptable) or "none"
            raise AdapterUnusable(f"no {role} that takes an adapter runs here, but: {able}")
        try:
            self._adaptable[role].adopt(folder)
        finally:
            worn = [f"{role}:{digest[:12]}" for role, digest in self.adapters.items() if digest]
            self.models = replace(self.models, adapter=", ".join(worn) or None)

    @property
    def photo_side(self) -> int:
        """Of the square, in pixels, in which a photo is looked at here (`photos.decode`); 0 for
        the photo as it is: a writer that sees photos takes them in a size of its own."""
        return self._describer.photo_side if self._describer else 0

    @property
    def weights_bytes(self) -> int:
        """Memory that the weights in this process take."""
        return sum(model.weights_bytes for model in (self._describer, self._writer) if model)

    def run(self, items: Sequence[Item]) -> list[Outcome]:
        """One outcome for each item, in order; a bad item never fails its neighbours."""
        return self.write(self.describe(items))

    def describe(self, items: Sequence[Item]) -> list[Work]:
        """The first half of `run`: what `write` goes on with."""
        work = [Work.of(item) for item in items]
        self._describe(work)
        return work

    def write(self, work: Sequence[Work]) -> list[Outcome]:
        """The second half of `run`, once for each piece of work, be it of one `describe` or of
        several."""
        self._write(work, attempt=0)
        self._write(work, attempt=1)
        finished = in_parts(self._finish, work, size=1)
        return [
            Outcome(models=self.models, error=result)
            if isinstance(result, CaptionError)
            else result
            for result in finished
        ]

    def warm(self) -> None:
        """Run one photo, so the first person does not pay for what is made on first use.

        Raises:
            EngineFailed: the models cannot answer.
        """
        [outcome] = self.run([Item(Image.new("RGB", (384, 384), "grey"), Brief())])
        if isinstance(outcome.error, EngineFailed):
            raise outcome.error

    def close(self) -> None:
        """Let go of the models and their memory; the engine cannot be used again."""
        self._describer = None
        self._adaptable.clear()
        self._writer.close()

    def _describe(self, work: Sequence[Work]) -> None:
        if self._describer is None:
            return
        blind = [one for one in work if not one.description and not _is_whole(one.item.locked)]
        started = time.perf_counter()
        results = in_parts(
            self._describer.describe, [one.item.photo for one in blind], size=self.config.max_batch
        )
        elapsed = _ms_since(started)
        for one, result in zip(blind, results, strict=True):
            one.describe_ms = elapsed
            if isinstance(result, CaptionError):
                one.error = result
            elif not alt_text(result):
                # A writer given no description would make one up.
                one.error = Refused("the describer has no words for this photo")
            elif rule := safety.problem(result):
                one.error = Refused(f"the photo's description broke a safety rule: {rule}")
            else:
                one.description = result

    def _write(self, work: Sequence[Work], *, attempt: int) -> None:
        """Fill in each variant that is missing or at fault."""
        asked = [
            (one, index)
            for one in work
            if not one.error and self._is_asked(one)
            for index, variant in enumerate(one.variants)
            if variant is None or variant.fault
        ]
        rows = [_row(one, index, attempt) for one, index in asked]
        started = time.perf_counter()
        results = in_parts(self._writer.write, rows, size=self._writer.at_once or len(rows) or 1)
        elapsed = _ms_since(started)
        for one in {id(one): one for one, _ in asked}.values():
            one.write_ms += elapsed
        for (one, index), result in zip(asked, results, strict=True):
            if isinstance(result, CaptionError):
                answer = Variant(error=result)
            else:
                one.tokens += result.tokens
                others = _captions(one, but=index)
                answer = judged(result.text, others, item=one.item, description=one.description)
            one.variants[index] = better(one.variants[index], answer)

    def _is_asked(self, one: Work) -> bool:
        """Whether the writer has anything left to say of an item: words, tags, what it sees."""
        locked = one.item.locked
        told = locked.alt_text or one.description or not self._writer.sees_photo
        return not (locked.caption and locked.tags and told)

    def _finish(self, work: Sequence[Work]) -> list[Outcome]:
        return [self._outcome(one) for one in work]

    def _outcome(self, one: Work) -> Outcome:
        if one.error:
            raise one.error
        unasked = Variant(draft=Draft(one.item.locked.caption))
        variants = [variant or unasked for variant in one.variants]
        description = one.description
        if not description and self._writer.sees_photo:
            description = seen(variants)
        made, trimmed = posts(
            one.item,
            description,
            variants,
            own_words=self._writer.sees_photo,
            index=self.config.hashtag_index,
        )
        return Outcome(
            models=self.models,
            description=description,
            alt_text=one.item.locked.alt_text or alt_text(description),
            posts=made,
            trimmed=trimmed,
            describe_ms=one.describe_ms,
            write_ms=one.write_ms,
            output_tokens=one.tokens,
        )


def _row(one: Work, index: int, attempt: int) -> Row:
    item = one.item
    seed = row_seed(item.brief.seed, variant=index, attempt=attempt)
    return Row(item.photo, item.brief, one.description, seed, item.voice)


def _is_whole(locked: Locked) -> bool:
    """Whether nothing is left to make."""
    return bool(locked.caption and locked.tags and locked.alt_text)


def _captions(one: Work, *, but: int) -> list[str]:
    return [
        variant.draft.caption
        for index, variant in enumerate(one.variants)
        if variant and variant.draft and index != but
    ]


def _ms_since(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)

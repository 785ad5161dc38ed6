"""The grammar: what a scene shows, said in a tone to an audience, with three hashtags.

It joins hand-written sentences (`banks`) and fills them with the scene's own words, so that what
a model learns from them is to copy the photo into a voice.
"""

import random
import re
from dataclasses import dataclass

from feedback.training.bundled.banks import academic, notes, personal, promotional, tones
from feedback.training.bundled.scene import THEMES, Scene
from feedback.training.bundled.verbs import third_person

LENGTHS = (40, 180)  # characters
MINIMAL_LENGTHS = (8, 110)
_TRIES = 12
_YOUNG = frozenset({"child", "baby"})
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Note:
    """What the creator typed, and the part of it that a caption should carry.

    Args:
        text: as typed.
        kind: a key of `notes.FRAMES`, "name", or "" where a caption should pay no heed.
        matter: the words to carry.
    """

    text: str = ""
    kind: str = ""
    matter: str = ""


def compose(
    scene: Scene, *, tone: str, audience: str, rng: random.Random, note: Note | None = None
) -> tuple[str, tuple[str, ...]] | None:
    """A caption and three hashtags, or None where no sentence fits the scene.

    Args:
        tone: one of `TONES`.
        audience: one of `AUDIENCES`.
        note: what the caption should carry besides; None for nothing.
    """
    note = note or Note()
    if note.kind == "name" and not scene.plural and audience != "academic":
        scene = _named(scene, note.matter)
    low, high = MINIMAL_LENGTHS if tone == "minimal" else LENGTHS
    for _ in range(_TRIES):
        parts = _parts(scene, tone, audience, rng)
        if parts is None:
            return None
        if note.kind in notes.FRAMES:
            carried = _carried(note, audience, rng)
            parts.insert(0 if rng.random() < 0.5 else len(parts) - (len(parts) > 1), carried)
        caption = " ".join(parts)
        if low <= len(caption) <= high and not repeats(caption):
            return caption, _tags(scene, tone, audience, note, rng)
    return None


def repeats(caption: str) -> bool:
    """Whether three words in a row stand in a caption twice."""
    words = re.findall(r"[\w'’]+", caption.lower())
    triples = list(zip(words, words[1:], words[2:], strict=False))
    return len(set(triples)) < len(triples)


def _parts(scene: Scene, tone: str, audience: str, rng: random.Random) -> list[str] | None:
    """The caption's sentences, without the note's; None where none fits."""
    cores = academic.CORES if audience == "academic" else personal.CORES
    core = _filled(cores[tone], scene, rng)
    if core is None:
        return None
    # A romantic voice about children keeps to the lines written for children.
    young = tone == "romantic" and not _YOUNG.isdisjoint(scene.themes)
    themes = [name for name in scene.themes if name in _YOUNG] if young else scene.themes[:3]
    theme = THEMES[rng.choice(themes)] if themes else None
    draw = rng.random() * (0.35 if young and audience != "academic" else 1)
    if audience == "academic":
        if theme and draw < 0.3:
            return [core, rng.choice(theme["remarks"])]
        return [core, rng.choice(academic.TAILS[tone])] if draw < 0.8 else [core]
    line = rng.choice(theme[tone]) if theme else rng.choice(personal.TAILS[tone])
    if audience == "promotional":
        call = rng.choice(theme["calls"] if theme and draw < 0.35 else promotional.CALLS[tone])
        return [core, line, call] if rng.random() < 0.25 else [core, call]
    if draw < 0.12:
        return [line, core]
    if draw < 0.52:
        return [core, line]
    return [core, rng.choice(personal.TAILS[tone])] if draw < 0.88 else [core]


def _filled(bank: tuple[str, ...], scene: Scene, rng: random.Random) -> str | None:
    """One of the bank's sentences whose every slot the scene can fill."""
    usable = [
        sentence
        for sentence in bank
        if all(slot.lower() in scene.slots for slot in _SLOT.findall(sentence))
        and not (scene.plural and re.search(r"\b(one|an?) \{head\}", sentence, re.I))
    ]
    return fill(rng.choice(usable), scene) if usable else None


def fill(sentence: str, scene: Scene) -> str:
    """A bank's sentence with its slots filled and its `~verbs` agreeing with the subject."""

    def filling(match: re.Match[str]) -> str:
        name = match[1]
        text = scene.slots[name.lower()]
        return text[0].upper() + text[1:] if name[0].isupper() else text

    def agreed(match: re.Match[str]) -> str:
        verb = match[1]
        if verb in ("be", "have"):
            return {"be": ("is", "are"), "have": ("has", "have")}[verb][scene.plural]
        return verb if scene.plural else third_person(verb)

    return _SLOT.sub(filling, re.sub(r"~(\w+)", agreed, sentence))


def _named(scene: Scene, name: str) -> Scene:
    slots = scene.slots | {"the": name, "this": name, "a": name}
    return Scene(slots, scene.plural, scene.themes)


def _carried(note: Note, audience: str, rng: random.Random) -> str:
    matter = note.matter
    if audience == "academic":
        matter = re.sub(r"\b(my|our)\b", "the", matter)
    frame = rng.choice(notes.FRAMES[note.kind][audience])
    return frame.replace("{X}", matter[0].upper() + matter[1:]).replace("{x}", matter)


def _tags(
    scene: Scene, tone: str, audience: str, note: Note, rng: random.Random
) -> tuple[str, ...]:
    """From specific to broad: what the photo shows, its theme, the voice or the note's place."""
    head = scene.slots["head"]
    compounds = [
        (scene.slots[slot].split()[-1], head)
        for slot in ("place", "thing")
        if slot in scene.slots and scene.slots[slot].split()[-1] != head
    ]
    if len(scene.slots.get("doing", "needs object").split()) == 1:
        compounds.append((scene.slots["doing"], head))
    first = "".join(map(str.capitalize, rng.choice(compounds or [(head, "moments")])))
    pool = [tag for theme in scene.themes[:2] for tag in THEMES[theme]["tags"].split()]
    second = rng.choice(pool or ["EverydayMoments", "DailyPicture"])
    voice = tones.TAGS[tone if audience == "personal" or rng.random() < 0.4 else audience]
    third = rng.choice(voice.split())
    if note.kind in ("place", "name"):
        third = "".join(word[0].upper() + word[1:] for word in note.matter.split())
    return tuple(dict.fromkeys(f"#{tag}" for tag in (first, second, third)))

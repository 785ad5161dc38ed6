"""The grammar: what a scene shows, said in a tone to an audience, with three hashtags.

It joins hand-written sentences (`banks`) and fills them with the scene's own words, so that what
a model learns from them is to copy the photo into a voice.
"""

import random
import re
from dataclasses import dataclass
from functools import cache

from captioner.writing.repetition import repeats
from feedback.training.bundled.banks import (
    academic,
    lexicon,
    notes,
    personal,
    promotional,
    stances,
    tails,
    tones,
    turns,
)
from feedback.training.bundled.scene import THEMES, Scene
from feedback.training.bundled.verbs import third_person

LENGTHS = (40, 180)  # characters
MINIMAL_LENGTHS = (8, 110)
_TRIES = 16
_TURNS = stances.TURNS | turns.TURNS
_TURNING = 0.3  # of the captions on a verb that has sentences of its own use one
_DRESSED = 0.4  # say "the man in a red shirt", for there are many men
_OPENS = 0.1  # of a friend's captions begin with the thought, the photo second
_YOUNG = frozenset({"child", "baby"})
_SUBJECTS = ("the", "this", "a", "who")  # the slots that name the subject
_SLOT = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")


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
    elif "dress" in scene.slots and rng.random() < _DRESSED:
        scene = _dressed(scene)
    low, high = MINIMAL_LENGTHS if tone == "minimal" else LENGTHS
    for _ in range(_TRIES):
        parts = _parts(scene, tone, audience, rng)
        if parts is None:
            return None
        if note.kind in notes.FRAMES:
            carried = _carried(note, audience, rng)
            parts.insert(0 if rng.random() < 0.5 else len(parts) - (len(parts) > 1), carried)
        caption = " ".join(parts)
        if low <= len(caption) <= high and not repeats(caption) and not _echoes(parts):
            return caption, _tags(scene, tone, audience, note, rng)
    return None


def _echoes(parts: list[str]) -> bool:
    """Whether a sentence takes up a longer word of another: it would say the same again."""
    said = [set(re.findall(r"\w{4,}", part.lower())) for part in parts]
    return len(set().union(*said)) < sum(map(len, said))


def _parts(scene: Scene, tone: str, audience: str, rng: random.Random) -> list[str] | None:
    """The caption's sentences, without the note's; None where none fits."""
    if audience == "academic":
        core = _said(academic.CORES[tone], scene, rng)
        follow = _remark(scene, tone, rng)
    elif audience == "promotional":
        hooks = promotional.HOOKS if rng.random() < 0.6 else personal.CORES
        core = _said(_turn(scene, tone, rng) or hooks[tone], scene, rng)
        follow = _invitation(scene, tone, rng)
    else:
        core = _said(_turn(scene, tone, rng) or personal.CORES[tone], scene, rng)
        follow = _thoughts(scene, tone, rng)
    if core is None:
        return None
    if audience == "personal" and rng.random() < _OPENS:
        return [*follow[:1], core, *follow[1:]]
    return [core, *follow]


def _turn(scene: Scene, tone: str, rng: random.Random) -> tuple[str, ...]:
    """Now and then, the sentences written for the scene's verb; else nothing."""
    verb = scene.slots.get("ing", "").split(" ")[0]
    if verb not in _TURNS or _tender(scene, tone) or rng.random() > _TURNING:
        return ()
    return _TURNS[verb][tone]


def _remark(scene: Scene, tone: str, rng: random.Random) -> list[str]:
    """What an observer adds, mostly; a short-spoken one always adds something."""
    draw = rng.random()
    theme = _theme(scene, rng)
    if theme and draw < 0.4:
        return [vary(rng.choice(theme["remarks"]), rng)]
    spoken = draw < 0.96 or tone == "minimal"
    return [vary(rng.choice(tails.OBSERVED[tone]), rng)] if spoken else []


def _thoughts(scene: Scene, tone: str, rng: random.Random) -> list[str]:
    """What a friend adds; a short-spoken one always adds something."""
    theme = _theme(scene, rng, tone)
    line = vary(rng.choice(theme[tone]), rng) if theme else ""
    tail = "" if _tender(scene, tone) else vary(rng.choice(tails.TAILS[tone]), rng)
    draw = rng.random()
    if draw < 0.08 and tone != "minimal":
        return []
    if line and tail and draw < 0.22:
        return [line, tail]
    return [line if line and (not tail or draw < 0.6) else tail]


def _invitation(scene: Scene, tone: str, rng: random.Random) -> list[str]:
    """What to do, now and then after a sentence on the theme."""
    theme = _theme(scene, rng, tone)
    themed = theme and (_tender(scene, tone) or rng.random() < 0.4)
    call = vary(rng.choice(theme["calls"] if theme and themed else promotional.CALLS[tone]), rng)
    if theme and rng.random() < 0.2:
        return [vary(rng.choice(theme[tone]), rng), call]
    return [call]


def _theme(scene: Scene, rng: random.Random, tone: str = "") -> dict[str, tuple[str, ...]] | None:
    """One of the scene's first themes."""
    names = scene.themes[:3]
    if _tender(scene, tone):
        names = tuple(name for name in scene.themes if name in _YOUNG)
    return THEMES[rng.choice(names)] if names else None


def _tender(scene: Scene, tone: str) -> bool:
    """A romantic voice about children keeps to the lines written for children."""
    return tone == "romantic" and not _YOUNG.isdisjoint(scene.themes)


def _said(bank: tuple[str, ...], scene: Scene, rng: random.Random) -> str | None:
    """One of the bank's sentences whose every slot the scene can fill."""
    usable = [sentence for sentence in bank if _slots(sentence) <= scene.slots.keys()]
    # Those that tell more than the subject belong to this photo alone.
    usable += [sentence for sentence in usable if len(_slots(sentence)) > 1] * 2
    return fill(vary(rng.choice(usable), rng), scene) if usable else None


@cache
def _slots(sentence: str) -> frozenset[str]:
    return frozenset(slot.lower() for slot in _SLOT.findall(sentence))


def vary(sentence: str, rng: random.Random) -> str:
    """A bank's sentence with one of each `[this|that]`."""
    drawn = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), sentence)
    return drawn.strip()


def fill(sentence: str, scene: Scene) -> str:
    """A varied sentence with its slots filled and its `~verbs` agreeing with the subject."""

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
    slots = scene.slots | {slot: name for slot in _SUBJECTS if slot in scene.slots}
    return Scene(slots, scene.plural, scene.themes)


def _dressed(scene: Scene) -> Scene:
    dress = scene.slots["dress"]
    slots = scene.slots | {
        slot: f"{scene.slots[slot]} {dress}" for slot in _SUBJECTS if slot in scene.slots
    }
    if slots.get("thing", "").split(" ")[-1] in dress.split():
        del slots["thing"]
    if "wear" in slots.get("s", "").split(" ")[0]:
        slots = {name: slots[name] for name in slots if name not in ("ing", "s", "doing")}
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
    first = rng.choice(_specific(scene))
    pool = [tag for theme in scene.themes[:2] for tag in THEMES[theme]["tags"]]
    second = rng.choice(pool or ["EverydayMoments", "DailyPicture", "OneFrame"])
    voice = tones.TAGS[tone if audience == "personal" or rng.random() < 0.4 else audience]
    third = rng.choice(voice.split())
    if note.kind in ("place", "name"):
        third = "".join(word[0].upper() + word[1:] for word in note.matter.split())
    return tuple(dict.fromkeys(f"#{tag}" for tag in (first, second, third)))


def _specific(scene: Scene) -> list[str]:
    """Tags that only this photo's words make: "RunningDog", "BeachDog", "BlackDog"."""
    head = scene.slots["party"]
    firsts = [
        noun
        for slot, known in (("place", lexicon.TAGGED_PLACES), ("thing", lexicon.TAGGED_THINGS))
        if slot in scene.slots
        and scene.slots["head"] not in lexicon.LIFELESS
        and (noun := scene.slots[slot].split()[-1]) in known
    ]
    doing = scene.slots.get("act", "")
    if doing and " " not in doing:
        firsts.append(doing)
    before = scene.slots["look"]
    if before:
        firsts.append(before)
    made = [f"{first.capitalize()}{head.capitalize()}" for first in firsts if first[:3] != head[:3]]
    ends = (
        ("InFocus", "InFrame")
        if head.endswith("s")
        else ("Stories", "Moments", "InFocus", "InFrame")
    )
    return made or [head.capitalize() + end for end in ends]

"""The request in plain values (`Brief`), and what a writer made of it (`Draft`, `Post`).

Knows the limits of every field and says which one was broken. Does not know HTTP, rows or models.
"""

import random
from dataclasses import dataclass
from typing import Literal

from captioner.errors import InvalidBrief
from captioner.writing.platforms import POLICIES

Audience = Literal["personal", "promotional", "academic"]
Tier = Literal["broad", "niche", "specific"]
ClaimKind = Literal["place", "person", "brand", "name", "price", "date", "number"]
ClaimStatus = Literal["seen", "given", "unsupported"]

TONES = ("quirky", "funny", "serious", "happy", "inspiring", "romantic", "witty", "minimal")
AUDIENCES = ("personal", "promotional", "academic")
# What at least one preset's model card names as a language it was made to write, with the name
# that a prompt uses. Which of them the model in place can write is `presets.languages`' to say.
LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "hi": "Hindi",
    "th": "Thai",
    "ja": "Japanese",
    "ko": "Korean",
    "zh": "Chinese",
    "ar": "Arabic",
}
LENGTHS = ("", "short", "long")
EMOJI = ("", "none", "some")

DEFAULT_TONE = "happy"
DEFAULT_AUDIENCE = "personal"
DEFAULT_PLATFORM = "instagram"
TONE_MAX = 40
NOTE_MAX = 500
VARIANTS_MAX = 5
HASHTAGS_MIN = 5
HASHTAGS_MAX = 10
SEED_MAX = 2**31 - 1


def _one_of(field: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise InvalidBrief(
            f"{field} must be one of: {', '.join(filter(None, allowed))}", field=field
        )


def _between(field: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise InvalidBrief(f"{field} must be {low} to {high}", field=field)


@dataclass(frozen=True, slots=True)
class Style:
    """The marks of a voice that a caption must carry; as made, it asks for nothing.

    Args:
        length: "short" or "long"; "" leaves it to the writer.
        lower_case: no capital letters.
        emoji: "none" or "some"; "" leaves it to the writer.

    Raises:
        InvalidBrief: as `Brief`.
    """

    length: str = ""
    lower_case: bool = False
    emoji: str = ""

    def __post_init__(self) -> None:
        _one_of("length", self.length, LENGTHS)
        _one_of("emoji", self.emoji, EMOJI)

    def over(self, other: "Style") -> "Style":
        """These marks, and the other's where these say nothing."""
        return Style(
            self.length or other.length,
            self.lower_case or other.lower_case,
            self.emoji or other.emoji,
        )


UNMARKED = Style()


@dataclass(frozen=True, slots=True)
class Brief:
    """What the creator asked for.

    Args:
        tone: one of `TONES` or free text, at most `TONE_MAX` characters.
        audience: one of `AUDIENCES`.
        note: "what should I know?", at most `NOTE_MAX` characters; untrusted text.
        language: the code of what the caption is written in; one of `LANGUAGES`.
        platform: a name known to `platforms.POLICIES`.
        variants: how many different captions, 1 to `VARIANTS_MAX`.
        hashtags_min, hashtags_max: bounds of the ranked pool, within 5 to 10.
        seed: the same seed, photo and brief give the same words.
        style: the marks the caption must carry; where it says nothing, a voice's stand.

    Raises:
        InvalidBrief: a field is outside its limits; `.field` names it.
    """

    tone: str = DEFAULT_TONE
    audience: str = DEFAULT_AUDIENCE
    note: str = ""
    language: str = "en"
    platform: str = DEFAULT_PLATFORM
    variants: int = 1
    hashtags_min: int = HASHTAGS_MIN
    hashtags_max: int = HASHTAGS_MAX
    seed: int = 0
    style: Style = UNMARKED

    def __post_init__(self) -> None:
        object.__setattr__(self, "tone", " ".join(self.tone.split()))
        object.__setattr__(self, "note", self.note.strip())
        if not 1 <= len(self.tone) <= TONE_MAX:
            raise InvalidBrief(f"tone must be 1 to {TONE_MAX} characters", field="tone")
        if len(self.note) > NOTE_MAX:
            raise InvalidBrief(f"note must be at most {NOTE_MAX} characters", field="note")
        _one_of("audience", self.audience, AUDIENCES)
        _one_of("language", self.language, tuple(LANGUAGES))
        _one_of("platform", self.platform, tuple(POLICIES))
        _between("variants", self.variants, 1, VARIANTS_MAX)
        _between("hashtags_min", self.hashtags_min, HASHTAGS_MIN, HASHTAGS_MAX)
        _between("hashtags_max", self.hashtags_max, HASHTAGS_MIN, HASHTAGS_MAX)
        _between("seed", self.seed, 0, SEED_MAX)
        if self.hashtags_min > self.hashtags_max:
            raise InvalidBrief("hashtags_min must not exceed hashtags_max", field="hashtags_min")


def random_seed() -> int:
    """A seed for a request that named none; the answer reports it."""
    return random.randint(0, SEED_MAX)


@dataclass(frozen=True, slots=True)
class Draft:
    """One answer of a writer, read: `parsing.parse` makes it.

    Args:
        caption: the words, without hashtags.
        tags: the writer's proposals, as it wrote them, best first.
        description: what the photo shows; only a vision-language writer fills it.
    """

    caption: str
    tags: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Hashtag:
    """A ranked tag.

    Args:
        tag: with its `#`, in PascalCase.
        tier: by how widely it is used.
        selected: for posting.
        why: a few words for the creator, such as "shown: dog"; "" where none were kept.
        is_supported: as of a `Candidate`; it is not stored.
    """

    tag: str
    tier: Tier
    selected: bool
    why: str = ""
    is_supported: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a caption states, at `caption[start:end]`, which is `text`.

    Args:
        kind: "name" where the words do not tell a person from a place or a brand.
        status: "seen" where the description says it too, "given" where the note or the voice's
            own captions do, "unsupported" where nothing does.
    """

    kind: ClaimKind
    text: str
    start: int
    end: int
    status: ClaimStatus


@dataclass(frozen=True, slots=True)
class Post:
    """A finished variant: caption inside the platform's limit, ranked pool of tags.

    Args:
        text: the caption, without hashtags.
        hashtags: 5 to 10, best first; those the platform allows are `selected`.
        warnings: sentences for the creator, such as why the caption is only the description.
        score: how far the text is in the voice, 0 to 1 (`voice.match`); None without a voice.
        misses: a sentence for each mark of the voice it misses, the weightiest first.
        claims: what the text states, and what supports it; None where that was not looked for.
    """

    text: str
    hashtags: tuple[Hashtag, ...]
    warnings: tuple[str, ...] = ()
    score: float | None = None
    misses: tuple[str, ...] = ()
    claims: tuple[Claim, ...] | None = None

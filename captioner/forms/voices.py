"""The voice pages' forms: what teaches a voice, and its marks in groups, as a person edits them.

Shares are whole per cents here and lists a line each; the limits are the marks' own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django import forms

from captioner.writing import marks as measuring
from captioner.writing import voice as limits
from captioner.writing.marks import Marks

ACCEPT = ".txt,.csv,.json,.zip,text/plain,text/csv,application/json,application/zip"


class TeachForm(forms.Form):
    """A name, and past captions: pasted, or as a file."""

    name = forms.CharField(
        max_length=limits.NAME_MAX,
        label="What do you call this voice?",
        widget=forms.TextInput({"placeholder": "Me on a good day", "autocomplete": "off"}),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label="Paste your captions",
        widget=forms.Textarea(
            {"rows": 7, "placeholder": "tram 14 and a sky like peach juice 🍑\nrain o'clock ☔"}
        ),
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="Or choose a file",
        widget=forms.FileInput({"accept": ACCEPT}),
    )
    photos = forms.BooleanField(required=False)

    def clean(self) -> None:
        text, file = self.cleaned_data.get("text", ""), self.cleaned_data.get("file")
        if bool(text.strip()) == bool(file):
            problem = "Paste captions or choose a file" + (", not both." if file else ".")
            self.add_error("text", forms.ValidationError(problem, code="invalid"))

    def source(self) -> tuple[BinaryIO, str]:
        """The captions as a file and its name; of a valid form."""
        if file := self.cleaned_data["file"]:
            return file, file.name
        return BytesIO(self.cleaned_data["text"].encode()), "captions.txt"


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that are shown and changed together."""

    name: str
    title: str
    fields: tuple[str, ...]


GROUPS = (
    Group("length", "Length", ("length_low", "length", "length_high")),
    Group("emoji", "Emoji", ("emoji_share", "emoji_count", "emoji")),
    Group("capitals", "Capitals", ("capitals", "shouting")),
    Group("signs", "Signs", ("exclamation", "question", "ellipsis", "no_full_stop")),
    Group("openings", "How captions begin", ("openings",)),
    Group("words", "Words that are yours", ("words",)),
    Group("hashtags", "Hashtags", ("hashtag_count", "hashtags")),
    Group("never", "What you never say", ("never",)),
)
_LABELS = {
    "length_low": "From (characters)",
    "length": "Mostly",
    "length_high": "To",
    "emoji_share": "Captions with emoji (%)",
    "emoji_count": "How many in those",
    "emoji": "Favourites, one a line",
    "capitals": "Capitals",
    "shouting": "Captions with WORDS LIKE THIS (%)",
    "exclamation": "Captions with ! (%)",
    "question": "Captions with ? (%)",
    "ellipsis": "Captions with … (%)",
    "no_full_stop": "Captions without a full stop at the end (%)",
    "openings": "First words, one or two a line",
    "words": "Words, one a line",
    "hashtag_count": "How many a caption",
    "hashtags": "Hashtags, one a line",
    "never": "Words or phrases, one a line",
}
_CAPITALS = (
    ("sentence", "A capital to begin with"),
    ("lower", "Everything in lower case"),
    ("", "As it comes"),
)


class MarksForm(forms.Form):
    """One group of marks.

    Args:
        group: which.
        marks: as they stand.
    """

    def __init__(self, group: Group, marks: Marks, data: Mapping | None = None) -> None:
        self.group = group
        self.shown = {name: _shown(name, getattr(marks, name)) for name in group.fields}
        super().__init__(data, initial=self.shown, auto_id=f"id_{group.name}_%s")
        for name in group.fields:
            self.fields[name] = _field(name)

    def changed(self) -> dict[str, object]:
        """The marks that were changed, as `voices.save` takes them; of a valid form.

        What was left alone stays measured to its last digit, though a page shows whole per cents.
        """
        given = {name: _shown(name, _plain(name, self.cleaned_data[name])) for name in self.shown}
        return {
            name: _plain(name, self.cleaned_data[name])
            for name in self.shown
            if given[name] != self.shown[name]
        }


def _field(name: str) -> forms.Field:
    label = _LABELS[name]
    if name == "capitals":
        return forms.ChoiceField(choices=_CAPITALS, required=False, label=label)
    if name in measuring.SHARES:
        return forms.IntegerField(min_value=0, max_value=100, label=label)
    if name in measuring.COUNTS:
        return forms.IntegerField(min_value=0, max_value=measuring.COUNTS[name], label=label)
    return forms.CharField(required=False, label=label, widget=forms.Textarea({"rows": 4}))


def _shown(name: str, value) -> object:
    """A mark as its field shows it."""
    if name in measuring.SHARES:
        return round(100 * value)
    return "\n".join(value) if isinstance(value, list | tuple) else value


def _plain(name: str, value) -> object:
    """What a field holds, as a mark."""
    if name in measuring.SHARES:
        return value / 100
    if name == "capitals" or name in measuring.COUNTS:
        return value
    return [" ".join(line.split()) for line in value.splitlines() if line.strip()]

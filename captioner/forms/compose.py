"""The home page's form: what a browser sent, as photos, a brief and a voice.

The limits are the photo's and the brief's own; the form only carries what they say to the field
it concerns, with the error's `code`, from which the page takes its status.
"""

from collections.abc import Sequence
from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders

from captioner import batches, conf, photos
from captioner.errors import CaptionError, InvalidBrief, PhotoMissing
from captioner.models import Voice
from captioner.writing import brief as limits
from captioner.writing.brief import Brief, Style, random_seed
from captioner.writing.platforms import POLICIES, Policy

# Of static/samples those that the bundled models tell right, and what a screen reader calls them.
SAMPLES = {
    "dog": "A dachshund on dry grass",
    "climbers": "Climbers on a peak",
    "hikers": "Hikers below a slope",
}
# What a person chose last is chosen for her again; a note is about one photo alone.
REMEMBERED = (
    "tone",
    "own_tone",
    "audience",
    "platform",
    "variants",
    "length",
    "emoji",
    "lower_case",
    "language",
    "voice",
)
PLATFORM_NAMES = {"x": "X", "linkedin": "LinkedIn", "tiktok": "TikTok"}
ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif,image/gif,image/avif,.heic,.heif"


def platform_name(name: str) -> str:
    """A platform as its owner spells it."""
    return PLATFORM_NAMES.get(name, name.capitalize())


_STYLE = (("length", ""), ("lower_case", False), ("emoji", ""))


def limit_words(policy: Policy) -> str:
    """A platform's limits in a few words, for whoever chooses one."""
    most = policy.hashtags_limit or policy.hashtags_selected
    tags = "1 hashtag" if most == 1 else f"{most} hashtags"
    return f"{policy.caption_limit:,} characters, {tags}"


def _words(names) -> list[tuple[str, str]]:
    return [(name, name.capitalize()) for name in names]


class _Files(forms.FileInput):
    """A field that takes several; the form reads them itself where there are."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.get(name)


class CaptionForm(forms.Form):
    """One photo from one of three places, or many files, and the brief.

    After `is_valid()`: `loaded`, a `LoadedPhoto`, or `many`, the files as they came where there
    are several; `brief`, a `Brief` with a fresh seed; and `voice`, one of hers or None.

    Args:
        voices: the person's own.
        photos_later: the brief comes alone, for photos that are sent one by one.
    """

    photo = forms.FileField(
        required=False,
        allow_empty_file=True,
        widget=_Files({"accept": ACCEPT, "aria-describedby": "id_photo_error"}),
    )
    camera = forms.FileField(
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
    )
    sample = forms.ChoiceField(
        choices=list(SAMPLES.items()), required=False, widget=forms.RadioSelect
    )
    tone = forms.ChoiceField(
        choices=_words(limits.TONES),
        initial=limits.DEFAULT_TONE,
        required=False,
        widget=forms.RadioSelect,
    )
    own_tone = forms.CharField(
        required=False,
        label="Or in your own words",
        widget=forms.TextInput(
            {"maxlength": limits.TONE_MAX, "placeholder": "dry, like my grandmother"}
        ),
    )
    audience = forms.ChoiceField(
        choices=_words(limits.AUDIENCES),
        initial=limits.DEFAULT_AUDIENCE,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        required=False,
        label="What should I know?",
        widget=forms.Textarea(
            {
                "rows": 3,
                "maxlength": limits.NOTE_MAX,
                "placeholder": "A name, a place, the joke only your friends get",
            }
        ),
    )
    voice = forms.ChoiceField(required=False, initial="", widget=forms.RadioSelect)
    platform = forms.ChoiceField(
        choices=[
            (name, f"{platform_name(name)}: {limit_words(policy)}")
            for name, policy in POLICIES.items()
        ],
        initial=limits.DEFAULT_PLATFORM,
        required=False,
    )
    variants = forms.TypedChoiceField(
        choices=[(n, str(n)) for n in range(1, limits.VARIANTS_MAX + 1)],
        coerce=int,
        initial=1,
        required=False,
        empty_value=1,
    )

    length = forms.ChoiceField(
        choices=[("", "Any"), ("short", "Short"), ("long", "Long")],
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )
    emoji = forms.ChoiceField(
        choices=[("", "Any"), ("none", "None"), ("some", "Some")],
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )
    lower_case = forms.BooleanField(required=False, label="all in lower case")
    language = forms.ChoiceField(required=False)

    def __init__(
        self, *args, voices: Sequence[Voice] = (), photos_later: bool = False, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.photos_later = photos_later
        self.voices = {voice.public_id: voice for voice in voices}
        named = [(voice.public_id, voice.name) for voice in voices]
        self.fields["voice"].choices = [("", "None"), *named]
        self.fields["language"].choices = list(conf.languages().items())

    # A browser ends a textarea's lines with two characters and counts one.
    def clean_note(self) -> str:
        return self.cleaned_data["note"].replace("\r\n", "\n")

    def clean(self) -> None:
        chosen = self.cleaned_data
        fields = ("audience", "note", "platform", "variants", "language")
        given = {"tone": chosen.get("own_tone") or chosen.get("tone")}
        given |= {name: chosen.get(name) for name in fields}
        try:
            self.brief = Brief(
                **{name: value for name, value in given.items() if value},
                seed=random_seed(),
                style=Style(**{name: chosen.get(name) or default for name, default in _STYLE}),
            )
        except CaptionError as error:
            self._refuse("own_tone" if error.field == "tone" else error.field, error)
        self.voice = self.voices.get(chosen.get("voice") or "")
        self.many = self.files.getlist("photo") if self.files else []
        if not self.photos_later:
            self._clean_photos()

    def _clean_photos(self) -> None:
        if len(self.many) > batches.PHOTOS_MAX:
            detail = f"Choose at most {batches.PHOTOS_MAX} photos at once."
            self._refuse("photo", InvalidBrief(detail))
        if len(self.many) > 1:
            return
        self.many = []
        try:
            self.loaded = photos.load(self._photo_bytes(), limits=conf.photo_limits())
        except CaptionError as error:
            self._refuse("photo", error)

    @property
    def remembered(self) -> dict[str, object]:
        """What to choose for her next time (of a valid form)."""
        return {name: self.cleaned_data[name] for name in REMEMBERED}

    @property
    def opened(self) -> bool:
        """Whether anything among the folded options is wrong."""
        folded = ("platform", "variants", "length", "emoji", "lower_case", "language")
        return any(name in self.errors for name in folded)

    @property
    def lost_photo(self) -> bool:
        """A photo came and was fine; no browser keeps it in a form that is shown again."""
        return self.is_bound and bool(self.files) and "photo" not in self.errors

    def _refuse(self, field: str, error: CaptionError) -> None:
        self.add_error(field, forms.ValidationError(error.detail, code=error.code))

    def _photo_bytes(self) -> bytes:
        """The photo as it came; a file goes before a sample, which a form cannot unselect."""
        upload = self.cleaned_data.get("photo") or self.cleaned_data.get("camera")
        if upload:
            return upload.read(settings.PHOTO_MAX_BYTES + 1)
        if sample := self.cleaned_data.get("sample"):
            return Path(finders.find(f"samples/{sample}.jpg")).read_bytes()
        raise PhotoMissing("Choose a photo first, or try one of ours.")

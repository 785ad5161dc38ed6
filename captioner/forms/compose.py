"""The home page's form: what a browser sent, as a loaded photo and a brief.

The limits are the photo's and the brief's own; the form only carries what they say to the field
it concerns, with the error's `code`, from which the page takes its status.
"""

from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders

from captioner import conf, photos
from captioner.errors import CaptionError, PhotoMissing
from captioner.writing import brief as limits
from captioner.writing.brief import Brief, random_seed
from captioner.writing.platforms import POLICIES

# The photos of static/samples, and what a screen reader calls them.
SAMPLES = {
    "dog": "A dachshund on dry grass",
    "climbers": "Climbers on a peak",
    "hikers": "Hikers below a slope",
    "coffee": "A cup of coffee",
}
PLATFORM_NAMES = {"x": "X", "linkedin": "LinkedIn", "tiktok": "TikTok"}
ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif,image/gif,image/avif,.heic,.heif"


def platform_name(name: str) -> str:
    """A platform as its owner spells it."""
    return PLATFORM_NAMES.get(name, name.capitalize())


def _words(names) -> list[tuple[str, str]]:
    return [(name, name.capitalize()) for name in names]


class CaptionForm(forms.Form):
    """One photo from one of three places, and the brief.

    After `is_valid()`: `loaded`, a `LoadedPhoto`, and `brief`, a `Brief` with a fresh seed.
    """

    photo = forms.FileField(
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ACCEPT, "aria-describedby": "id_photo_error"}),
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
    platform = forms.ChoiceField(
        choices=[(name, platform_name(name)) for name in POLICIES],
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

    # A browser ends a textarea's lines with two characters and counts one.
    def clean_note(self) -> str:
        return self.cleaned_data["note"].replace("\r\n", "\n")

    def clean(self) -> None:
        given = {
            "tone": self.cleaned_data.get("own_tone") or self.cleaned_data.get("tone"),
            **{k: self.cleaned_data.get(k) for k in ("audience", "note", "platform", "variants")},
        }
        try:
            self.brief = Brief(
                **{name: value for name, value in given.items() if value}, seed=random_seed()
            )
        except CaptionError as error:
            self._refuse("own_tone" if error.field == "tone" else error.field, error)
        try:
            self.loaded = photos.load(self._photo_bytes(), limits=conf.photo_limits())
        except CaptionError as error:
            self._refuse("photo", error)

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

"""The history's filters, as `search` takes them."""

from collections.abc import Iterable

from django import forms

from captioner.forms.compose import platform_name
from captioner.search import WORDS_MAX, Search
from captioner.writing import brief as limits
from captioner.writing.platforms import POLICIES

_ANY = [("", "Any")]


class HistoryForm(forms.Form):
    """Words, how a caption was asked for, and from when to when.

    Args:
        tones: those that the person has used; her own words among them.
    """

    q = forms.CharField(
        required=False,
        max_length=WORDS_MAX,
        label="Words in your captions",
        widget=forms.TextInput({"type": "search", "placeholder": "Words in your captions"}),
    )
    tone = forms.ChoiceField(required=False)
    audience = forms.ChoiceField(
        choices=_ANY + [(name, name.capitalize()) for name in limits.AUDIENCES], required=False
    )
    platform = forms.ChoiceField(
        choices=_ANY + [(name, platform_name(name)) for name in POLICIES], required=False
    )
    since = forms.DateField(required=False, label="From", widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(required=False, label="To", widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args, tones: Iterable[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        words = [(tone, tone[:1].upper() + tone[1:]) for tone in sorted(set(tones), key=str.lower)]
        self.fields["tone"].choices = _ANY + words

    @property
    def folded(self) -> list[forms.BoundField]:
        """All but the words."""
        return [field for field in self if field.name != "q"]

    @property
    def unfolded(self) -> bool:
        """Whether one of those says something."""
        return any(self.data.get(field.name) for field in self.folded)

    def search(self) -> Search:
        """What the filters say; of a valid form."""
        return Search(**{name: value for name, value in self.cleaned_data.items() if value})

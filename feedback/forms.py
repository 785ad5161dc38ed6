"""The result page's form: what its buttons, boxes and script say of one caption."""

import re

from django import forms

from captioner.edits import Edit
from captioner.errors import InvalidBrief
from captioner.writing.brief import VARIANTS_MAX
from feedback.models import Reason, Taken, Thumbs


class FeedbackForm(forms.Form):
    """A field that is not sent leaves its part as it stands; a thumb brings its reasons along,
    since a form does not send the boxes nobody ticked."""

    caption = forms.IntegerField(min_value=0, max_value=VARIANTS_MAX - 1)
    thumbs = forms.ChoiceField(choices=Thumbs.choices, required=False)
    reasons = forms.MultipleChoiceField(choices=Reason.choices, required=False)
    copied = forms.MultipleChoiceField(choices=Taken.choices, required=False)
    text = forms.CharField(required=False)
    tags = forms.CharField(required=False)
    alt_text = forms.CharField(required=False)
    version = forms.IntegerField(min_value=0, required=False)

    def said(self) -> dict:
        """The fields as `record` takes them.

        Raises:
            InvalidBrief: a field outside its limits.
        """
        for field, problems in self.errors.items():
            raise InvalidBrief(f"{field}: {problems[0]}", field=field)
        thumbs, tags = self._sent("thumbs"), self._sent("tags")
        return {
            "thumbs": thumbs,
            "reasons": None if thumbs is None else self.cleaned_data["reasons"],
            "copied": self.cleaned_data["copied"],
            "edit": Edit(
                self._sent("text"),
                None if tags is None else tuple(filter(None, re.split(r"[\s,]+", tags))),
                self._sent("alt_text"),
            ),
            "version": self.cleaned_data["version"],
        }

    def _sent(self, field: str) -> str | None:
        return self.cleaned_data[field] if field in self.data else None

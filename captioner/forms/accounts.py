"""The account pages' forms. Their limits are Django's, and those of `keys` and `preferences`."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UserCreationForm

from captioner.models import ApiKey

SCOPE_WORDS = {
    "captions:read": "Read what I made",
    "captions:write": "Write captions, change and delete them",
}


_RULES = "At least 8 characters, not only digits, and none that everybody uses."


class RegisterForm(UserCreationForm):
    """A name that nobody has in any case, and a password twice."""

    class Meta(UserCreationForm.Meta):
        labels = {"username": "Name"}
        help_texts = {"username": "Letters, digits and @ . + - _"}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _told_shortly(self.fields["password1"], self.fields["password2"])


class SignInForm(AuthenticationForm):
    """A name and a password, of which nobody is told which one is wrong."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": "No account has this name and password. Capitals count in both."
    }


class PasswordForm(PasswordChangeForm):
    """The old password, and a new one twice."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _told_shortly(self.fields["new_password1"], self.fields["new_password2"])


def _told_shortly(password: forms.Field, again: forms.Field) -> None:
    """The validators' four sentences as one."""
    password.help_text, again.help_text, again.label = _RULES, "", "The same again"


class KeyForm(forms.Form):
    """What a new API key is called and may do."""

    name = forms.CharField(
        max_length=ApiKey._meta.get_field("name").max_length,
        label="What is it for?",
        widget=forms.TextInput({"placeholder": "My laptop", "autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        choices=[(scope, SCOPE_WORDS[scope]) for scope in ApiKey.SCOPES],
        initial=list(ApiKey.SCOPES),
        label="What may it do?",
        widget=forms.CheckboxSelectMultiple,
    )


class DeleteAccountForm(forms.Form):
    """The password once more: a browser left open must not be enough."""

    password = forms.CharField(
        strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, user, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("That is not your password.", code="password_incorrect")
        return password

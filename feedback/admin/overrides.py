"""The field in which an operator types a run's settings, one a line."""

from django import forms


def settings_field(whose: str) -> forms.CharField:
    """An optional field for settings; `lines` reads what was typed.

    Args:
        whose: for the text that explains it, such as "of its runs".
    """
    return forms.CharField(
        label="Settings",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 50, "spellcheck": "false"}),
        help_text=f"Settings {whose} over the defaults, one a line, such as training.epochs=3 or "
        "lora.r=8.",
    )


def lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]

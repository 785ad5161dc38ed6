"""One voice: its marks in words, what it was taught by, and each change on what she saw."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from captioner import access, problems
from captioner import voices as service
from captioner.errors import CaptionError, Conflict, InvalidBrief
from captioner.forms.voices import GROUPS, Group, MarksForm
from captioner.models import Voice
from captioner.pages.guests import for_guests_where_allowed
from captioner.pages.voices import TAUGHT
from captioner.writing import past_captions, portrait
from captioner.writing import voice as limits
from captioner.writing.marks import Marks

_CHANGED_MEANWHILE = (
    "This voice was changed in another window since you opened this page. You see it now as it "
    "stands there; make your change again if you still want it."
)
_SCALE_LEAST = 150  # characters that the bar of the length shows at least


@dataclass(frozen=True, slots=True)
class Asked:
    """A change that a form asks for.

    Args:
        wanted: what `voices.save` is to change.
        done: what to say once it is.
        where: the part of the page to go back to.
        form: the marks' form, where it came from one.
    """

    wanted: Mapping[str, Any]
    done: str
    where: str
    form: MarksForm | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_guests_where_allowed
def voice(request: HttpRequest, public_id: str) -> HttpResponse:
    """One of her voices; a POST changes one thing of it, and `do` says which."""
    row = _own(request, public_id)
    if request.method != "POST":
        return render(request, "voice.html", _context(row) | {"taught": _taught(request, row)})
    change = _CHANGES.get(request.POST.get("do", ""))
    if change is None:
        return problems.page(request, 422, f"do must be one of: {', '.join(_CHANGES)}.")
    asked = None
    try:
        asked = change(row, request.POST)
        now = service.save(row, version=_number(request.POST, "version"), **asked.wanted)
    except _NotValid as refused:
        return _refused(request, row, refused.form, "", 422)
    except CaptionError as error:
        form = asked.form if asked else None
        return _refused(request, *_told(row, form, error), problems.STATUS[error.code])
    messages.success(request, asked.done if now.version != row.version else "Nothing to change.")
    return redirect(f"{request.path}#{asked.where}")


@require_POST
@for_guests_where_allowed
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Forget a voice; the captions written in it stay."""
    row = _own(request, public_id)
    row.delete()
    messages.success(request, f"“{row.name}” is forgotten. The captions written in it stay.")
    return redirect("voices")


def _own(request: HttpRequest, public_id: str) -> Voice:
    return get_object_or_404(access.own(Voice.objects, request).named(public_id))


# --- What a form asks for ------------------------------------------------------------------


class _NotValid(Exception):
    """The marks' form says what is wrong."""

    def __init__(self, form: MarksForm) -> None:
        self.form = form


def _set(row: Voice, post: Mapping) -> Asked:
    group = _group(post)
    form = MarksForm(group, row.value.marks, post)
    if not form.is_valid():
        raise _NotValid(form)
    return Asked({"marks": form.changed()}, f"{group.title}: saved.", f"mark-{group.name}", form)


def _measure(row: Voice, post: Mapping) -> Asked:
    group = _group(post)
    wanted = {"marks": dict.fromkeys(group.fields)}
    return Asked(wanted, f"{group.title}: measured again.", f"mark-{group.name}")


def _add(row: Voice, post: Mapping) -> Asked:
    imported = past_captions.read(BytesIO(post.get("text", "").encode()), "captions.txt")
    new = [caption.text for caption in imported.captions if caption.text not in row.examples]
    if imported.skipped or not imported.captions:
        told = [f"{one.where}: {one.reason}" for one in imported.skipped[:3]]
        raise InvalidBrief(" ".join(told) or "Paste at least one caption.", field="text")
    if len(row.examples) + len(new) > limits.EXAMPLES_MAX:
        detail = f"A voice learns from {limits.EXAMPLES_MAX} captions at most: remove some first."
        raise InvalidBrief(detail, field="text")
    return Asked({"examples": [*row.examples, *new]}, "Learned.", "examples")


def _remove(row: Voice, post: Mapping) -> Asked:
    left = _without(row.examples, post)
    if len(left) < limits.EXAMPLES_MIN:
        detail = f"A voice needs {limits.EXAMPLES_MIN} captions: add another first."
        raise InvalidBrief(detail, field="caption")
    return Asked({"examples": left}, "Removed: the voice knows nothing of it.", "examples")


def _take_back(row: Voice, post: Mapping) -> Asked:
    return Asked({"kept": _without(row.kept, post)}, "Taken back.", "kept")


def _rename(row: Voice, post: Mapping) -> Asked:
    return Asked({"name": post.get("name", "")}, "Renamed.", "main")


_CHANGES: dict[str, Callable[[Voice, Mapping], Asked]] = {
    "set": _set,
    "measure": _measure,
    "add": _add,
    "remove": _remove,
    "take-back": _take_back,
    "rename": _rename,
}


def _group(post: Mapping) -> Group:
    found = next((group for group in GROUPS if group.name == post.get("group")), None)
    if found is None:
        names = ", ".join(group.name for group in GROUPS)
        raise InvalidBrief(f"group must be one of: {names}.", field="group")
    return found


def _number(post: Mapping, name: str) -> int:
    text = post.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise InvalidBrief(f"{name} must be the number this page was sent with.", field=name)
    return int(text)


def _without(texts: list[str], post: Mapping) -> list[str]:
    """The texts but for the one that `caption` counts to."""
    at = _number(post, "caption")
    return texts[:at] + texts[at + 1 :]


# --- What the page shows -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A group of marks as the page shows it.

    Args:
        said: the marks in a sentence; empty where the rest says it.
        texts: favourites, openings, words or tags.
        typed: some mark of it was set by hand.
        form: as the marks stand, or as it was sent.
        unfolded: the form has something to say.
    """

    group: Group
    said: str
    texts: tuple[str, ...]
    typed: bool
    form: MarksForm
    unfolded: bool


def _told(
    row: Voice, form: MarksForm | None, error: CaptionError
) -> tuple[Voice, MarksForm | None, str]:
    """The voice as it stands, the form that was sent, and what to say beside it."""
    if isinstance(error, Conflict):
        row.refresh_from_db()
        if form:  # the same words over the marks as they are now
            form = MarksForm(form.group, row.value.marks, form.data)
        return row, form, _CHANGED_MEANWHILE
    if form:
        form.add_error(error.field if error.field in form.fields else None, error.detail)
        return row, form, ""
    return row, None, error.detail


def _refused(
    request: HttpRequest, row: Voice, sent: MarksForm | None, problem: str, status: int
) -> HttpResponse:
    """The page as the voice stands, with what was typed still in its form."""
    context = _context(row, sent) | {
        "problem": problem,
        "text": request.POST.get("text", ""),
        "name": request.POST.get("name", row.name),
    }
    return render(request, "voice.html", context, status=status)


def _taught(request: HttpRequest, row: Voice) -> dict | None:
    """What the import gave that made this voice, told once."""
    if request.session.get(TAUGHT, {}).get("voice") != row.public_id:
        return None
    return request.session.pop(TAUGHT)


def _context(row: Voice, sent: MarksForm | None = None) -> dict[str, Any]:
    marks = row.value.marks
    return {
        "voice": row,
        "name": row.name,
        "line": portrait.line(marks),
        "groups": [_shown(group, row, marks, sent) for group in GROUPS],
        "signs": [(*sign[:2], round(100 * sign[2])) for sign in portrait.signs(marks)],
        "bar": _bar(marks),
        "examples": list(enumerate(row.examples))[::-1],
        "kept": list(enumerate(row.kept))[::-1],
        "fewest": limits.EXAMPLES_MIN,
        "most": limits.EXAMPLES_MAX,
    }


def _shown(group: Group, row: Voice, marks: Marks, sent: MarksForm | None) -> Shown:
    said = {
        "length": portrait.length,
        "emoji": portrait.emoji,
        "capitals": portrait.capitals,
        "hashtags": portrait.hashtags,
    }
    lists = [name for name in group.fields if isinstance(getattr(marks, name), tuple)]
    mine = sent is not None and sent.group == group
    return Shown(
        group=group,
        said=said[group.name](marks) if group.name in said else "",
        texts=getattr(marks, lists[0]) if lists else (),
        typed=not row.typed.keys().isdisjoint(group.fields),
        form=sent if mine else MarksForm(group, marks),
        unfolded=mine,
    )


def _bar(marks: Marks) -> dict[str, int]:
    """Where the lengths lie on a bar, in per cents of it."""
    scale = max(_SCALE_LEAST, round(1.2 * marks.length_high))
    low, high = (round(100 * length / scale) for length in (marks.length_low, marks.length_high))
    return {
        "low": low,
        "width": max(2, high - low),
        "at": round(100 * marks.length / scale),
        "scale": scale,
    }

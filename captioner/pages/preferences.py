"""The account page, and what holds for every post. A visitor without an account has it too, but
for what needs one."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from captioner import access
from captioner import preferences as service
from captioner.errors import InvalidBrief
from captioner.pages.guests import for_guests_where_allowed


@require_safe
@never_cache
@for_guests_where_allowed
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and what she wants of every post."""
    return _account(request)


def _account(request: HttpRequest, *, problem: str = "", typed: str = "") -> HttpResponse:
    context = {
        "preferences": access.preferences(request),
        "problem": problem,
        "typed": typed,
        "registration": settings.REGISTRATION,
        "days": settings.ANONYMOUS_DAYS,
    }
    return render(request, "account.html", context, status=422 if problem else 200)


@require_POST
@for_guests_where_allowed
def preferences(request: HttpRequest) -> HttpResponse:
    """Change one thing and go back: `training` (yes or no), `tag` (never use it), `allow` (use it
    again), and `next`, a page of this site."""
    holder, sent = access.owner_of(request), request.POST
    try:
        if "training" in sent:
            service.consent(sent["training"] == "yes", **holder)
            messages.success(request, "Saved.")
        elif "allow" in sent:
            service.allow(sent["allow"], **holder)
            messages.success(request, f"{sent['allow']} may be suggested again.")
        else:
            new = service.refuse(sent.get("tag", ""), **holder)
            said = f"{' '.join(new)} will not be suggested again." if new else "It is on the list."
            messages.success(request, said)
    except InvalidBrief as error:
        return _account(request, problem=error.detail, typed=sent.get("tag", ""))
    back = sent.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(back if safe else "account")

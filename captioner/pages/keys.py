"""The API keys of an account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from captioner import keys as api_keys
from captioner.errors import InvalidBrief
from captioner.forms.accounts import SCOPE_WORDS, KeyForm
from captioner.models import ApiKey


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """The list and a form for one more. A new key is shown in the answer to its own request, and
    is stored nowhere."""
    form = KeyForm(request.POST or None)
    made = _made(request, form) if form.is_valid() else None
    listed = ApiKey.objects.filter(user=request.user).order_by("-created")
    context = {
        "form": KeyForm() if made else form,
        "made": made,
        "rows": [(key, [SCOPE_WORDS.get(scope, scope) for scope in key.scopes]) for key in listed],
        "most": api_keys.KEYS_MAX,
    }
    return render(request, "keys.html", context, status=422 if form.errors else 200)


def _made(request: HttpRequest, form: KeyForm) -> tuple[ApiKey, str] | None:
    try:
        return api_keys.create(request.user, **form.cleaned_data)
    except InvalidBrief as error:
        form.add_error(error.field, error.detail)
    return None


@login_required
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """End one of the account's keys."""
    name = request.POST.get("name", "")
    if "\x00" not in name and api_keys.revoke(request.user, name=name):
        messages.success(request, f"“{name}” is revoked: it opens nothing any more.")
    return redirect("keys")

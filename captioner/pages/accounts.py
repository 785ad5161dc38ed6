"""Getting an account, signing in, and leaving; the work of the browser session comes along."""

import math

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, views
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView

from captioner import access, accounts, problems
from captioner.deletion import delete_account
from captioner.forms.accounts import DeleteAccountForm, PasswordForm, RegisterForm, SignInForm
from captioner.models import ApiKey, CaptionJob, Photo, Voice


class SignIn(views.LoginView):
    """Django's, and what the browser session made becomes the account's; not for guessing."""

    authentication_form = SignInForm

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if refusal := _too_many_tries(request, request.POST.get("username", "")):
            return refusal
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(registration=settings.REGISTRATION, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        accounts.claim(form.get_user(), visitor=access.visitor(self.request))
        return super().form_valid(form)


@method_decorator((sensitive_post_parameters(), never_cache), name="dispatch")
class Register(views.RedirectURLMixin, FormView):
    """A new account, signed in at once."""

    template_name = "register.html"
    form_class = RegisterForm
    next_page = "home"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect("account")
        if not settings.REGISTRATION:
            return problems.page(request, 403, "Accounts are made by whoever runs this server.")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        throttle = access.AnonymousThrottle()
        if throttle.allow_request(request, self):
            return super().post(request, *args, **kwargs)
        response = problems.page(request, 429, "That was quick! Give it a moment, then try again.")
        response["Retry-After"] = str(math.ceil(throttle.wait() or 1))
        return response

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(next=self.get_redirect_url(), **kwargs)

    def form_valid(self, form: RegisterForm) -> HttpResponse:
        visitor = access.visitor(self.request)
        user = form.save()
        accounts.claim(user, visitor=visitor, new=True)
        login(self.request, user)
        messages.success(self.request, f"Welcome, {user.get_username()}. You are signed in.")
        return super().form_valid(form)


class Password(views.PasswordChangeView):
    """Django's, with an answer; other browsers are signed out by it."""

    # Not the default name: the admin would show it too.
    template_name = "password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("account")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if refusal := _too_many_tries(request, request.user.get_username()):
            return refusal
        return super().post(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponseRedirect:
        messages.success(self.request, "Your password is changed. Other browsers are signed out.")
        return super().form_valid(form)


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """What goes with the account, and the password asked for again; then it goes."""
    if request.method == "POST" and (
        refusal := _too_many_tries(request, request.user.get_username())
    ):
        return refusal
    form = DeleteAccountForm(request.user, request.POST or None)
    if form.is_valid():
        user = request.user
        logout(request)
        delete_account(user)
        messages.success(request, "Your account and everything in it is deleted.")
        return redirect("home")
    context = {"form": form, "goes": _held_by(request.user)}
    return render(request, "account_delete.html", context, status=422 if form.errors else 200)


def _too_many_tries(request: HttpRequest, name: str) -> HttpResponse | None:
    """The answer to who guesses at a password, also in a browser left open; None lets a try pass,
    which counts it."""
    wait = access.sign_in_wait(request, name)
    if not wait:
        return None
    detail = f"That was many tries. The next one may be made in {wait} seconds."
    response = problems.page(request, 429, detail)
    response["Retry-After"] = str(wait)
    return response


def _held_by(user) -> list[tuple[int, str, str]]:
    """How much of each kind an account holds: the count, one of it, several."""
    return [
        (Photo.objects.filter(owner=user).count(), "photo", "photos"),
        (CaptionJob.objects.filter(owner=user).count(), "result", "results"),
        (Voice.objects.filter(owner=user).count(), "voice", "voices"),
        (ApiKey.objects.filter(user=user).count(), "API key", "API keys"),
    ]

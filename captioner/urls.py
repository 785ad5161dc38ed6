"""The pages, the API, the predecessors' routes, and what operators ask for."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path
from django.views.generic import RedirectView
from django_prometheus.exports import ExportToDjangoView

from captioner import health
from captioner.api import compat
from captioner.pages import (
    accounts,
    batches,
    changes,
    compose,
    history,
    keys,
    photos,
    preferences,
    results,
    voice,
    voices,
)

urlpatterns = [
    path("", compose.home, name="home"),
    path("captions/<str:public_id>/", results.caption, name="caption"),
    path("captions/<str:public_id>/cancel/", changes.cancel, name="caption-cancel"),
    path("captions/<str:public_id>/delete/", changes.delete, name="caption-delete"),
    path("batches/<str:public_id>/", batches.batch, name="batch"),
    path("batches/<str:public_id>/again/", batches.again, name="batch-again"),
    path("batches/<str:public_id>/delete/", batches.delete, name="batch-delete"),
    path("batches/<str:public_id>/export.<str:kind>", batches.export, name="batch-export"),
    path("history/", history.history, name="history"),
    path("history/export/", history.export, name="history-export"),
    path("history/delete/", history.delete, name="history-delete"),
    path("photos/<uuid:photo_id>.jpg", photos.photo, name="photo"),
    path("voices/", voices.voices, name="voices"),
    path("voices/<str:public_id>/", voice.voice, name="voice"),
    path("voices/<str:public_id>/delete/", voice.delete, name="voice-delete"),
    path("account/", preferences.account, name="account"),
    path("account/preferences/", preferences.preferences, name="preferences"),
    path("account/password/", accounts.Password.as_view(), name="password"),
    path("account/keys/", keys.keys, name="keys"),
    path("account/keys/revoke/", keys.revoke, name="key-revoke"),
    path("account/delete/", accounts.delete, name="account-delete"),
    path("register/", accounts.Register.as_view(), name="register"),
    path("sign-in/", accounts.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("api/", include("captioner.api.urls")),
    path("livez", health.livez),
    path("readyz", health.readyz),
    path("metrics", ExportToDjangoView),
    path("docs", RedirectView.as_view(pattern_name="api-docs")),
    path("generate_caption", compat.GenerateCaption.as_view()),
    path("generate-caption", compat.GenerateCaptionWithTags.as_view()),
    path("generate-caption/", compat.GenerateCaptionWithTags.as_view()),
    path("status", compat.Status.as_view()),
]

"""Every address of the project."""

from django.contrib import admin
from django.urls import include, path

from captioner.pages.accounts import SignIn

urlpatterns = [
    # The site's own: it counts tries, which the admin's does not.
    path("admin/login/", SignIn.as_view()),
    path("admin/", admin.site.urls),
    path("", include("feedback.urls")),
    path("", include("captioner.urls")),
]

handler400 = "captioner.problems.bad_request"
handler403 = "captioner.problems.permission_denied"
handler404 = "captioner.problems.not_found"
handler500 = "captioner.problems.server_error"

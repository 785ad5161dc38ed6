"""What is said of captions, from their page and by programs."""

from django.urls import path

from feedback import api, pages

urlpatterns = [
    path("captions/<str:public_id>/feedback/", pages.feedback, name="caption-feedback"),
    path(
        "api/v1/captions/<str:public_id>/feedback",
        api.CaptionFeedback.as_view(),
        name="api-caption-feedback",
    ),
]

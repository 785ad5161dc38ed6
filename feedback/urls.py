"""What is said of captions and changed on them, from their page and by programs."""

from django.urls import path

from feedback import api, compat, pages

urlpatterns = [
    path("captions/<str:public_id>/edit/", pages.edit, name="caption-edit"),
    path("captions/<str:public_id>/undo/", pages.undo, name="caption-undo"),
    path("captions/<str:public_id>/regenerate/", pages.regenerate, name="caption-regenerate"),
    path("captions/<str:public_id>/feedback/", pages.feedback, name="caption-feedback"),
    path(
        "api/v1/captions/<str:public_id>/feedback",
        api.CaptionFeedback.as_view(),
        name="api-caption-feedback",
    ),
    path("store_feedback", compat.StoreFeedback.as_view()),
]

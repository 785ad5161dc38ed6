"""What is said of captions and changed on them, from their page and by programs."""

from django.urls import path

from feedback import api, compat, pages, training_api

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
    path("api/v1/training/runs", training_api.Runs.as_view(), name="api-training-runs"),
    path(
        "api/v1/training/runs/<str:public_id>",
        training_api.RunDetail.as_view(),
        name="api-training-run",
    ),
    path("api/v1/training/runs/<str:public_id>/cancel", training_api.Cancel.as_view()),
    path("api/v1/training/runs/<str:public_id>/promote", training_api.Promote.as_view()),
    path("api/v1/training/runs/<str:public_id>/rollback", training_api.RollBack.as_view()),
    path("store_feedback", compat.StoreFeedback.as_view()),
]

"""`/api/`: version 1, its schema and its documentation."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from captioner.api import compat, views

urlpatterns = [
    path("v1/captions", views.Captions.as_view(), name="api-captions"),
    path("v1/captions/<str:public_id>", views.CaptionDetail.as_view(), name="api-caption"),
    path("v1/tones", views.Tones.as_view(), name="api-tones"),
    path("v1/platforms", views.Platforms.as_view(), name="api-platforms"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(
            url_name="api-schema", template_name="api_docs.html", title="Snap2Caption API"
        ),
        name="api-docs",
    ),
    path("generate_caption", compat.GenerateCaption.as_view()),
]

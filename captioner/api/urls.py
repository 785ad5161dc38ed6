"""`/api/`: version 1, its schema and its documentation."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from captioner.api import batches, captions, compat, regenerate, voices, webhooks, words

urlpatterns = [
    path("v1/captions", captions.Captions.as_view(), name="api-captions"),
    path("v1/captions/<str:public_id>", captions.CaptionDetail.as_view(), name="api-caption"),
    path("v1/captions/<str:public_id>/regenerate", regenerate.Regenerate.as_view()),
    path("v1/captions/<str:public_id>/cancel", regenerate.Cancel.as_view()),
    path("v1/tones", words.Tones.as_view(), name="api-tones"),
    path("v1/platforms", words.Platforms.as_view(), name="api-platforms"),
    path("v1/webhooks", webhooks.Webhooks.as_view(), name="api-webhooks"),
    path("v1/webhooks/<str:public_id>", webhooks.WebhookDetail.as_view(), name="api-webhook"),
    path("v1/webhooks/<str:public_id>/rotate-secret", webhooks.RotateSecret.as_view()),
    path("v1/webhooks/<str:public_id>/test", webhooks.Test.as_view()),
    path("v1/webhooks/<str:public_id>/deliveries", webhooks.Deliveries.as_view()),
    path(
        "v1/webhooks/<str:public_id>/deliveries/<str:message_id>/resend",
        webhooks.Resend.as_view(),
    ),
    path("v1/batches", batches.Batches.as_view(), name="api-batches"),
    path("v1/batches/<str:public_id>", batches.BatchDetail.as_view(), name="api-batch"),
    path("v1/batches/<str:public_id>/photos", batches.BatchPhotos.as_view()),
    path("v1/batches/<str:public_id>/photos/<int:position>", batches.BatchPhotoDetail.as_view()),
    path("v1/batches/<str:public_id>/export", batches.BatchExport.as_view()),
    path("v1/voices", voices.Voices.as_view(), name="api-voices"),
    path("v1/voices/<str:public_id>", voices.VoiceDetail.as_view(), name="api-voice"),
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

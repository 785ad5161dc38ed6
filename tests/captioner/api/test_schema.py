"""The served documentation: a valid OpenAPI document and Swagger UI from our own files."""

import re

import pytest
import yaml
from drf_spectacular.validation import validate_schema


def test_the_served_document_is_valid_openapi(client):
    schema = yaml.safe_load(client.get("/api/schema/").content)
    validate_schema(schema)
    create = schema["paths"]["/api/v1/captions"]["post"]
    assert {"200", "202", "400", "413", "415", "422", "429", "503"} <= set(create["responses"])


@pytest.mark.django_db
def test_swagger_ui_runs_under_the_strict_policy(client):
    page = client.get("/api/docs/")
    assert page.status_code == 200
    policy = page["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    html = page.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", html), "an inline script would be blocked"
    assert "<style" not in html, "an inline style would be blocked"
    assert "http://" not in html.replace("http://testserver", "")
    assert "cdn" not in html

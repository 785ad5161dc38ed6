"""The served documentation: a valid OpenAPI document and Swagger UI from our own files."""

import re

import pytest
from drf_spectacular.validation import validate_schema


def test_the_schema_is_valid_and_covers_every_route_of_version_1(client):
    import yaml

    schema = yaml.safe_load(client.get("/api/schema/").content)
    validate_schema(schema)
    assert set(schema["paths"]) == {
        "/api/v1/captions",
        "/api/v1/captions/{public_id}",
        "/api/v1/tones",
        "/api/v1/platforms",
    }
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

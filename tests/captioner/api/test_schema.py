"""The served documentation: a valid OpenAPI document and Swagger UI from our own files."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

DOCUMENT = Path(__file__).parent.parent.parent.parent / "docs" / "openapi.yaml"


def test_the_checked_in_document_is_the_served_one_valid_and_without_a_warning(client, tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", file=str(tmp_path / "made.yaml"))
    made = (tmp_path / "made.yaml").read_text()
    assert made == DOCUMENT.read_text(), "the API changed: `make openapi`, and read what did"
    assert client.get("/api/schema/").content.decode() == made


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

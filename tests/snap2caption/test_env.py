"""A bad environment refuses to start and names the variable."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from snap2caption import env


@pytest.mark.parametrize("value", ["true", "yes", "1", "", "Treu"])
def test_a_boolean_takes_exactly_true_or_false(monkeypatch, value):
    monkeypatch.setenv("HTTPS", value)
    with pytest.raises(ImproperlyConfigured, match="HTTPS must be True or False"):
        env.boolean("HTTPS", default=False)


@pytest.mark.parametrize(("value", "named"), [("ten", "whole number"), ("0", "at least 1")])
def test_a_number_outside_its_range_is_named(monkeypatch, value, named):
    monkeypatch.setenv("MAX_BATCH", value)
    with pytest.raises(ImproperlyConfigured, match=f"MAX_BATCH must be .*{named}"):
        env.integer("MAX_BATCH", 16, low=1)


def test_a_choice_lists_what_it_may_be(monkeypatch):
    monkeypatch.setenv("WORKER", "threads")
    with pytest.raises(ImproperlyConfigured, match="WORKER must be one of embedded, celery"):
        env.choice("WORKER", "embedded", ("embedded", "celery"))


@pytest.mark.parametrize("value", ["thirty", "0/min", "30", "30/week"])
def test_a_rate_is_a_number_and_a_time(monkeypatch, value):
    monkeypatch.setenv("ANONYMOUS_RATE", value)
    with pytest.raises(ImproperlyConfigured, match="ANONYMOUS_RATE must be like 30/min"):
        env.rate("ANONYMOUS_RATE", "30/min")


def test_a_secret_comes_from_a_file_and_not_from_both_places(monkeypatch, tmp_path):
    secret = tmp_path / "key"
    secret.write_text("s3cret\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(secret))
    assert env.text("SECRET_KEY", "") == "s3cret"
    monkeypatch.setenv("SECRET_KEY", "other")
    with pytest.raises(ImproperlyConfigured, match="both set"):
        env.text("SECRET_KEY", "")


def test_a_secret_file_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("SECRET_KEY_FILE", "/nowhere/key")
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FILE: /nowhere/key"):
        env.text("SECRET_KEY", "")


def test_a_list_of_words_names_the_one_that_is_not_allowed(monkeypatch):
    monkeypatch.setenv("LANGUAGES", "en, de")
    assert env.words("LANGUAGES", "", allowed=("en", "de")) == ["en", "de"]
    monkeypatch.setenv("LANGUAGES", "en,klingon")
    with pytest.raises(ImproperlyConfigured, match="LANGUAGES must be some of en, de, not 'kling"):
        env.words("LANGUAGES", "", allowed=("en", "de"))

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.engine.posts import (
    AS_IT_CAME,
    LEFT_OUT,
    MADE_UP,
    NO_ALT_TEXT,
    NO_INDEX,
    NOT_READ,
    SAME_WORDS,
    Fault,
    Variant,
    judged,
    posts,
    seen,
)
from captioner.errors import EngineFailed, Refused
from captioner.writing.brief import Brief
from captioner.writing.platforms import POLICIES, char_count, postable

SEEN = "a brown dog runs on the beach"
GOOD = "caption: Sand between the toes.\ntags: dog, beach, run"
UNSAFE = "caption: Totally nsfw.\ntags: dog"


@pytest.mark.parametrize(
    ("answer", "others", "fault"),
    [
        (GOOD, [], None),
        (GOOD, ["Something else."], None),
        (GOOD, ["sand  between the TOES."], Fault.SAME),
        ("I cannot help with that.", [], Fault.UNREADABLE),
        ("", [], Fault.UNREADABLE),
        (UNSAFE, [], Fault.UNSAFE),
        ("photo: nsfw\ncaption: A quiet morning.\ntags: sea", [], Fault.UNSAFE),
        (GOOD, ["Sand between your toes!"], Fault.SAME),
    ],
)
def test_an_answer_is_read_and_checked(answer, others, fault):
    variant = judged(answer, others, brief=Brief(), description=SEEN)
    assert variant.fault is fault
    assert variant.answer == answer


@pytest.mark.parametrize(
    ("audience", "text", "said"),
    [
        ("personal", "Sand for days. Only $5 in Lisbon!", "“Lisbon” is not in your photo"),
        ("promotional", "Sand for days.", "was left out"),
        ("academic", "Sand for days.", "was left out"),
    ],
)
def test_a_claim_that_nothing_supports_is_pointed_out_to_a_friend_and_taken_out_elsewhere(
    audience, text, said
):
    (post,), _ = made("caption: Sand for days. Only $5 in Lisbon!\ntags: sea", audience=audience)
    assert post.text == text
    assert any(said in warning for warning in post.warnings), post.warnings


def test_a_claim_from_the_note_stays_without_a_word():
    (post,), _ = made(
        "caption: Sand for days in Lisbon!\ntags: sea", audience="promotional", note="in lisbon"
    )
    assert post.text == "Sand for days in Lisbon!"
    assert post.warnings == ()


def test_a_caption_of_nothing_but_made_up_claims_becomes_the_description_and_says_so():
    answer = "caption: Only $5 in Lisbon!\ntags: sea"
    assert (
        judged(answer, [], brief=Brief(audience="promotional"), description=SEEN).fault
        is Fault.MADE_UP
    )
    (post,), _ = made(answer, audience="promotional")
    assert post.warnings[0] == MADE_UP
    assert post.text.casefold().startswith(SEEN.casefold()[:10])


def test_a_hashtag_index_that_cannot_be_read_is_said_and_costs_no_post(tmp_path):
    broken = tmp_path / "hashtags.sqlite3"
    broken.write_bytes(b"no index at all" * 100)
    variant = judged(GOOD, [], brief=Brief(), description=SEEN)
    (post,), _ = posts(Brief(), SEEN, [variant], own_words=False, index=broken)
    assert NO_INDEX in post.warnings
    assert len(post.hashtags) >= 5


def test_every_tag_of_a_post_says_why_it_is_there():
    (post,), _ = made(GOOD)
    assert all(tag.why for tag in post.hashtags)


@given(answer=st.text(), description=st.text(), own_words=st.booleans())
def test_any_text_of_a_model_ends_in_a_post_or_a_refusal(answer, description, own_words):
    try:
        (post,), _ = made(answer, description=description, own_words=own_words)
    except Refused:
        return
    assert post.text.strip()
    assert len(post.hashtags) >= 5


def made(*answers, description=SEEN, own_words=False, **asked):
    brief = Brief(variants=len(answers), **asked)
    variants = []
    for answer in answers:
        others = [v.draft.caption for v in variants if v.draft]
        variants.append(judged(answer, others, brief=brief, description=description))
    return posts(brief, description, variants, own_words=own_words)


def test_a_post_has_the_caption_and_ranked_tags():
    (post,), trimmed = made(GOOD)
    assert post.text == "Sand between the toes."
    assert 5 <= len(post.hashtags) <= 10
    assert sum(tag.selected for tag in post.hashtags) == 5
    assert (post.warnings, trimmed) == ((), ())


def test_the_platform_decides_how_many_tags_and_how_long():
    (post,), trimmed = made(f"caption: {'Sand and sea. ' * 60}", platform="x")
    selected = [tag.tag for tag in post.hashtags if tag.selected]
    assert len(selected) == 2
    assert char_count(postable(post.text, selected), POLICIES["x"]) <= 280
    assert len(trimmed) == 1


def test_what_was_cut_from_several_variants_is_said_once():
    _, trimmed = made(
        f"caption: {'Sand and sea. ' * 60}", f"caption: {'Fire and ice. ' * 60}", platform="x"
    )
    assert len(trimmed) == 1


def test_an_unread_answer_becomes_the_description_and_says_so():
    (post,), _ = made("I cannot help with that.")
    assert post.text == "A brown dog runs on the beach."
    assert post.warnings == (NOT_READ,)
    assert post.hashtags


def test_the_words_of_a_model_that_sees_are_used_as_they_came():
    answer = "A dog by the sea.\nWhat a day! #dog #sea"
    description = seen([judged(answer, [], brief=Brief(), description="")])
    (post,), _ = made(answer, description=description, own_words=True)
    assert description == "A dog by the sea."
    assert post.text == "A dog by the sea. What a day!"
    assert post.warnings == (AS_IT_CAME,)


def test_repeated_words_are_kept_and_said():
    (first, second), _ = made(GOOD, GOOD)
    assert first.warnings == ()
    assert second.warnings == (SAME_WORDS,)


def test_an_unsafe_variant_is_left_out_and_said():
    (post,), _ = made(UNSAFE, GOOD)
    assert post.text == "Sand between the toes."
    assert post.warnings == (LEFT_OUT,)


@pytest.mark.parametrize("own_words", [True, False])
@pytest.mark.parametrize(
    ("answers", "description"),
    [((UNSAFE, UNSAFE), SEEN), (("nsfw",), "nsfw"), (("",), ""), (("?",), "?")],
)
def test_nothing_is_shown_where_nothing_may_be(answers, description, own_words):
    with pytest.raises(Refused):
        made(*answers, description=description, own_words=own_words)


def test_a_variants_own_error_is_the_items():
    variants = [
        judged(GOOD, [], brief=Brief(), description=""),
        Variant(error=EngineFailed("memory")),
    ]
    with pytest.raises(EngineFailed, match="memory"):
        posts(Brief(), SEEN, variants, own_words=False)


def test_a_photo_without_a_description_has_no_alt_text_and_says_so():
    (post,), _ = made(GOOD, description="")
    assert post.warnings == (NO_ALT_TEXT,)


def test_what_a_model_sees_is_its_photo_line_by_the_first_variant_that_has_one():
    answers = [GOOD, f"photo: {SEEN}\n{GOOD}", "photo: something else\ncaption: Other."]
    assert seen([judged(answer, [], brief=Brief(), description="") for answer in answers]) == SEEN


def test_what_may_not_be_said_is_not_what_the_photo_shows():
    assert seen([judged("nsfw", [], brief=Brief(), description="")]) == ""
    assert (
        seen([judged("photo: nsfw\ncaption: Good morning.", [], brief=Brief(), description="")])
        == ""
    )

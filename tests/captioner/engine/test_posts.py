import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.engine.judging import Fault, Variant, judged
from captioner.engine.posts import (
    AS_IT_CAME,
    COPIED,
    FEWER_TAGS,
    LEFT_OUT,
    MADE_UP,
    NO_ALT_TEXT,
    NO_INDEX,
    NOT_READ,
    SAID_TWICE,
    SAME_WORDS,
    posts,
    seen,
)
from captioner.engine.types import Item, Locked
from captioner.errors import EngineFailed, Refused
from captioner.writing.brief import AUDIENCES, Brief, Hashtag, Style
from captioner.writing.platforms import POLICIES, char_count, postable
from captioner.writing.styling import TOO_LONG, TOO_SHORT
from captioner.writing.voice import Voice
from tests.captioner.writing.creators import COMMUTER, CURATOR

SEEN = "a brown dog runs on the beach"
GOOD = "caption: Sand between the toes.\ntags: dog, beach, run"
UNSAFE = "caption: Totally nsfw.\ntags: dog"
UNREAD = "I cannot help with that."


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


def _said(post):
    return [(claim.kind, claim.text, claim.status) for claim in post.claims]


@pytest.mark.parametrize(
    ("wanted", "claims"),
    [
        ({}, [("number", "Two", "unsupported"), ("place", "Lisbon", "given")]),
        ({"audience": "promotional"}, [("place", "Lisbon", "given")]),
        ({"style": Style(lower_case=True)},
         [("number", "two", "unsupported"), ("place", "lisbon", "given")]),
        ({"locked": Locked(caption="One brown dog in Porto")},
         [("place", "Porto", "unsupported")]),
        ({"language": "de"}, None),
    ],
)  # fmt: skip
def test_a_post_tells_what_it_claims_as_it_stands_there_and_what_supports_it(wanted, claims):
    (post,), _ = made(
        "caption: Two cats came. Sand for days in Lisbon!\ntags: sea", note="in lisbon", **wanted
    )
    assert (post.claims and _said(post)) == claims
    assert all(post.text[one.start : one.end] == one.text for one in post.claims or ())


def test_a_post_that_only_tells_what_the_photo_shows_claims_what_is_seen():
    (post,), _ = made(UNREAD, description="two dogs run on the beach")
    assert _said(post) == [("number", "Two", "seen")]


def test_a_caption_of_nothing_but_made_up_claims_becomes_the_description_and_says_so():
    answer = "caption: Only $5 in Lisbon!\ntags: sea"
    variant = judged(answer, [], item=asked(audience="promotional"), description=SEEN)
    assert variant.fault is Fault.MADE_UP
    (post,), _ = made(answer, audience="promotional")
    assert post.warnings[0] == MADE_UP
    assert post.text.casefold().startswith(SEEN.casefold()[:10])


def test_a_hashtag_index_that_cannot_be_read_is_said_and_costs_no_post(tmp_path):
    broken = tmp_path / "hashtags.sqlite3"
    broken.write_bytes(b"no index at all" * 100)
    variant = judged(GOOD, [], item=asked(), description=SEEN)
    (post,), _ = posts(asked(), SEEN, [variant], own_words=False, index=broken)
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


def asked(*, voice=None, locked=None, never=(), avoid=(), **brief):
    captions = Voice("a voice", voice) if voice else None
    return Item(
        None,
        Brief(**brief),
        voice=captions,
        never=never,
        avoid=avoid,
        locked=locked or Locked(),
    )


def made(*answers, description=SEEN, own_words=False, **wanted):
    item = asked(variants=len(answers), **wanted)
    variants = []
    for answer in answers:
        others = [v.draft.caption for v in variants if v.draft]
        variants.append(judged(answer, others, item=item, description=description))
    return posts(item, description, variants, own_words=own_words)


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
    description = seen([judged(answer, [], item=asked(), description="")])
    (post,), _ = made(answer, description=description, own_words=True)
    assert description == "A dog by the sea."
    assert post.text == "A dog by the sea. What a day!"
    assert post.warnings == (AS_IT_CAME,)


@pytest.mark.parametrize("again", [GOOD, "caption: Sand between the toes!", UNREAD])
def test_a_variant_that_says_nearly_the_same_is_left_out_and_said(again):
    first = UNREAD if again == UNREAD else GOOD
    (post,), _ = made(first, again)
    assert post.warnings[-1] == SAME_WORDS


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
        judged(GOOD, [], item=asked(), description=""),
        Variant(error=EngineFailed("memory")),
    ]
    with pytest.raises(EngineFailed, match="memory"):
        posts(asked(), SEEN, variants, own_words=False)


def test_a_photo_without_a_description_has_no_alt_text_and_says_so():
    (post,), _ = made(GOOD, description="")
    assert post.warnings == (NO_ALT_TEXT,)


def test_what_a_model_sees_is_its_photo_line_by_the_first_variant_that_has_one():
    answers = [GOOD, f"photo: {SEEN}\n{GOOD}", "photo: something else\ncaption: Other."]
    assert seen([judged(answer, [], item=asked(), description="") for answer in answers]) == SEEN


def test_what_may_not_be_said_is_not_what_the_photo_shows():
    assert seen([judged("nsfw", [], item=asked(), description="")]) == ""
    assert (
        seen([judged("photo: nsfw\ncaption: Good morning.", [], item=asked(), description="")])
        == ""
    )


# --- Marks, voice, locks ---------------------------------------------------------------------

LONG = (
    "Sand in the shoes, salt in the fur, and a whole afternoon of nothing to do but watch a small "
    "wet dog run after the tide, again and again."
)
POOL = tuple(Hashtag(f"#Mine{n}", "niche", n < 5, "hers") for n in range(7))


@pytest.mark.parametrize(
    ("length", "caption", "said"),
    [
        ("short", LONG, (TOO_LONG,)),
        ("short", "Sand.", ()),
        ("long", "Sand.", (TOO_SHORT,)),
        ("long", LONG, ()),
    ],
)
def test_a_length_that_was_not_reached_is_said(length, caption, said):
    (post,), _ = made(f"caption: {caption}", style=Style(length=length))
    assert post.text == caption
    assert post.warnings == said


def test_words_that_stand_there_twice_are_said():
    (post,), _ = made("caption: Sand in the shoes, sand in the car.")
    assert post.warnings == (SAID_TWICE,)


@pytest.mark.parametrize("answer", [GOOD.replace(".", " 🌊."), "No caption 🌊 at all"])
@pytest.mark.parametrize("own_words", [True, False])
def test_the_marks_hold_whatever_words_are_shown(answer, own_words):
    style = Style(lower_case=True, emoji="none")
    (post,), _ = made(answer, style=style, own_words=own_words, description=f"A Dog 🐶 {SEEN}")
    assert post.text == post.text.lower()
    assert "🌊" not in post.text
    assert "🐶" not in post.text


def test_without_a_voice_a_post_has_no_match():
    (post,), _ = made(GOOD)
    assert (post.score, post.misses) == (None, ())


def test_in_a_voice_every_post_says_how_far_it_is_in_it():
    good, bad = (
        made(f"caption: {caption}", voice=COMMUTER)[0][0]
        for caption in ("ok but this dog owns the tide ✨", "What a GREAT day it was. Truly!!")
    )
    assert good.score > 0.8 > bad.score
    assert good.misses == ()
    assert "You rarely use exclamation marks." in bad.misses
    assert bad.text == "what a great day it was. truly!!", "its case is given, not asked for"


def test_a_caption_of_hers_that_comes_back_is_said():
    (post,), _ = made("caption: The market hall, emptied for repairs. Without the stalls you can "
                      "finally read the roof.", voice=CURATOR)  # fmt: skip
    assert COPIED in post.warnings


def test_a_tag_she_never_uses_is_not_taken_from_the_writer_either():
    (before,), _ = made("caption: Sandy dog.\ntags: sandy dog, beach")
    (after,), _ = made("caption: Sandy dog.\ntags: sandy dog, beach", never=("sandydogs", "Beach"))
    assert {"#SandyDog", "#Beach"} <= {tag.tag for tag in before.hashtags}
    assert not {"#SandyDog", "#Beach"} & {tag.tag for tag in after.hashtags}
    seen_tags = tuple(tag.tag for tag in before.hashtags)
    (other,), _ = made("caption: Sandy dog.\ntags: sandy dog, beach", avoid=seen_tags)
    assert not {tag.tag for tag in other.hashtags} & set(seen_tags)


@pytest.mark.parametrize("answer", [GOOD, UNSAFE, "no idea", "caption: Only $5 in Lisbon!"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_locked_caption_is_kept_to_the_letter(answer, audience):
    caption = "Only $5 in LISBON 🌊 only $5 in Lisbon"
    style = Style(length="short", lower_case=True, emoji="none")
    locked = Locked(caption=caption)
    (post,), trimmed = made(answer, locked=locked, audience=audience, style=style)
    assert (post.text, post.warnings, trimmed) == (caption, (), ())
    assert len(post.hashtags) >= 5


def test_the_writer_still_speaks_for_the_tags_of_a_locked_caption():
    (post,), _ = made("caption: Other.\ntags: sandy dog", locked=Locked(caption="Mine."))
    assert "#SandyDog" in [tag.tag for tag in post.hashtags]


def test_a_locked_caption_that_the_platform_cuts_is_told():
    (post,), trimmed = made(GOOD, locked=Locked(caption="Sand and sea. " * 60), platform="x")
    assert len(post.text) < 280
    assert "The caption was shortened" in trimmed[0]


def test_locked_tags_are_kept_as_they_were_stored():
    (post,), trimmed = made(GOOD, locked=Locked(tags=POOL), never=("#Mine1",), avoid=("#Mine2",))
    assert post.hashtags == POOL
    assert post.text == "Sand between the toes."
    assert trimmed == ()


def test_locked_tags_beyond_what_the_platform_takes_lose_their_mark_and_that_is_said():
    (post,), trimmed = made(GOOD, locked=Locked(tags=POOL), platform="threads")
    assert [tag.tag for tag in post.hashtags] == [tag.tag for tag in POOL]
    assert [tag.selected for tag in post.hashtags] == [True] + [False] * 6
    assert trimmed == (FEWER_TAGS.format(platform="threads", count=1),)


@pytest.mark.parametrize("pool", [(), POOL])
def test_hashtags_in_a_locked_caption_count_with_the_others(pool):
    locked = Locked(caption="A #sandy, #salty day.", tags=pool)
    (post,), _ = made(GOOD, locked=locked, platform="instagram")
    assert post.text == locked.caption
    assert sum(tag.selected for tag in post.hashtags) == 3


def test_locked_tags_that_leave_no_room_for_a_word_lose_their_mark():
    pool = tuple(Hashtag(f"#{'w' * 30}{n}", "niche", True) for n in range(10))
    (post,), trimmed = made(GOOD, locked=Locked(caption="Mine.", tags=pool), platform="x")
    assert [tag.selected for tag in post.hashtags] == [True] * 8 + [False] * 2
    assert post.text.startswith("M")
    assert trimmed[0] == FEWER_TAGS.format(platform="x", count=8)


@given(
    caption=st.text(max_size=400).filter(lambda text: any(map(str.isalpha, text))),
    sizes=st.lists(st.integers(2, 30), min_size=5, max_size=10),
    platform=st.sampled_from(sorted(POLICIES)),
)
def test_what_she_locked_is_postable_all_the_same(caption, sizes, platform):
    pool = tuple(Hashtag("#" + "w" * size + str(n), "niche", True) for n, size in enumerate(sizes))
    (post,), _ = made(GOOD, locked=Locked(caption=caption, tags=pool), platform=platform)
    selected = [tag.tag for tag in post.hashtags if tag.selected]
    policy = POLICIES[platform]
    assert len(selected) <= (policy.hashtags_limit or 10)
    assert char_count(postable(post.text, selected), policy) <= policy.caption_limit
    assert post.text


def test_a_locked_alt_text_needs_no_description():
    (post,), _ = made(GOOD, description="", locked=Locked(alt_text="A dog by the sea."))
    assert NO_ALT_TEXT not in post.warnings

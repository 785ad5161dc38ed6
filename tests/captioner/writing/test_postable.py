"""Whatever a model answers, what comes out can be posted as it is.

Random answers run through the real steps, in the pipeline's order, for every platform. What a
user needs of the result is asserted with counts written here again, not with the code's own.
"""

import json
import re
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from captioner.writing import hashtags, parsing, tag
from captioner.writing.platforms import POLICIES, char_count, fit, postable

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
WHOLE = (
    "👍🏽", FAMILY, "🏳️\u200d🌈", "🇵🇹", "1️⃣", "❤️", "🧑🏿\u200d🚀", "🏴\U000e0067\U000e0062\U000e0065"
    "\U000e006e\U000e0067\U000e007f", "🐶", "☕", "e\u0301", "o\u0302\u0301", "한", "각", "नि",
)  # fmt: skip
WORDS = (
    "Sandy paws", "It rained.", "Why not?", "wait…", "שלום עולם", "مرحبا بالعالم", "日本語です。",
    "https://example.com/a/very/long/path?with=query#end", "example.com", "@jane.doe", "50% off",
    "#BeachDay", "#été", "#東京", "#1", "#", "##Double", "#two words", "#" + "long" * 20, "a" * 600,
    "no\u200bbreak\u00a0here", "\u202eRTL\u202c", "\u200f", "\ufeff", "\x00", "\ud83d", "#1#fan",
    "＃full", "caption:", "tags:", '"', "“", "”", "{", "}", "<3", "—", "...", ", ", "\u2028",
)  # fmt: skip
SPACES = (" ", "", "\n", "\n\n", "\n \n\n", "\t", ".\u00a0", "  ")

pieces = st.one_of(
    st.sampled_from(WHOLE), st.sampled_from(WORDS), st.sampled_from(SPACES), st.text(max_size=12)
)
texts = st.builds(
    lambda parts, times: ("".join(parts) * times)[:10_000],
    st.lists(pieces, max_size=30),
    st.sampled_from([1, 1, 1, 3, 30, 300]),
)
tag_lists = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=40)), max_size=12)
shapes = st.sampled_from(["lines", "inline", "json", "fenced", "bare"])
tens = st.integers(5, 10)


def answer(shape, caption, tags):
    """A model's whole answer in one of the shapes that models use."""
    match shape:
        case "lines":
            return f"caption: {caption}\ntags: {', '.join(tags)}"
        case "inline":
            return f"**Caption:** {caption} {' '.join('#' + tag for tag in tags)}"
        case "json":
            return json.dumps({"caption": caption, "tags": tags}, ensure_ascii=len(tags) % 2 == 0)
        case "fenced":
            return f"```\ncaption: {caption}\n\ntags:\n- " + "\n- ".join(tags) + "\n```"
    return caption


def taken_apart(text):
    """The text as what a reader sees as one sign each: accents, joined emoji, flags kept whole."""
    signs = []
    for char in text:
        joined = signs and (
            unicodedata.category(char) in ("Mn", "Me", "Mc")
            or char == "\u200d"
            or "\U0001f3fb" <= char <= "\U0001f3ff"
            or "\U000e0020" <= char <= "\U000e007f"
            or signs[-1].endswith("\u200d")
            or ("\U0001f1e6" <= char <= "\U0001f1ff" and is_half_a_flag(signs[-1]))
        )
        if joined:
            signs[-1] += char
        else:
            signs.append(char)
    return signs


def is_half_a_flag(sign):
    return len(sign) == 1 and "\U0001f1e6" <= sign <= "\U0001f1ff"


def post(text, platform, description="a brown dog on a beach", *, low=5, high=10):
    """The pipeline's steps: `(draft, pool with its selection, text, what was trimmed)`."""
    draft = parsing.parse(text)
    assume(draft is not None)
    pool = hashtags.rank(
        description,
        draft.caption,
        draft.tags,
        tone="happy",
        audience="personal",
        platform=platform,
        low=low,
        high=high,
    )
    tags = hashtags.select(pool, POLICIES[platform])
    fitted, trimmed = fit(draft.caption, [t.tag for t in tags if t.selected], POLICIES[platform])
    return draft, tags, fitted, trimmed


def check(draft, pool, text, trimmed, platform, *, low, high):
    policy = POLICIES[platform]
    chosen = [entry.tag for entry in pool if entry.selected]
    whole = postable(text, chosen)
    # The whole is inside the limit, and so are the tags.
    assert char_count(whole, policy) <= policy.caption_limit
    assert 1 <= len(chosen) <= (policy.hashtags_limit or policy.hashtags_selected)
    in_the_whole = re.findall(r"#(?=\w*[^\W\d])\w+", whole)
    if policy.hashtags_limit:
        assert len(in_the_whole) <= policy.hashtags_limit, "the caption smuggles in a tag"
    # Alternates are kept, each once.
    assert low <= len(pool) <= high
    assert len({tag.key(entry.tag) for entry in pool}) == len(pool)
    # Something is said, and it can be sent.
    assert text.strip("… ")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", text)
    whole.encode("utf-8")
    # What was cut is said, and only then.
    assert bool(trimmed) == (text != draft.caption)
    assert all(f"{policy.caption_limit:,}" in line for line in trimmed)
    # The cut is between whole signs.
    if trimmed:
        kept = text if draft.caption.startswith(text) else text.removesuffix("…")
        assert draft.caption.startswith(kept)
        assert taken_apart(draft.caption)[: len(taken_apart(kept))] == taken_apart(kept)


@pytest.mark.parametrize("platform", sorted(POLICIES))
@settings(max_examples=100)
@given(shape=shapes, caption=texts, tags=tag_lists, bounds=st.tuples(tens, tens).map(sorted))
@example(shape="lines", caption="a" + FAMILY * 600, tags=[], bounds=[5, 10])
@example(shape="lines", caption="🇵🇹" * 2000 + "a", tags=["#a"] * 9, bounds=[5, 5])
@example(shape="lines", caption="- " + "a" * 9000, tags=[], bounds=[5, 10])
@example(shape="json", caption="b\x00 \ud83d", tags=["a", "b"], bounds=[5, 10])
@example(shape="lines", caption="a" * 10_000, tags=[], bounds=[5, 10])
@example(shape="lines", caption="e\u0301" * 5000, tags=[], bounds=[5, 10])
@example(shape="lines", caption="नि" * 5000, tags=[], bounds=[5, 10])
def test_any_answer_that_holds_a_caption_can_be_posted(platform, shape, caption, tags, bounds):
    low, high = bounds
    made = post(answer(shape, caption, tags), platform, low=low, high=high)
    check(*made, platform, low=low, high=high)

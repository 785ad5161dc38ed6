"""How good the bundled writer is, counted on captions it wrote for descriptions it never saw.

Tone and audience are recovered by a naive Bayes over words that learned from the corpus, so the
figure says whether a caption sounds like what was asked for, not whether it is good.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import product
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from captioner.writing import prompts
from captioner.writing.brief import AUDIENCES, TONES, Brief
from captioner.writing.parsing import parse
from feedback.training.bundled.banks.lexicon import PREPOSITIONS
from feedback.training.bundled.banks.lexicon import words as lexicon_words
from feedback.training.bundled.composing import LENGTHS, MINIMAL_LENGTHS, repeats
from feedback.training.bundled.corpus import Corpus
from feedback.training.bundled.scene import clean, content_words, sensitive

_COMMON = PREPOSITIONS | lexicon_words("""
    a an the and or but is are was be it its this that these of as so no not i you we me my your our
    us s one more like have has than then there here
""")


def words(text: str) -> list[str]:
    return re.findall(r"[\w'’]+|[^\w\s,.:;]", text.lower())


class NaiveBayes:
    """Multinomial naive Bayes over words, with one added to every count.

    Args:
        examples: (text, label) pairs.
    """

    def __init__(self, examples: Iterable[tuple[str, str]]) -> None:
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        for text, label in examples:
            self._counts[label].update(words(text))
        size = len(set().union(*self._counts.values()))
        self._totals = {label: sum(c.values()) + size for label, c in self._counts.items()}

    def label(self, text: str) -> str:
        """The likeliest label, each as likely as any other before the text is read."""

        def likelihood(label: str) -> float:
            counts, total = self._counts[label], self._totals[label]
            return sum(math.log((counts[word] + 1) / total) for word in words(text))

        return max(self._counts, key=likelihood)


def write(folder: Path, asked: list[tuple[Brief, str]], *, seed: int) -> list[str]:
    """The model's answer to each (brief, description), with its own generation settings."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    torch.manual_seed(seed)
    answers = []
    for start in range(0, len(asked), 50):
        inputs = tokenizer.apply_chat_template(
            [prompts.messages(*each) for each in asked[start : start + 50]],
            add_generation_prompt=True,
            padding=True,
            return_tensors="pt",
            return_dict=True,
        )
        with torch.inference_mode():
            ids = model.generate(**inputs)
        new = ids[:, inputs["input_ids"].shape[1] :]
        answers += tokenizer.batch_decode(new, skip_special_tokens=True)
    return answers


def score(
    asked: list[tuple[Brief, str]], answers: list[str], *, corpus: Corpus, seed: int
) -> dict[str, float]:
    """Shares from 0 to 1, by name.

    Args:
        asked: what was asked, in `answers`' order.
        corpus: what the model learned from; 100,000 of its captions are searched for copies.
    """
    drafts = [parse(answer) for answer in answers]
    rows = [
        (brief, description, draft)
        for (brief, description), draft in zip(asked, drafts, strict=True)
        if draft and draft.tags
    ]
    known = corpus.sample(100_000, seed=seed)
    tones = NaiveBayes((e.caption, e.brief.tone) for e in known if e.brief.tone in TONES)
    audiences = NaiveBayes((e.caption, e.brief.audience) for e in known)
    learned = {example.caption for example in known}
    spelt = {word for e in known for word in words(f"{e.caption} {e.description}")}
    captions = [draft.caption for *_, draft in rows]
    return {
        "parsed, with tags": len(rows) / len(asked),
        "names a content word of the description": _share(
            not content_words(description).isdisjoint(words(draft.caption))
            for _, description, draft in rows
        ),
        "holds the whole description": _share(
            " ".join(words(clean(description))) in " ".join(words(draft.caption))
            for _, description, draft in rows
        ),
        "no word made up": _share(
            spelt.issuperset(set(words(draft.caption)) - set(words(description)))
            for _, description, draft in rows
        ),
        "no three words twice": _share(not repeats(caption) for caption in captions),
        "different captions": len(set(captions)) / len(captions),
        "40 to 180 characters (minimal: 8 to 110)": _share(
            _fits(draft.caption, brief.tone) for brief, _, draft in rows
        ),
        "tone recovered, of 8": _share(
            tones.label(draft.caption) == brief.tone for brief, _, draft in rows
        ),
        "audience recovered, of 3": _share(
            audiences.label(draft.caption) == brief.audience for brief, _, draft in rows
        ),
        "word for word in the corpus": _share(caption in learned for caption in captions),
        "most worn word of a tone": most_worn((b.tone, d, draft.caption) for b, d, draft in rows),
    }


def most_worn(captions: Iterable[tuple[str, str, str]]) -> float:
    """The largest share of a tone's captions in which one word stands that says something and is
    not the description's.

    Args:
        captions: (tone, description, caption).
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    for tone, description, caption in captions:
        totals[tone] += 1
        told = set(re.findall(r"\w+", caption.lower())) - set(words(description))
        seen[tone].update(told - _COMMON)
    return max(seen[tone].most_common(1)[0][1] / total for tone, total in totals.items())


def _fits(caption: str, tone: str) -> bool:
    low, high = MINIMAL_LENGTHS if tone == "minimal" else LENGTHS
    return low <= len(caption) <= high


def _share(facts: Iterable[bool]) -> float:
    counted = list(facts)
    return sum(counted) / len(counted)


def report(folder: Path, *, score_on: tuple[str, ...], trained_on: tuple[str, ...]) -> str:
    """A Markdown table of `score` over 312 descriptions, each tone and audience 13 times.

    Args:
        score_on: descriptions the model never saw.
        trained_on: those its corpus was drawn from.
    """
    descriptions = [clean(text) for text in score_on[::15] if not sensitive(text)][:312]
    briefs = [Brief(tone=tone, audience=who) for tone, who in product(TONES, AUDIENCES)] * 13
    asked = list(zip(briefs, descriptions, strict=True))
    answers = write(folder, asked, seed=1)
    shares = score(asked, answers, corpus=Corpus(trained_on), seed=1)
    return "\n".join(f"| {name} | {share:.1%} |" for name, share in shares.items())

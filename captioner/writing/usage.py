"""What an index of hashtags adds to the candidates: how widely each is used, and what goes with it.

An index is other people's captions, so it decides nothing about this photo. A tag it brings is
made of words that say what the photo shows and of `_NEUTRAL` ones that claim nothing: with a dog
on a beach #DogsOfTheBeach may come, and #MiamiBeach, #SnowDog or #Family may not.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from captioner.writing import lexicon, tag
from captioner.writing.candidates import Candidate, shown_words
from captioner.writing.tag_index import Index, Neighbour, Use

_UNUSED = 0.8  # of the score of a tag that the corpus does not know: nobody searches for it
_BESIDE = 0.6  # of a tag's score for one hardly ever used with it, up to all for one always used
_ANCHORS = 8  # the best candidates, whose neighbours are looked at

_NEUTRAL = frozenset(
    lexicon.tokens(
        """the and of in at on to my with for life love lover lovely vibe mood moment memory time
        day daily everyday photo photography pic picture shot capture gram insta instagram style
        scene story view feature world worldwide nation community club society fan addict addicted
        obsessed gang crew squad adventure happy happiness joy enjoy beautiful beauty pretty cute
        cutest adorable amazing awesome best good great perfect sweet little tiny cool fun"""
    )
)


def weighed(candidates: Iterable[Candidate], uses: Mapping[str, Use]) -> list[Candidate]:
    """The candidates in the tiers that the corpus gives them; unused ones count less."""
    found = []
    for entry in candidates:
        use = uses.get(tag.body(entry.tag))
        if use:
            found.append(replace(entry, tier=use.tier))
        else:
            found.append(replace(entry, score=entry.score * _UNUSED))
    return found


def brought(candidates: Collection[Candidate], description: str, index: Index) -> list[Candidate]:
    """Tags that people use with the best of the candidates, and that the photo supports.

    Args:
        candidates: those that may be posted; what they stand beside is named to the creator.
    """
    shown = shown_words(description) - _NEUTRAL
    claimless = _NEUTRAL.union(lexicon.tokens(description))
    said = {_words(entry.tag) for entry in candidates}  # #DogBeach says no more than #BeachDog
    found = []
    for score, anchor, neighbour in _beside(candidates, shown, index):
        text = _grounded(neighbour, shown, claimless)
        if text and _words(text) not in said:
            why = f"often used with {anchor.tag}"
            found.append(Candidate(text, neighbour.use.tier, score, anchor.about, why))
    return found


def _beside(
    candidates: Collection[Candidate], shown: frozenset[str], index: Index
) -> Iterable[tuple[float, Candidate, Neighbour]]:
    """Each neighbour that holds a shown word, once, with the candidate that speaks best for it."""
    known = {tag.body(entry.tag) for entry in candidates}
    used = index.uses(known)
    anchors = [
        entry
        for entry in candidates
        if tag.body(entry.tag) in used and entry.about not in ("brief", "proposal")
    ]
    best: dict[str, tuple[float, Candidate, Neighbour]] = {}
    for anchor in sorted(anchors, key=lambda entry: -entry.score)[:_ANCHORS]:
        for neighbour in index.beside(tag.body(anchor.tag)):
            body = neighbour.use.body
            score = anchor.score * (_BESIDE + (1 - _BESIDE) * neighbour.strength)
            if body in known or (body in best and best[body][0] >= score):
                continue
            if any(word in body for word in shown):
                best[body] = (score, anchor, neighbour)
    return best.values()


def _grounded(neighbour: Neighbour, shown: frozenset[str], claimless: frozenset[str]) -> str | None:
    """The neighbour as a tag, where it claims no more than the photo shows."""
    use = neighbour.use
    spellings = {use.body: use.spelling} if use.spelling else {}
    text = tag.normalise(use.body, words=shown | claimless, spellings=spellings)
    if text is None:
        return None
    return text if _words(text) <= shown | claimless else None


def _words(text: str) -> frozenset[str]:
    return frozenset(map(lexicon.singular, tag.words_of(text)))

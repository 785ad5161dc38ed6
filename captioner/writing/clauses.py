"""Parts of a text taken out so that what is left still reads.

Looks at punctuation and at short lists of English function words, not at grammar: where it is not
plain that a phrase or clause can go, the whole sentence goes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """A part that was taken out, and the places in the list of spans of those it held."""

    text: str
    spans: tuple[int, ...]


_SYMBOL = r"[^\w\s\x00-\x7f\u0300-\u036f“”‘’…–—«»€£¥₹°•]"
_POINTS_AHEAD = "[📍📌📅🗓⏰🕐🕔🕕💰💵💶🏷]"  # belongs to the words after it
_SENTENCE_END = re.compile(
    r"(?<!\b[MDS]r)(?<!\bMrs)(?<!\bSt)(?<!\bEst)(?<![.!?…])[.!?…]+[\"'”’)\]]*"
    rf"(?:[ \t]*(?!{_POINTS_AHEAD}){_SYMBOL}+)*"
    rf"(?=\s|$|{_POINTS_AHEAD})[ \t]*"
    rf"|(?<=\S)(?<!{_SYMBOL})[ \t]*(?:(?!{_POINTS_AHEAD}){_SYMBOL})+(?:[ \t]+(?=[^\W_a-z])|$)"
    rf"|(?<=\S)[ \t]+(?={_POINTS_AHEAD})"
)
_TAIL = re.compile(rf"[\s.!?…]|{_SYMBOL}")
_BREAK = re.compile(r"(?<!\s)(?:\s*[,;]\s+|\s+[–—|•-]+\s+|\s*[–—]\s*)")
_LEADS_IN = r"in|at|on|from|near|since|until|till|for|by|with|around"
_PHRASE = re.compile(
    rf"(?:^|\s+)(?:(?:only|just)\s+)?(?:(?:{_LEADS_IN})\s+(?:(?:the|our|my|only|just|about)\s+)*"
    r"(?:(?:this|next|every|last)\s+)?|(?:this|next|every|last)\s+)$",
    re.IGNORECASE,
)
_PHRASE_ENDS = re.compile(rf"\s*$|\s*[,;]|\s+[–—]|\s+(?:{_LEADS_IN})\s", re.IGNORECASE)
# Words that want what follows them: "made in Lisbon" is not "made".
_WANTS_MORE = re.compile(
    r"(?:\w+ed|\w+['’](?:s|re|m|ve|ll)|is|are|was|were|be|been|am|being|made|born|set|grown|found"
    r"|go|goes|going|went|come|comes|coming|came|live|lives|living|look|looks|looking|wait|waits"
    r"|waiting|ask|known|straight|fresh|far|away|out|up|down|to|of|not|and|or|but|as|than|that"
    r"|which|who|what|where|when|a|an|the|our|my|your|all|only|more|back|open|closes|opens|starts"
    r"|begins|ends|sold|taken|shot|brewed|cut|held|kept|written|and|if|so|very)$",
    re.IGNORECASE,
)
_LEANS = re.compile(
    rf"(?:{_LEADS_IN}|when|while|if|because|after|before|as|once|although|though|unless|this|every"
    r"|during|to|and|or|but|nor|which|who|whose|where|that|than|with)\b",
    re.IGNORECASE,
)
_GOES_FIRST = re.compile(rf"(?:{_LEADS_IN}|when|while|if|after|before|as|once|this|every)\b", re.I)


def without(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Cut, ...]]:
    """The text without the spans and whatever cannot stand without them.

    Args:
        spans: `[start, end)` places in the text, rising, none inside another.

    Returns:
        `(left, cuts)`: "" where no word is left.
    """
    kept, cuts = [], []
    for start, end in _sentences(text, spans):
        inside = [at for at, span in enumerate(spans) if start <= span[0] < end]
        if not inside:
            kept.append(text[start:end])
            continue
        places = [(spans[at][0] - start, spans[at][1] - start) for at in inside]
        left, parts = _lighter(text[start:end], places)
        kept.append(left)
        cuts += [Cut(part, tuple(inside[at] for at in held)) for part, held in parts]
    left = "".join(kept)
    left = re.sub(r"[ \t]+(?=\n)|(?<=\n)[ \t]+", "", left)
    left = re.sub(r"\n{3,}", "\n\n", left).strip()
    return (left if re.search(r"[^\W_]", left) else ""), tuple(cuts)


def _sentences(text: str, spans: Sequence[Span]) -> list[Span]:
    """Every character of the text, in sentences; a line break ends one, a span is never parted."""
    ends = {match.end() for match in re.finditer(r"\n+", text)}
    ends |= {match.end() for match in _SENTENCE_END.finditer(text)}
    ends = {end for end in ends if not any(start < end < stop for start, stop in spans)}
    edges = sorted({0, *ends, len(text)})
    return list(pairwise(edges))


_Parts = list[tuple[str, list[int]]]


def _lighter(sentence: str, places: list[Span]) -> tuple[str, _Parts]:
    """A sentence without the places, or no sentence at all: `(left, parts taken out)`."""
    cut = len(sentence)
    while cut > places[-1][1] and _TAIL.match(sentence[cut - 1]):
        cut -= 1
    body, ending = sentence[:cut], sentence[cut:]
    parts: _Parts = []
    left = list(range(len(places)))
    while left:
        held = [places[at] for at in left]
        found = _bracket(body, held) or _phrase(body, held) or _last(body, held)
        found = found or _first(body, held)
        if found is None:
            line_end = re.search(r"\n*$", sentence)
            whole = sentence.strip()
            return (line_end[0] if line_end else ""), [(whole, list(range(len(places))))]
        start, end = found
        gone = [at for at in left if start <= places[at][0] < end]
        parts.insert(0, (body[start:end].strip(" ,;–—-|•\t"), gone))
        left = [at for at in left if at not in gone]
        body = _closed(body, start, end)
    return body + ending, parts


def _closed(body: str, start: int, end: int) -> str:
    """The body without a part; its first word takes over a capital."""
    before, after = body[:start], body[end:]
    if not before.strip() and body.strip()[:1].isupper():
        after = after[:1].upper() + after[1:]
    return before + after


def _words(text: str) -> int:
    return len(re.findall(r"[^\W_]+(?:['’]\w+)?", text))


def _bracket(body: str, places: list[Span]) -> Span | None:
    """The round brackets around the last place."""
    start, end = places[-1]
    for match in re.finditer(r"(?<!\s)\s*\([^()]*\)", body):
        if match.start() < start and end < match.end() and match.start() > 0:
            return match.span()
    return None


def _phrase(body: str, places: list[Span]) -> Span | None:
    """The last place with the words that lead to it: "in Lisbon", "this Saturday"."""
    start, end = places[-1]
    lead = _PHRASE.search(body[:start])
    if not lead or not _PHRASE_ENDS.match(body, end):
        return None
    clause = _BREAK.split(body[: lead.start()])[-1]
    last = re.search(r"\S+$", clause)
    if _words(clause) < 2 or not last or _WANTS_MORE.match(last[0]) or not last[0][-1].isalnum():
        return None
    return lead.start(), end


def _last(body: str, places: list[Span]) -> Span | None:
    """The last clause, where it holds the last place and what stands before it can stand alone."""
    breaks = list(_BREAK.finditer(body))
    if not breaks or places[-1][0] < breaks[-1].end():
        return None
    before, clause = body[: breaks[-1].start()], body[breaks[-1].end() :]
    listed = len(breaks) > 1 and re.match(r"(?:and|or|nor)\b", clause, re.IGNORECASE)
    if listed or _words(before) < 2 or _LEANS.match(before.lstrip()) or not _balanced(before):
        return None
    return breaks[-1].start(), len(body)


def _first(body: str, places: list[Span]) -> Span | None:
    """The clauses that lead into the sentence, where each of them holds a place."""
    if not _GOES_FIRST.match(body.lstrip()):
        return None
    start = end = 0
    for gap in _BREAK.finditer(body):
        if not any(start <= place < gap.start() for place, _ in places):
            break
        start = end = gap.end()
    rest = body[end:]
    if not end or places[-1][0] >= end or _words(rest) < 2 or _LEANS.match(rest):
        return None
    return (0, end) if _balanced(rest) else None


def _balanced(text: str) -> bool:
    pairs = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
    return all(text.count(a) == text.count(b) for a, b in pairs) and text.count('"') % 2 == 0

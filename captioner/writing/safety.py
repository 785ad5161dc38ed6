"""What is never said: a lexicon of slurs, hate, sexual content and self-harm.

Content note: `_RULES` holds the words themselves, as plain as they have to be to be checked.

Its limits: English only; words, not meaning, so it misses an insult in clean words and misfires on
a clinical or quoted use; it undoes leetspeak, spaced-out letters, accents and stretched vowels,
but not look-alike letters of other alphabets, asterisks or new coinages. It is a last check on
what this product writes, not a moderator of what people send each other.
"""

import re
import unicodedata
from functools import cache

# Words and phrases, each a pattern over lower-case words with single spaces; a space may be missing
# from the text, so that a phrase is found in a hashtag too.
_RULES: dict[str, str] = {
    "slur": r"""
        nigg(?:er|a|ah|uh)s?, kikes?, spi[ck]s?, chinks?, gooks?, wetbacks?, beaners?,
        (?:rag|towel)heads?, camel jockeys?, sand monkeys?, porch monkeys?, coons?, jigaboos?,
        darkies?, kaffirs?, pakis?, redskins?, zipperheads?, golliwogs?, fag(?:got|gy|gots)?s?,
        trann(?:y|ies), shemales?, retard(?:s|ed)?, mongoloids?""",
    "hate": r"""
        white power, white supremacy, heil hitler, sieg heil, race war, subhumans?, gas the jews,
        kill all (?:the )?(?:jews|muslims|blacks|whites|gays|women|men),
        death to (?:the )?(?:jews|muslims|blacks|whites|gays), lynch (?:him|her|them)""",
    "sexual content": r"""
        porn\w{0,8}, pron, xxx, nsfw, nud(?:es?|ity), naked, topless, onlyfans, boobs?, boobies,
        tits, titt(?:y|ies), pussy, pussies, penis(?:es)?, vaginas?, big dick, dick pics?,
        suck my (?:dick|cock), blowjobs?, handjobs?, cum(?:s|ming|shots?)?, orgasms?,
        masturbat\w+, dildos?, horny, sluts?, slutty, whores?, milfs?, hentai, anal, anus,
        erotica?, bdsm, hookers?, strippers?, sext(?:s|ing)?, sex, sexual\w*, sexy, sexiest,
        fuck\w{0,6}, motherfuck\w*, wank(?:er|ers|ing)?, cunts?, twats?, jizz, deepthroat,
        threesomes?, gangbangs?, rape, rap(?:ed|ists?|ing), incest, pa?edo(?:s|phil\w+)?,
        molest\w*, lolitas?, jail bait, underage girls?, barely legal, upskirt, camel toe,
        fetish(?:es)?""",
    "self-harm": r"""
        suicid(?:e|es|al), self harm(?:ing)?, kill(?:ing)? (?:my|your|him|her|them)sel\w+,
        cut(?:ting)? (?:my|your)self, cut(?:ting)? my wrists?, slit (?:my|your) wrists?,
        end(?:ing)? (?:my|your) (?:own )?life, (?:want|wanna|going) (?:to )?die, kys,
        hang (?:my|your)self, pro ana, thinspo\w*""",
}

# Innocent uses of the words above; they are struck out before the rules are read.
_INNOCENT = r"""
    maine coons?, spi[ck]k? and span, chinks? (?:in|of), pussy willows?, pussy cats?, cum laude,
    (?:blue|great|coal|marsh|willow|crested|tailed|bearded) tits?, naked eye, naked mole rats?,
    naked cakes?, same sex, sexual education, nude (?:lip\w*|shades?|tones?), fire retard\w+,
    suicide (?:prevention|squad), die laughing, to die for"""

_LEET = str.maketrans("013457@$|", "oieastasi")
_STRETCHED = re.compile(r"([a-z])\1{2,}")


def problem(text: str) -> str | None:
    """The name of the first rule the text breaks, never the word; None where it breaks none.

    Args:
        text: a caption, a sentence, or a hashtag with its words in PascalCase or not.
    """
    for words in _readings(text):
        words = _pattern(_INNOCENT).sub(" ", words)
        for rule, listed in _RULES.items():
            if _pattern(listed).search(words):
                return rule
    return None


def _readings(text: str) -> tuple[str, ...]:
    """The text as lower-case words: as it stands, and with stretched letters let go."""
    text = "".join(
        char
        for char in unicodedata.normalize("NFKD", text)
        if unicodedata.category(char) not in ("Mn", "Cf")
    )
    text = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", text).casefold().replace("’", "'")
    tokens = []
    for token in re.findall(r"[\w@$|']+", text.replace("_", " ")):
        if re.search(r"[a-z]", token):
            token = token.strip("|").translate(_LEET)
        tokens += re.findall(r"\w+", token.replace("'", ""))
    plain = " ".join(_unspaced(tokens))
    squeezed = _STRETCHED.sub(r"\1", plain)
    return (plain,) if plain == squeezed else (plain, squeezed)


def _unspaced(tokens: list[str]) -> list[str]:
    """Letters that stand alone, joined: "s p a m" and "s.p.a.m" are read as one word."""
    words: list[str] = []
    run = ""
    for token in [*tokens, ""]:
        if len(token) == 1:
            run += token
            continue
        words += [run] if len(run) > 2 else list(run)
        words.append(token)
        run = ""
    return words


@cache
def _pattern(listed: str) -> re.Pattern[str]:
    entries = re.split(r",\s+", listed.strip())
    return re.compile(rf"\b(?:{'|'.join(entries)})\b".replace(" ", " ?"))

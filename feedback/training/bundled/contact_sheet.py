"""A page to read the bundled models by: photos beside what the product would post with them.

    python -m feedback.training.bundled.contact_sheet --eval DATA/dev [--out FOLDER]

Writes FOLDER/index.html, one file with the photos inside. They are seldom ours to hand on, so the
folder belongs outside the repository. Figures say how often; this page shows how it reads.
"""

import argparse
import base64
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from PIL import Image
from tqdm import tqdm

from captioner import photos, presets
from captioner.engine import Engine, EngineConfig, Item, Outcome, open_engine
from captioner.writing.brief import TONES, Brief
from feedback.training.bundled import captioned
from feedback.training.bundled.asking import spread

_PAGE = Path(__file__).with_suffix(".html")
_SECTION = Template("""\
<section style="--hue: $hue">
<div class="tone"><h2>$tone</h2><p>$count</p></div>
$cards
</section>""")
_CARD = Template("""\
<article>
<img src="$photo" alt="$alt_text">
<div class="said">
<p class="brief">$brief</p>
$post
<dl><dt>Alt text</dt><dd>$alt_text</dd><dt>Description</dt><dd>$description</dd></dl>
</div>
</article>""")


@dataclass(frozen=True, slots=True)
class Card:
    """A photo, what was asked for and what came of it."""

    photo: Image.Image
    brief: Brief
    outcome: Outcome


def choose(folder: Path, count: int, *, seed: int) -> list[Path]:
    """`count` photos of a folder, or all where there are fewer, drawn by the seed."""
    paths = [photo.path for photo in captioned.read(folder)]
    return random.Random(seed).sample(paths, min(count, len(paths)))


def cards(engine: Engine, paths: list[Path]) -> Iterator[Card]:
    """Each photo through the whole engine, over all tones and audiences evenly."""
    items = [
        Item(photos.load(path.read_bytes()).image, brief)
        for path, brief in zip(paths, spread(len(paths)), strict=True)
    ]
    size = engine.config.max_batch
    with tqdm(total=len(items), desc="captioning", unit="photo") as bar:
        for start in range(0, len(items), size):
            batch = items[start : start + size]
            for item, outcome in zip(batch, engine.run(batch), strict=True):
                yield Card(item.photo, item.brief, outcome)
            bar.update(len(batch))


def page(shown: list[Card], facts: str) -> str:
    """The sheet as HTML, a section a tone.

    Args:
        facts: one line under the title.
    """
    by_tone = sorted(shown, key=lambda card: TONES.index(card.brief.tone))
    sections = [
        _section(tone, list(members))
        for tone, members in groupby(by_tone, key=lambda card: card.brief.tone)
    ]
    template = Template(_PAGE.read_text("utf-8"))
    return template.substitute(facts=escape(facts), sections="\n".join(sections))


def _section(tone: str, members: list[Card]) -> str:
    return _SECTION.substitute(
        hue=TONES.index(tone) * 360 // len(TONES),
        tone=escape(tone.capitalize()),
        count=f"{len(members)} photo{'s' * (len(members) != 1)}",
        cards="\n".join(map(_card, members)),
    )


def _card(card: Card) -> str:
    return _CARD.substitute(
        photo=_embedded(card.photo),
        brief=escape(f"{card.brief.tone} · {card.brief.audience}"),
        post=_post(card.outcome),
        alt_text=escape(card.outcome.alt_text),
        description=escape(card.outcome.description),
    )


def _post(outcome: Outcome) -> str:
    """Caption and tags, the selected ones strong; or why there is no post."""
    if outcome.error:
        return f'<p class="warning">{escape(str(outcome.error))}</p>'
    [post] = outcome.posts
    tags = " ".join(
        f"<b>{escape(tag.tag)}</b>" if tag.selected else escape(tag.tag) for tag in post.hashtags
    )
    warnings = "".join(f'<p class="warning">{escape(text)}</p>' for text in post.warnings)
    return f'<p class="caption">{escape(post.text)}</p>\n<p class="tags">{tags}</p>{warnings}'


def _embedded(photo: Image.Image) -> str:
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=90)
    return f"data:image/jpeg;base64,{base64.b64encode(file.getvalue()).decode()}"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval", type=Path, required=True, help="captioned photos to show")
    parser.add_argument("--describer", type=Path, default=presets.BUNDLED / "describer")
    parser.add_argument("--writer", type=Path, default=presets.BUNDLED / "writer")
    parser.add_argument("--out", type=Path, default=Path("var/contact-sheet"))
    parser.add_argument("--photos", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1, help="which photos")
    args = parser.parse_args(arguments)
    models = {"describer": str(args.describer), "writer": str(args.writer)}
    engine = open_engine(EngineConfig(**presets.engine_config("bundled", **models)))
    shown = list(cards(engine, choose(args.eval, args.photos, seed=args.seed)))
    names = f"{engine.models.describer} and {engine.models.writer}"
    engine.close()
    args.out.mkdir(parents=True, exist_ok=True)
    sheet = args.out / "index.html"
    sheet.write_text(page(shown, f"{len(shown)} photos · {names} · seed {args.seed}"), "utf-8")
    print(sheet.resolve().as_uri())


if __name__ == "__main__":
    main()

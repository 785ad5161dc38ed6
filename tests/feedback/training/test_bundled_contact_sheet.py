"""The page of photos and captions, from a folder of photos to the file."""

import re
from dataclasses import replace

import pytest
from PIL import Image

from captioner.engine import ModelNames, Outcome
from captioner.errors import Refused
from captioner.writing.brief import AUDIENCES, TONES, Brief, Hashtag, Post
from feedback.training.bundled.contact_sheet import Card, choose, main, page

OUTCOME = Outcome(
    models=ModelNames(describer="d", writer="w", adapter=None, prompt="p"),
    description='a <b>dog</b> & "cat"',
    alt_text='A <b>dog</b> & "cat".',
    posts=(
        Post(
            "Salt & sand <3",
            (Hashtag("#Dog", "broad", True), Hashtag("#Beach", "niche", False)),
            ("A warning.",),
        ),
    ),
)
CARD = Card(Image.new("RGB", (8, 8), "red"), Brief(), OUTCOME)


def test_photos_stand_beside_captions_over_all_tones(drawings, tiny_models, tmp_path, capsys):
    out = tmp_path / "sheet"
    main([f"--eval={drawings / 'dev'}", *tiny_models, f"--out={out}", "--photos=9"])
    assert capsys.readouterr().out.strip() == (out / "index.html").as_uri()
    sheet = (out / "index.html").read_text("utf-8")
    assert sheet.count("data:image/jpeg;base64,") == 9
    assert "9 photos" in sheet
    assert re.findall(r"<h2>(\w+)</h2>", sheet) == [tone.capitalize() for tone in TONES]
    asked = set(re.findall(r'class="brief">(\w+) · (\w+)<', sheet))
    assert {tone for tone, _ in asked} == set(TONES)
    assert {audience for _, audience in asked} == set(AUDIENCES)
    captions = re.findall(r'class="caption">(.+?)<', sheet)
    refused = sheet.count('class="warning"')
    assert captions == ["The dog has the beach to itself."] * (9 - refused)
    assert "http" not in sheet  # nothing is fetched when it is opened


def test_the_seed_says_which_photos(drawings):
    folder = drawings / "dev"
    chosen = choose(folder, 5, seed=1)
    assert len(set(chosen)) == 5
    assert choose(folder, 5, seed=1) == chosen
    assert choose(folder, 5, seed=2) != chosen
    assert len(choose(folder, 40, seed=1)) == 10


def test_what_a_model_wrote_is_text_and_no_markup():
    sheet = page([CARD], "1 photo")
    assert "Salt &amp; sand &lt;3" in sheet
    assert 'alt="A &lt;b&gt;dog&lt;/b&gt; &amp; &quot;cat&quot;."' in sheet
    assert "<b>dog</b>" not in sheet
    assert "<b>#Dog</b> #Beach" in sheet
    assert "A warning." in sheet


@pytest.mark.parametrize("detail", ["broke a safety rule"])
def test_a_photo_without_a_post_says_why(detail):
    refused = replace(OUTCOME, error=Refused(detail), posts=())
    assert detail in page([replace(CARD, outcome=refused)], "1 photo")

"""The whole learning loop on this machine, from an empty database to a rollback.

    python bench/loop.py FOLDER [--photos 180] [--unseen 40]

Creators have their photos captioned through the API and edit each caption to a style of their
own: all lower case, one emoji at the end. A reviewer approves, a snapshot is built, a LoRA adapter
of the writer is trained, judged and promoted, and the running server picks it up. Then an adapter
that is bad on purpose must be refused, and a rollback must bring back the old words. Each step
prints its figures; the exit status is 1 where any of it does not hold.

Only the pixels of FOLDER/images are used. The server is that of `make run`, with a database and a
folder of its own that are gone afterwards.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.loop_site import Failed, Site, empty_site  # noqa: E402

# What took 300 rows to a style fastest on the bundled writer: see docs/LOG.md.
EVERY_LAYER = "[q_proj,k_proj,v_proj,o_proj,gate_proj,up_proj,down_proj]"
TRAINING = (
    f"lora.target_modules={EVERY_LAYER}",
    "lora.dropout=0",
    "training.learning_rate=5e-3",
    "training.batch_size=16",
    "training.grad_accum_steps=1",
    "training.epochs=4",
)
# Steps so long that no language is left.
BAD = (*TRAINING[:2], "training.learning_rate=0.5", *TRAINING[3:5], "training.max_steps=20")
LOOK_SECONDS = 1.0
SHOWN_REASONS = 4


@dataclass
class Loop:
    """What the steps share, and how much of everything there is.

    Args:
        seen, unseen: the photos whose captions are learned from, and the others.
        of_a_creator: photos; a creator is in one split alone.
        variants: captions of a photo to learn from.
        ending: what the style ends with, one emoji in it.
        tags: that the creators put in the place of the suggested ones; none for leaving these.
        training, bad: settings of the run that must pass and of the one that must not.
        least: the share of the captions of unseen photos that must have the style.
        keys: of each creator, an API key.
    """

    site: Site
    seen: list[Path]
    unseen: list[Path]
    of_a_creator: int = 6
    variants: int = 3
    ending: str = " ✨"
    tags: Sequence[str] = ()
    training: Sequence[str] = TRAINING
    bad: Sequence[str] = BAD
    least: float = 0.9
    keys: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def say(self, step: str, what: str) -> None:
        print(f"[{time.monotonic() - self.began:4.0f} s] {step:<10} {what}", flush=True)

    def has_style(self, text: str) -> bool:
        """Whether a caption is all lower case and has one emoji, in its ending."""
        from captioner.writing.traits import EMOJI

        alone = len(EMOJI.findall(text)) == 1
        return text == text.lower() and text.endswith(self.ending) and alone

    def styled(self, text: str) -> str:
        """A caption as the creators of this loop would have it."""
        from captioner.writing.brief import Style
        from captioner.writing.styling import styled

        return styled(text, Style(lower_case=True, emoji="none")) + self.ending


def people(loop: Loop) -> None:
    """Creators with keys, who allow training; and those who review, train and promote."""
    from django.contrib.auth import get_user_model

    from captioner import keys, preferences

    users = get_user_model().objects
    for number in range(-(-len(loop.seen) // loop.of_a_creator)):
        creator = users.create_user(f"creator{number}")
        preferences.consent(True, owner=creator)
        _, key = keys.create(creator, name="loop", scopes=["captions:read", "captions:write"])
        loop.keys.append(key)
    for name in ("reviewer", "engineer", "colleague"):
        users.create_superuser(name)
    loop.say("people", f"{len(loop.keys)} creators who allow training, and three of the staff")


def captions(loop: Loop) -> list[tuple[str, dict[str, Any]]]:
    """The documents of the photos to learn from, each with its creator's key."""
    started = time.monotonic()
    keys = [loop.keys[place // loop.of_a_creator] for place in range(len(loop.seen))]
    made = loop.site.captioned(zip(keys, loop.seen, strict=True), variants=loop.variants)
    seconds = (time.monotonic() - started) / len(made)
    count = sum(len(one["captions"]) for one in made)
    loop.say("captions", f"{count} for {len(made)} photos, {seconds:.2f} s a photo")
    return list(zip(keys, made, strict=True))


def edits(loop: Loop, made: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Each caption edited to the style by its creator, with a thumb up."""
    kept = loop.site.edited(made, loop.styled, tags=loop.tags)
    loop.say("edits", f"{len(kept)} captions edited to the style, e.g. {kept[-1]!r}")


def review(loop: Loop) -> int:
    """Every word that waits, approved by one reviewer; how many they are."""
    from feedback import review as reviewing
    from feedback.models import Review

    pending = dict(Review.objects.open_to(_user("reviewer")).values_list("pk", "revision"))
    done = reviewing.decide_many(pending, "approve", by=_user("reviewer"))
    if done < len(pending):
        raise Failed(f"{len(pending) - done} of {len(pending)} reviews were not taken")
    return done


def dataset(loop: Loop, *, approved: int):
    """The approved edits, and nothing else, as a snapshot."""
    from feedback import snapshots

    loop.say("review", f"{approved} edits approved")
    made, _ = snapshots.build("loop")
    told = made.counts["rows"] + sum(made.excluded.values())
    if told != approved:
        raise Failed(f"{approved} edits were approved, and the snapshot tells of {told}")
    counts = ", ".join(f"{split} {rows}" for split, rows in made.counts["split"].items())
    loop.say("snapshot", f"{made}: {made.counts['rows']} rows ({counts})")
    return made


def train(loop: Loop, step: str, snapshot, settings: Sequence[str]):
    """A run on the snapshot, seen to its end by the server's own trainer."""
    from feedback.models import TrainingRun
    from feedback.runs import request_training

    run = request_training("writer", snapshot, by=_user("engineer"), overrides=settings)
    shown = ""
    while run.is_waiting:
        time.sleep(LOOK_SECONDS)
        run = TrainingRun.objects.get(pk=run.pk)
        if run.stage and run.stage != shown:
            shown = run.stage
            loop.say(step, f"{run}: {shown}")
    if run.state != "succeeded":
        raise Failed(f"{run} {run.state}: {run.error_detail}")
    seconds = (run.finished_at - run.started_at).total_seconds()
    loop.say(step, f"{run}: {run.step} steps, {seconds:.0f} s with judging; verdict {run.verdict}")
    for reason in run.reasons[:SHOWN_REASONS]:
        loop.say("", reason)
    return run


def promote(loop: Loop, run) -> None:
    """Let the adapter that passed serve: who asked for its run may not say so, a colleague may."""
    from captioner.errors import Conflict
    from feedback import promotion

    if run.verdict != "pass":
        raise Failed(f"the gate said {run.verdict}: {run.reasons[0]}")
    try:
        promotion.promote(run, by=_user("engineer"))
    except Conflict as refused:
        loop.say("promotion", f"refused to the one who asked: {refused.detail}")
    else:
        raise Failed("who asked for the run could promote it")
    promotion.promote(run, by=_user("colleague"))
    loop.say("promotion", f"{run.adapter} serves")


def share(loop: Loop, step: str, *, adapter: str | None) -> float:
    """How many captions of unseen photos have the style, all of them by `adapter`."""
    made = loop.site.captioned([("", photo) for photo in loop.unseen], variants=1)
    by = {document["model"]["adapter"] for document in made}
    if by != {adapter}:
        raise Failed(f"captions were written by {by}, not by {adapter}")
    texts = [document["captions"][0]["text"] for document in made]
    found = sum(map(loop.has_style, texts)) / len(texts)
    loop.say(step, f"{found:.0%} of {len(texts)} unseen photos in the style, e.g. {texts[0]!r}")
    return found


def refuse(loop: Loop, run) -> None:
    """The bad adapter is turned down, and nobody can let it in."""
    from captioner.errors import Conflict
    from feedback import promotion

    if run.verdict == "pass":
        raise Failed("the gate let a bad adapter pass")
    try:
        promotion.promote(run, by=_user("colleague"))
    except Conflict as refused:
        loop.say("refused", refused.detail)
    else:
        raise Failed("an adapter that failed could be promoted")


def run_loop(loop: Loop, *, reviewing: Callable[[Loop], int] = review) -> None:
    """All of it, in order.

    Args:
        reviewing: decides on every pending review, and gives how many it approved.

    Raises:
        Failed: at the first step that does not hold.
    """
    from feedback import promotion

    people(loop)
    began = loop.site.began()
    before = share(loop, "before", adapter=None)
    if before > 0:
        raise Failed(f"{before:.0%} have the style before anything was learned")
    edits(loop, captions(loop))
    snapshot = dataset(loop, approved=reviewing(loop))
    good = train(loop, "training", snapshot, loop.training)
    promote(loop, good)
    after = share(loop, "after", adapter=str(good.adapter))
    if after < loop.least:
        raise Failed(f"{after:.0%} have the style, and {loop.least:.0%} are asked for")
    bad = train(loop, "bad", snapshot, loop.bad)
    refuse(loop, bad)
    still = share(loop, "still", adapter=str(good.adapter))
    promotion.roll_back(good, by=_user("colleague"))
    back = share(loop, "rollback", adapter=None)
    if back > 0 or still < loop.least:
        raise Failed(f"{still:.0%} before the rollback and {back:.0%} after it have the style")
    if loop.site.began() != began:
        raise Failed("the server was restarted on the way")
    loop.say(
        "summary",
        f"style {before:.0%} -> {after:.0%}; gate: {good.verdict}, then {bad.verdict}; "
        f"rolled back to {back:.0%}; one server, never restarted",
    )


def outcome(loop: Loop, *, reviewing: Callable[[Loop], int] = review) -> int:
    """The exit status of a loop, see `run_loop`; what does not hold is its last line."""
    try:
        run_loop(loop, reviewing=reviewing)
    except Exception as error:  # whatever it is, the last line says that the loop failed
        loop.say("FAILED", f"{type(error).__name__}: {error}")
        return 1
    return 0


def _user(name: str):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(username=name)


def main() -> int:
    parser = argparse.ArgumentParser(description="The learning loop, whole.")
    parser.add_argument("data", type=Path, help="a folder with images/")
    parser.add_argument("--photos", type=int, default=180, help="to learn from")
    parser.add_argument("--unseen", type=int, default=40, help="to see what was learned")
    given = parser.parse_args()
    found = sorted(path for path in (given.data / "images").glob("*") if path.is_file())
    wanted = given.photos + given.unseen
    if len(found) < wanted:
        parser.error(f"{given.data}/images holds {len(found)} photos, and {wanted} are needed")
    seen, unseen = found[: given.photos], found[given.photos : wanted]
    with empty_site() as site:
        return outcome(Loop(site, seen, unseen))


if __name__ == "__main__":
    sys.exit(main())

"""`manage.py import_feedback FOLDER`: the feedback that the predecessor left in folders."""

import sys
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from captioner import conf, photos, preferences
from captioner.errors import CaptionError
from captioner.models import Preferences
from feedback import past_feedback, received
from feedback.past_feedback import Left, Unreadable

OWNER = "imported-feedback"


class Command(BaseCommand):
    help = "Take in folders of img_{uid}.jpg, caption_{uid}.txt and feedback_{uid}.txt."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path, help="the feedback folder, or what holds it")
        parser.add_argument(
            "--owner", default=OWNER, metavar="ACCOUNT",
            help="whose it becomes; made without a password where there is none (%(default)s)",
        )  # fmt: skip
        parser.add_argument(
            "--consent", action="store_true",
            help="these people allowed training on it; otherwise nothing of it trains",
        )  # fmt: skip
        parser.add_argument("--encoding", default="utf-8", help="of the texts, such as latin-1")

    def handle(self, *, folder: Path, owner: str, consent: bool, encoding: str, **_) -> None:
        folders = _folders(folder, encoding)
        account = _account(owner, consent=consent)
        most = conf.photo_limits().max_bytes
        new = known = 0
        bad: list[Unreadable] = []
        for path in tqdm(folders, unit="feedback", file=sys.stderr, disable=None):
            left = past_feedback.read(path, photo_max=most, encoding=encoding)
            found = left if isinstance(left, Unreadable) else _store(left, account, consent)
            if isinstance(found, Unreadable):
                bad.append(found)
            else:
                new, known = new + found, known + (not found)
        for one in bad:
            self.stderr.write(f"{one.place}: {one.reason}")
        self.stdout.write(f"imported {new}, there already {known}, left out {len(bad)}")
        if bad:
            sys.exit(1)


def _folders(folder: Path, encoding: str) -> list[Path]:
    try:
        "".encode(encoding)  # refuses also what Python has that is no text's, such as hex
        return past_feedback.folders(folder)
    except LookupError as error:
        raise CommandError(f"--encoding: {encoding} is no encoding known here") from error
    except OSError as error:
        raise CommandError(f"{folder} cannot be read: {error.strerror}") from error


def _account(name: str, *, consent: bool):
    """The account that the import goes to.

    Its people's word is the operator's to give where nobody can sign in to it; somebody's own
    account says for itself whether it may train.
    """
    account, made = get_user_model().objects.get_or_create(username=name)
    if made:
        account.set_unusable_password()
        account.save()
    if consent and not Preferences.of(owner=account).training:
        if account.has_usable_password():
            raise CommandError(f"--consent: {name} does not allow training; its account page does")
        preferences.consent(True, owner=account)
    return account


def _store(left: Left, account, consent: bool) -> bool | Unreadable:
    """Whether it is new; or what is wrong with it, by its file."""
    try:
        loaded = photos.load(left.photo, limits=conf.photo_limits())
    except CaptionError as error:
        return Unreadable(left.photo_place, error.detail)
    try:
        _, is_new = received.store(
            left.uid,
            loaded,
            caption=left.caption,
            said=left.said,
            training=consent,
            owner=account,
        )
    except CaptionError as error:
        file = error.field if error.field in ("caption", "feedback") else ""
        place = f"{left.uid}/{file}_{left.uid}.txt" if file else left.uid
        return Unreadable(place, error.detail)
    return is_new

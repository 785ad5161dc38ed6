"""`manage.py api_key create USER`: mint an API key, shown once."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from captioner.models import ApiKey


class Command(BaseCommand):
    help = "Mint, list or revoke the API keys of an account."

    def add_arguments(self, parser) -> None:
        parser.add_argument("action", choices=("create", "list", "revoke"))
        parser.add_argument("user", help="the account's username")
        parser.add_argument("--name", default="default", help="which key (default: %(default)s)")
        parser.add_argument(
            "--scope",
            action="append",
            choices=(*ApiKey.SCOPES, ApiKey.TRAINING),
            help=f"repeatable; default: all but {ApiKey.TRAINING}, which is for staff",
        )

    def handle(self, *, action: str, user: str, name: str, scope: list[str] | None, **_) -> None:
        account = get_user_model().objects.filter(username=user).first()
        if account is None:
            raise CommandError(f"There is no user {user!r}; manage.py createsuperuser makes one.")
        keys = ApiKey.objects.filter(user=account)
        if action == "list":
            for key in keys.order_by("name"):
                used = f"{key.last_used_at:%Y-%m-%d}" if key.last_used_at else "never"
                self.stdout.write(f"{key.name}\t{' '.join(key.scopes)}\tlast used {used}")
        elif action == "revoke":
            if not keys.filter(name=name).delete()[0]:
                raise CommandError(f"{user} has no key named {name!r}.")
            self.stdout.write(f"Revoked {name!r}.")
        else:
            self._create(account, name, scope or list(ApiKey.SCOPES))

    def _create(self, account, name: str, scopes: list[str]) -> None:
        try:
            _, token = ApiKey.objects.create(user=account, name=name, scopes=scopes)
        except IntegrityError as error:
            raise CommandError(f"{account} already has a key named {name!r}.") from error
        self.stdout.write(token)
        self.stderr.write("Keep it now: it is not stored and cannot be shown again.")

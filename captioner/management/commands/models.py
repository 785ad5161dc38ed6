"""`manage.py models list|pull|check`: the models there are, fetching them, trying them."""

import resource
import sys
import time

from django.core.management.base import BaseCommand, CommandError
from PIL import Image, ImageDraw

from captioner import conf, presets
from captioner.engine import EngineConfig, Item, hub, open_engine
from captioner.errors import CaptionError
from captioner.presets import PRESETS, Preset
from captioner.writing.brief import Brief


class Command(BaseCommand):
    help = "List the sets of models, fetch one from the hub, or try one on this machine."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="list|pull|check")
        actions.add_parser("list", help="what there is, what it costs, what is on this machine")
        pull = actions.add_parser("pull", help="fetch a preset's models, or one Hugging Face id")
        pull.add_argument("what", metavar="PRESET", help=f"{', '.join(PRESETS)}, or owner/name")
        check = actions.add_parser("check", help="load a preset and caption a drawn picture")
        check.add_argument(
            "preset", nargs="?", choices=PRESETS, help="without it, what the settings configure"
        )

    def handle(self, *, action: str, **options) -> None:
        try:
            match action:
                case "list":
                    self._list()
                case "pull":
                    self._pull(options["what"])
                case "check":
                    self._check(options["preset"])
        except CaptionError as error:
            raise CommandError(error.detail) from error

    def _list(self) -> None:
        row = "{:<18} {:>9} {:>8}  {:<8} {:<5} {}"
        self.stdout.write(row.format("PRESET", "DOWNLOAD", "MEMORY", "ACCOUNT", "HERE", "WHAT"))
        for preset in PRESETS.values():
            size = f"{preset.download_mb / 1000:.1f} GB" if preset.download_mb else "none"
            account = "asked" if preset.gated else "no"
            here = "yes" if _here(preset) else "no"
            memory = f"{preset.memory_gb:g} GB"
            self.stdout.write(row.format(preset.name, size, memory, account, here, preset.summary))
            for model in preset.models:
                self.stdout.write(f"{'':<18} {model.name}: {model.licence}")
        self.stdout.write("Sizes are estimates; pull says what the hub itself gives.")

    def _pull(self, what: str) -> None:
        if what not in PRESETS and "/" not in what:
            raise CommandError(f"no preset {what!r}; there are: {', '.join(PRESETS)}")
        sources = [what]
        if what in PRESETS:
            sources = [model.source for model in PRESETS[what].models if not model.bundled]
        for source in sources:
            offer = hub.offer(source)
            account = "asks for an account" if offer.gated else "asks for no account"
            self.stdout.write(f"{source}: {offer.bytes / 1e6:,.0f} MB; the hub {account}")
            self.stdout.flush()
            self.stdout.write(f"{source}: in {hub.fetch(source)}")
        if not sources:
            self.stdout.write(f"{what} has nothing to download")

    def _check(self, name: str | None) -> None:
        config = EngineConfig(**presets.engine_config(name)) if name else conf.engine_config()
        started = time.perf_counter()
        engine = open_engine(config)
        engine.warm()
        loaded_s = time.perf_counter() - started
        started = time.perf_counter()
        [outcome] = engine.run([Item(_drawing(), Brief())])
        caption_s = time.perf_counter() - started
        place = engine.placement
        self.stdout.write(f"describer  {engine.models.describer}")
        self.stdout.write(f"writer     {engine.models.writer}")
        self.stdout.write(f"device     {place.device}, {place.dtype}: {place.reason}")
        self.stdout.write(f"loaded     and warmed in {loaded_s:.1f} s")
        self.stdout.write(
            f"memory     weights {engine.weights_bytes / 1e6:,.0f} MB, "
            f"process at most {_peak_bytes() / 1e6:,.0f} MB"
        )
        engine.close()
        if outcome.error:
            raise outcome.error
        self.stdout.write(f"shows      {outcome.description}")
        self.stdout.write(f"caption    {outcome.posts[0].text}")
        self.stdout.write(f"took       {caption_s:.2f} s")


def _here(preset: Preset) -> bool:
    try:
        return all(model.bundled or hub.cached(model.source) for model in preset.models)
    except CaptionError:
        return False


def _drawing() -> Image.Image:
    """A sun over a green field: enough for a model to have something to say."""
    picture = Image.new("RGB", (384, 384), "skyblue")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 240, 384, 384), fill="seagreen")
    draw.ellipse((250, 40, 330, 120), fill="gold")
    return picture


def _peak_bytes() -> int:
    # Kilobytes on Linux, bytes on macOS (getrusage(2) of each).
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

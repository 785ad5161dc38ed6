"""BLIP: what a photo shows, in one sentence."""

import copy
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from transformers import AutoTokenizer, BlipForConditionalGeneration, GenerationConfig

# By name: the default class resizes with torchvision where that is installed, and its pixels
# are not quite these.
from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil

from captioner.engine.adapters import TRIAL_PHOTO, AdapterSlot
from captioner.engine.blip import Blip, Reader
from captioner.engine.checkpoint import architecture, folder, load_model, loading, name
from captioner.engine.decoding import Search, decode
from captioner.engine.types import Placement
from captioner.errors import ModelUnusable

MAX_NEW_TOKENS = 30


class Describer:
    """A BLIP checkpoint for unconditional captioning.

    Args:
        source: hub id or local folder.

    Raises:
        ModelMissing, ModelUnusable: see `checkpoint`; also where it is not a captioning BLIP or
            asks for a way of decoding that is not done here.
    """

    def __init__(self, source: str, placement: Placement) -> None:
        path = folder(source)
        model_type, classes = architecture(path)
        if model_type != "blip" or "BlipForConditionalGeneration" not in classes:
            found = ", ".join(classes) or model_type or "nothing known"
            raise ModelUnusable(
                f"{name(source)} is {found}; a describer is BlipForConditionalGeneration"
            )
        with loading(source):
            self._pixels = BlipImageProcessorPil.from_pretrained(path, local_files_only=True)
            self.tokenizer = AutoTokenizer.from_pretrained(
                path, local_files_only=True, trust_remote_code=False
            )
            self.model = load_model(BlipForConditionalGeneration, path, placement)
        # What the processor makes of each byte in each channel, by 256 * channel + byte.
        bytes_ = np.arange(256, dtype=np.uint8).reshape(1, 256, 1).repeat(3, axis=2)
        made = self._pixels(images=Image.fromarray(bytes_), do_resize=False, return_tensors="pt")
        self._values = made["pixel_values"].flatten()
        self.weights_bytes = self.model.get_memory_footprint()
        self._slot = AdapterSlot(self.model, role="describer", source=name(source), path=path)
        self._blip = Blip(self.model)
        self.decode_as(self.model.generation_config)

    def decode_as(self, own: GenerationConfig) -> None:
        """Decode by these settings (beams, penalties), without chance."""
        settings = _settings(own)
        text = self.model.config.text_config
        # BLIP's `generate` ends a sentence with the separator, whatever the settings say.
        self._search = Search.of(
            settings, start=text.bos_token_id, end=text.sep_token_id, pad=text.pad_token_id
        )
        # For whoever calls `generate` itself, as training does to compare: it hands over to the
        # decoder, which otherwise knows nothing of the checkpoint's generation_config.json.
        self.model.text_decoder.generation_config = settings

    def _seen(self, photos: Sequence[Image.Image]) -> torch.Tensor:
        """What the checkpoint's processor makes of the photos, on the model's device.

        Where it only scales and normalises, the bytes go there and each is looked up: the very same
        numbers in half the time.
        """
        side, device = self.photo_side, self.model.device
        if not side:
            made = self._pixels(images=list(photos), return_tensors="pt")["pixel_values"]
            return made.to(device)
        scaled = [photo.resize((side, side), Image.Resampling.BICUBIC) for photo in photos]
        pixels = torch.from_numpy(np.stack([np.asarray(photo) for photo in scaled])).to(device)
        pixels = pixels.permute(0, 3, 1, 2).contiguous()
        places = torch.arange(0, 768, 256, dtype=torch.int32, device=device)[:, None, None] + pixels
        return self._values.to(device).index_select(0, places.flatten()).view(pixels.shape)

    @property
    def photo_side(self) -> int:
        """Of the square, in pixels, to which `photos.decode` scales as the processor here would; 0
        where it would do otherwise."""
        own, side = self._pixels, self.model.config.vision_config.image_size
        same = own.do_resize and own.resample == Image.Resampling.BICUBIC
        return side if same and (own.size.height, own.size.width) == (side, side) else 0

    def describe(self, photos: Sequence[Image.Image]) -> list[str]:
        """One sentence for each RGB photo, in order."""
        texts = self.tokenizer.batch_decode(self.tokens(photos), skip_special_tokens=True)
        return [" ".join(text.split()) for text in texts]

    @torch.inference_mode()
    def tokens(self, photos: Sequence[Image.Image]) -> list[list[int]]:
        """The sentences' tokens, the end included and nothing after it."""
        pixels = self.inputs(photos)["pixel_values"]
        search = self._search
        seen = self._blip.see(pixels)
        reader = Reader(self._blip, seen, beams=search.num_beams, length=search.max_new_tokens)
        return decode(reader, len(photos), search, device=pixels.device)

    @property
    def adapter(self) -> str:
        return self._slot.digest

    def adopt(self, folder: Path | None) -> None:
        """See `AdapterSlot.adopt`."""
        try:
            self._slot.adopt(folder, logits=self._logits, words=self._words)
        finally:
            self._blip = Blip(self.model)

    def _words(self) -> str:
        self._blip = Blip(self.model)
        return self.describe([TRIAL_PHOTO])[0]

    @torch.inference_mode()
    def _logits(self) -> torch.Tensor:
        return self.model(**self.inputs([TRIAL_PHOTO])).logits

    def inputs(self, photos: Sequence[Image.Image]) -> dict[str, torch.Tensor]:
        """What the model is given: `pixel_values`, and `input_ids` to go on from.

        Training learns from the very same, as from `model` and `tokenizer`.
        """
        pixels = self._seen(photos).to(self.model.dtype)  # (photos, 3, height, width)
        # One prompt for all rows, the start token alone: BLIP's `generate` is wrong for prompts
        # of mixed length. Made anew for each batch, because it is changed in place.
        start = self.model.config.text_config.bos_token_id
        prompt = torch.tensor([[start, 0]] * len(photos), device=pixels.device)
        return {"pixel_values": pixels, "input_ids": prompt}


def _settings(own: GenerationConfig) -> GenerationConfig:
    """The checkpoint's own way of decoding (beams, penalties), without chance."""
    settings = copy.deepcopy(own)
    settings.do_sample = False
    settings.temperature = settings.top_p = settings.top_k = settings.max_length = None
    settings.max_new_tokens = own.max_new_tokens or MAX_NEW_TOKENS
    return settings

"""The describer in training: a BLIP with the extra heads that teach its vision tower to see.

From 6,000 photos the caption loss alone leaves the tower blind for long: one sentence for every
photo is a good first guess. So every place of a photo is held against the teacher's maps, in the
middle of the tower and at its end, and the bag of words asks directly what is in the photo. The
heads are thrown away afterwards.
"""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional
from transformers import BlipForConditionalGeneration

from feedback.training.bundled.teacher import Head

_TEMPERATURE = 2.0


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step learns from, a row a photo; the teacher's two are None without a teacher."""

    pixels: torch.Tensor  # float (batch, 3, side, side), normalised
    tokens: torch.Tensor  # int64 (captions a photo * batch, length), padded; a photo's side by side
    bag: torch.Tensor  # float (batch, words), rows sum to 1 or 0
    middle: torch.Tensor | None  # float (batch, patches, channels), standardised
    last: torch.Tensor | None  # float (batch, patches, channels), standardised


@dataclass(frozen=True, slots=True)
class Standard:
    """The means and spreads that made the teacher's last maps standard, (channels,)."""

    mean: torch.Tensor
    spread: torch.Tensor


class Student(nn.Module):
    """A BLIP and its training heads.

    Args:
        words: of the bag of words.
        middle, last: channels of the teacher's maps; 0 without a teacher.
    """

    def __init__(
        self, blip: BlipForConditionalGeneration, *, words: int, middle: int = 0, last: int = 0
    ):
        super().__init__()
        width = blip.config.vision_config.hidden_size
        self.blip = blip
        self.bag = nn.Linear(width, words)
        self.middle = nn.Linear(width, middle) if middle else None
        self.last = nn.Linear(width, last) if last else None

    def forward(
        self,
        batch: Batch,
        *,
        patches: int,
        tell: bool,
        head: Head | None = None,
        standard: Standard | None = None,
    ) -> dict[str, torch.Tensor]:
        """The losses by name, each a mean over the batch.

        Args:
            patches: how many the tower sees, a random choice.
            tell: whether the captions are learnt too.
            head, standard: the teacher's; both or neither.
        """
        halfway, seen, chosen = self._see(batch.pixels, patches)
        losses = {"bag": _soft_cross_entropy(self.bag(seen[:, 1:].mean(dim=1)), batch.bag)}
        if self.middle is not None:
            middle, last = batch.middle, batch.last
            if chosen is not None:
                middle, last = _rows(middle, chosen), _rows(last, chosen)
            drawn = self.last(seen[:, 1:]).float()
            losses["middle"] = functional.mse_loss(self.middle(halfway[:, 1:]).float(), middle)
            losses["last"] = functional.mse_loss(drawn, last)
            losses["classes"] = _distance(
                *(head(places * standard.spread + standard.mean) for places in (drawn, last))
            )
        if tell:
            losses["caption"] = self._caption_loss(seen, batch.tokens)
        return losses

    def _see(
        self, pixels: torch.Tensor, patches: int
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor | None]:
        """The vision tower over a random choice of patches, as `BlipVisionModel` over all.

        Half of the patches cost less than half of the time and still show the photo (Liu et al.
        2023, PatchDropout). Returns its states halfway and at the end, (batch, 1 + patches, width),
        and which patches they are of (batch, patches), None for all.
        """
        tower = self.blip.vision_model
        hidden, chosen = tower.embeddings(pixels), None
        if patches < hidden.shape[1] - 1:
            order = torch.rand(hidden.shape[0], hidden.shape[1] - 1).argsort(dim=1)
            chosen = order[:, :patches]
            hidden = torch.cat([hidden[:, :1], _rows(hidden[:, 1:], chosen)], dim=1)
        half = len(tower.encoder.layers) // 2
        for number, layer in enumerate(tower.encoder.layers):
            if number == half:
                halfway = hidden
            hidden = layer(hidden, attention_mask=None)
        return halfway, tower.post_layernorm(hidden), chosen

    def _caption_loss(self, seen: torch.Tensor, tokens: torch.Tensor) -> torch.Tensor:
        padding = tokens == self.blip.config.text_config.pad_token_id
        return self.blip.text_decoder(
            input_ids=tokens,
            attention_mask=(~padding).long(),
            encoder_hidden_states=seen.repeat_interleave(len(tokens) // len(seen), dim=0),
            labels=tokens.masked_fill(padding, -100),
        ).loss


def _rows(places: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
    """Of (batch, places, width) the chosen places (batch, patches)."""
    return places.gather(1, chosen[:, :, None].expand(-1, -1, places.shape[2]))


def _soft_cross_entropy(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return -(target * functional.log_softmax(logits.float(), dim=-1)).sum(dim=-1).mean()


def _distance(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """The softened classes' KL divergence; the square keeps the gradients' size at any
    temperature (Hinton et al. 2015)."""
    return _TEMPERATURE**2 * functional.kl_div(
        functional.log_softmax(logits / _TEMPERATURE, dim=-1),
        functional.log_softmax(target / _TEMPERATURE, dim=-1),
        reduction="batchmean",
        log_target=True,
    )

"""The describer in training: a BLIP with the extra heads that teach its vision tower to see.

From 6,000 photos the caption loss alone leaves the tower blind for long: one sentence for every
photo is a good first guess. The bag of words asks directly what is in the photo, the teacher's
features and classes say it once more in greater detail. The heads are thrown away afterwards.
"""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional
from transformers import BlipForConditionalGeneration

_TEMPERATURE = 2.0


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step learns from, a row a photo; the teacher's two are None without a teacher."""

    pixels: torch.Tensor  # float (batch, 3, side, side), normalised
    tokens: torch.Tensor  # int64 (batch, length), padded with the pad token
    bag: torch.Tensor  # float (batch, words), rows sum to 1 or 0
    features: torch.Tensor | None  # float (batch, width of the teacher)
    logits: torch.Tensor | None  # float (batch, classes of the teacher)


class Student(nn.Module):
    """A BLIP and its training heads. `features` and `classes` are 0 without a teacher."""

    def __init__(
        self, blip: BlipForConditionalGeneration, *, words: int, features: int, classes: int
    ):
        super().__init__()
        width = blip.config.vision_config.hidden_size
        self.blip = blip
        self.bag = nn.Linear(width, words)
        self.features = nn.Linear(width, features) if features else None
        self.classes = nn.Linear(width, classes) if classes else None

    def forward(self, batch: Batch, *, patches: int) -> dict[str, torch.Tensor]:
        """The losses by name, each a mean over the batch. The tower sees `patches` random ones."""
        seen = self._see(batch.pixels, patches)  # (batch, 1 + patches, width)
        pooled = seen[:, 1:].mean(dim=1)
        losses = {
            "caption": self._caption_loss(seen, batch.tokens),
            "bag": _soft_cross_entropy(self.bag(pooled), batch.bag),
        }
        if self.features is not None:
            losses["features"] = functional.smooth_l1_loss(self.features(pooled), batch.features)
            # The square keeps the gradients' size at any temperature (Hinton et al. 2015).
            losses["classes"] = _TEMPERATURE**2 * functional.kl_div(
                functional.log_softmax(self.classes(pooled).float() / _TEMPERATURE, dim=-1),
                functional.log_softmax(batch.logits / _TEMPERATURE, dim=-1),
                reduction="batchmean",
                log_target=True,
            )
        return losses

    def _see(self, pixels: torch.Tensor, patches: int) -> torch.Tensor:
        """The vision tower over a random choice of patches, as `BlipVisionModel` over all.

        Half of the patches cost less than half of the time and still show the photo (Liu et al.
        2023, PatchDropout).
        """
        tower = self.blip.vision_model
        hidden = tower.embeddings(pixels)
        if patches < hidden.shape[1] - 1:
            order = torch.rand(hidden.shape[0], hidden.shape[1] - 1).argsort(dim=1)[:, :patches]
            index = (order + 1)[:, :, None].expand(-1, -1, hidden.shape[2])
            hidden = torch.cat([hidden[:, :1], hidden.gather(1, index)], dim=1)
        return tower.post_layernorm(tower.encoder(hidden).last_hidden_state)

    def _caption_loss(self, seen: torch.Tensor, tokens: torch.Tensor) -> torch.Tensor:
        padding = tokens == self.blip.config.text_config.pad_token_id
        return self.blip.text_decoder(
            input_ids=tokens,
            attention_mask=(~padding).long(),
            encoder_hidden_states=seen,
            labels=tokens.masked_fill(padding, -100),
        ).loss


def _soft_cross_entropy(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return -(target * functional.log_softmax(logits.float(), dim=-1)).sum(dim=-1).mean()

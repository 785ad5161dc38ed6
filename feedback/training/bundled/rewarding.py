"""The last part of a describer's training: it says several sentences of a photo, and those that
score higher than the others become likelier (Rennie et al. 2017, self-critical sequences).

Until here it learnt the next word of a sentence that a person began; in service it begins its own.
Only the text decoder learns: what the tower sees is settled.
"""

import numpy as np
import torch
from torch.nn import functional
from transformers import BlipForConditionalGeneration

from feedback.training.bundled import blip
from feedback.training.bundled.describer_recipe import autocast
from feedback.training.bundled.lesson import Lesson
from feedback.training.bundled.run import Run
from feedback.training.scores import References

# A word of its own that ends every sentence; else one that breaks off ("a dog in a") would score
# as well as its whole.
_END = " '"


class Rewarding(Run):
    """A trained describer."""

    def __init__(self, lesson: Lesson, describer: BlipForConditionalGeneration):
        recipe, decoder = lesson.recipe, describer.text_decoder
        super().__init__(
            "rewarded",
            lesson,
            describer=describer,
            learner=decoder,
            optimizers=[
                torch.optim.AdamW(decoder.parameters(), lr=recipe.reward_rate, weight_decay=0.0)
            ],
            epochs=recipe.epochs,
            minutes=recipe.reward_minutes,
        )
        self._truths = References([[text + _END for text in texts] for texts in lesson.sentences])

    def losses(
        self, rows: np.ndarray, rng: np.random.Generator, done: float
    ) -> tuple[torch.Tensor, dict[str, float]]:
        self.describer.eval()  # what is rewarded is what would be served: nothing is dropped
        count = self.recipe.sentences
        with autocast():
            with torch.no_grad():
                pixels, _ = self.lesson.pixels(rows, rng)
                seen = self.describer.vision_model(pixels).last_hidden_state
                seen = seen.repeat_interleave(count, dim=0)
                tokens = self._said(seen)
            likelihood, said = self._likelihood(seen, tokens)
        reward = self._reward(np.repeat(rows, count), tokens).reshape(-1, count)
        # Each sentence is held against the others of its photo (Luo 2020).
        others = (reward.sum(dim=1, keepdim=True) - reward) / (count - 1)
        better = (reward - others).reshape(-1, 1)
        loss = -(better * likelihood)[said].mean()
        return loss, {"reward": reward.mean().item()}

    def rate(self, done: float) -> float:
        """Straight down to 5 %."""
        return self.recipe.reward_rate * (1.0 - 0.95 * done)

    def _said(self, seen: torch.Tensor) -> torch.Tensor:
        """A sentence drawn for each row of `seen`, (rows, length) tokens with the first."""
        tokenizer = self.lesson.tokenizer
        return self.describer.text_decoder.generate(
            input_ids=torch.full((len(seen), 1), tokenizer.bos_token_id),
            attention_mask=torch.ones(len(seen), 1, dtype=torch.long),
            encoder_hidden_states=seen,
            do_sample=True,
            top_k=0,
            max_new_tokens=blip.NEW_TOKENS,
            eos_token_id=tokenizer.sep_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )

    def _likelihood(
        self, seen: torch.Tensor, tokens: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Log-likelihoods of the tokens after the first, and which of them were said."""
        logits = self.describer.text_decoder(
            input_ids=tokens, encoder_hidden_states=seen, return_logits=True
        )  # of all but the last token
        following = tokens[:, 1:]
        likelihood = -functional.cross_entropy(
            logits.float().transpose(1, 2), following, reduction="none"
        )
        return likelihood, following != self.lesson.tokenizer.pad_token_id

    def _reward(self, rows: np.ndarray, tokens: torch.Tensor) -> torch.Tensor:
        texts = self.lesson.tokenizer.batch_decode(tokens, skip_special_tokens=True)
        return torch.tensor(
            [self._truths.cider(row, text + _END) for row, text in zip(rows, texts, strict=True)]
        )

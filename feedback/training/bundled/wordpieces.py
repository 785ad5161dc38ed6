"""A BERT tokenizer for the bundled describer, its word pieces learnt from the captions."""

from collections.abc import Iterable

from tokenizers import BertWordPieceTokenizer
from transformers import BertTokenizer

# BLIP starts a sentence with [DEC] where BERT would put [CLS], and ends it with [SEP].
BOS = "[DEC]"
_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", BOS]


def learn(captions: Iterable[str], *, size: int, longest: int) -> BertTokenizer:
    """A tokenizer of at most `size` word pieces, cutting sentences at `longest` tokens."""
    pieces = BertWordPieceTokenizer(lowercase=True)
    pieces.train_from_iterator(
        captions, vocab_size=size, min_frequency=2, special_tokens=_SPECIAL, show_progress=False
    )
    return BertTokenizer(
        vocab=pieces.get_vocab(),
        do_lower_case=True,
        bos_token=BOS,
        model_max_length=longest,
    )

"""Language models in sentence-transformers; importing this costs seconds, so only `encoder.py` does, when asked.

The built-in model is unpacked from 4 bits in memory; nothing is downloaded or written for it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import InputModule, Normalize, Pooling
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
from transformers.utils.logging import disable_progress_bar

from kennis.errors import ModelError
from kennis.search.e5file import E5File, E5Sizes, E5Tokens, read_builtin
from kennis.search.encoder import PASSAGE_PROMPT, QUERY_PROMPT

E5_PROMPTS = (QUERY_PROMPT, PASSAGE_PROMPT)
BATCH_SIZE = 8  # passages of 800 characters on 2 cores: 44 ms each in float32; 49 ms in batches of 16, 59 of 32

_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


class LoadedModel:
    """A model that is ready, with what it wants to see before a query and before a passage."""

    def __init__(self, title: str, model: SentenceTransformer, prompts: tuple[str, str]) -> None:
        self._model = model
        self._query_prompt, self._passage_prompt = prompts
        self._lock = Lock()  # a tokenizer cannot be used by two threads at once
        torch.set_num_threads(os.cpu_count() or 1)
        self.dimension = len(self.encode_query(""))
        self.name = f"{title}/{self.dimension}/{self._fingerprint()}"

    def encode_query(self, text: str) -> NDArray[np.float32]:
        (vector,) = self._encode([text], prompt=self._query_prompt)
        return np.asarray(vector, np.float32)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode in bulk: in bfloat16 where that is faster (19 ms a passage), with float32 in between the layers.

        Vectors differ from those in float32 by a cosine of 0.00001.
        """
        with torch.autocast("cpu", torch.bfloat16, enabled=_computes_in_bfloat16()):
            return self._encode(texts, prompt=self._passage_prompt)

    def _fingerprint(self) -> str:
        """Return eight characters that change with the weights or the prompts, wherever the model is kept."""
        settings = (self._query_prompt, self._passage_prompt, self._model.max_seq_length)
        digest = sha256(repr(settings).encode())
        for name, parameter in self._model.named_parameters():
            sample = parameter.detach().flatten()[:64].float().cpu()
            digest.update(name.encode() + sample.numpy().tobytes())
        return digest.hexdigest()[:8]

    def _encode(self, texts: Sequence[str], *, prompt: str) -> NDArray[np.float32]:
        with self._lock:
            vectors: NDArray[np.float32] = self._model.encode(
                list(texts),
                prompt=prompt,
                batch_size=BATCH_SIZE,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return vectors.astype(np.float32)


def _computes_in_bfloat16() -> bool:
    """Tell whether the processor has AMX; without it bfloat16 takes 1.5 to 7 times as long as float32."""
    return bool(torch.cpu.get_capabilities().get("amx_bf16"))


def load_given(model: str) -> LoadedModel:
    """Load a model by its name or folder; raises ModelError with what to do when that does not work."""
    disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        found = _open_model(model)
        return LoadedModel(Path(model).name, found, prompts_of(found.prompts, model))
    except Exception as error:  # libraries, files and the network each fail in their own way
        raise ModelError(
            f"Het taalmodel '{model}' kan niet worden geladen. Geef in KENNIS_MODEL een map met een "
            "sentence-transformers-model, of een naam op huggingface.co die vanaf deze computer te bereiken is. "
            "Zonder KENNIS_MODEL werkt het ingebouwde model."
        ) from error


def _open_model(model: str) -> SentenceTransformer:
    """Prefer what this machine has: without a network it opens at once, and it never changes by itself."""
    try:
        return SentenceTransformer(model, local_files_only=True)
    except OSError:
        return SentenceTransformer(model)


def prompts_of(prompts: Mapping[str, str | None], model: str) -> tuple[str, str]:
    """Choose what stands before a query and a passage: the model's own words, else those of its family."""
    query = prompts.get("query") or ""
    passage = next(filter(None, map(prompts.get, ("document", "passage", "corpus"))), "")
    if query or passage:
        return query, passage
    is_e5 = re.search(r"\be5\b", Path(model).name.lower().replace("_", "-"))
    return E5_PROMPTS if is_e5 else ("", "")


def load_builtin() -> LoadedModel:
    """Unpack multilingual-e5-small; raises ModelError when the package that carries it is damaged."""
    disable_progress_bar()  # type: ignore[no-untyped-call]
    file = read_builtin()
    modules = [UnpackedE5(file), Pooling(file.sizes.hidden, "mean"), Normalize()]
    return LoadedModel("multilingual-e5-small-q4", SentenceTransformer(modules=modules), E5_PROMPTS)


class UnpackedE5(InputModule):
    """The first step of the built-in model: texts become vectors per token."""

    def __init__(self, file: E5File) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.tokenizer = build_tokenizer(file.tokens, max_length=file.sizes.positions)
        self.bert = build_bert(file)

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        encodings = self.tokenizer.encode_batch([f"{prompt or ''}{text}" for text in inputs])
        return {
            "input_ids": torch.tensor([encoding.ids for encoding in encodings]),
            "attention_mask": torch.tensor([encoding.attention_mask for encoding in encodings]),
        }

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        output = self.bert(input_ids=features["input_ids"], attention_mask=features["attention_mask"])
        return {**features, "token_embeddings": output.last_hidden_state}

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Write the folder of an ordinary Bert model, which every program that reads transformers can open."""
        self.bert.save_pretrained(output_path)
        tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
            tokenizer_object=self.tokenizer,
            model_max_length=self.bert.config.max_position_embeddings,
            pad_token="<pad>",  # noqa: S106 - not a password
        )
        tokenizer.save_pretrained(output_path)


def build_tokenizer(tokens: E5Tokens, *, max_length: int) -> Tokenizer:
    """Rebuild the tokenizer of XLM-RoBERTa; its normaliser is the one of SentencePiece, `nmt_nfkc`."""
    tokenizer = Tokenizer(models.Unigram(list(tokens.texts()), unk_id=tokens.unknown))
    one_space = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), one_space])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", tokens.start), ("</s>", tokens.end)]
    )
    tokenizer.enable_truncation(max_length)
    tokenizer.enable_padding(pad_id=tokens.padding, pad_token="<pad>")  # noqa: S106 - not a password
    return tokenizer


def build_bert(file: E5File) -> BertModel:
    config = _bert_config(file.sizes, padding=file.tokens.padding)
    with torch.device("meta"):  # shapes only, without memory
        shapes = {name: value.shape for name, value in BertModel(config).state_dict().items()}
    state = {}
    for name, tensor in file.tensors.items():
        parameter = _parameter_name(name)
        state[parameter] = torch.from_numpy(tensor.floats()).reshape(shapes[parameter])
    return BertModel.from_pretrained(None, config=config, state_dict=state, add_pooling_layer=False)


def _bert_config(sizes: E5Sizes, *, padding: int) -> BertConfig:
    return BertConfig(
        vocab_size=sizes.vocabulary,
        hidden_size=sizes.hidden,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.feed_forward,
        max_position_embeddings=sizes.positions,
        type_vocab_size=sizes.token_types,
        layer_norm_eps=sizes.epsilon,
        pad_token_id=padding,
    )


def _parameter_name(name: str) -> str:
    """Translate 'l0.ao.w' to the name that Bert gives it."""
    if name in _EMBEDDINGS:
        return _EMBEDDINGS[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_PARTS[part]}.{'weight' if kind == 'w' else 'bias'}"

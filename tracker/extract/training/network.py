"""The network: a small sentence encoder that learns who takes which stance on which term."""

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from tracker.extract.terms import STANCES, TERMS

WIDTH = 384
HEADS = 12
# Embeddings and so many of the first layers stay as they were trained on general sentences; the others learn.
KEPT_LAYERS = 0
CANDIDATE_FEATURES, PAIR_FEATURES = 24, 5 + len(STANCES)
SLOTS, PARTS, BEFORE, SENTENCE = 12, 3, 1, 2
HIDDEN, ATTENTION, CELLS = 192, 96, 2 * len(TERMS) + 1
FAR, LOWEST = 1e4, -50.0


class Network(nn.Module):
    """Windows in, for each candidate and term a chance (as a logit) and a stance (as logits) out.

    The sentence with what stands before it passes the encoder, each piece told in which part it stands and which
    candidate it names. A candidate is the mean of the pieces that name it, in the sentence and before it, and looks at
    the sentence's pieces once per term. All pieces of the sentence together say what it is about.
    """

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.emb, self.layers = encoder.embeddings, encoder.encoder.layer
        for part in (self.emb, self.layers[:KEPT_LAYERS]):
            part.requires_grad_(False)
        self.slot, self.part = nn.Embedding(SLOTS, WIDTH), nn.Embedding(PARTS, WIDTH)
        nn.init.normal_(self.slot.weight, std=0.05)
        nn.init.normal_(self.part.weight, std=0.05)
        with torch.no_grad():
            self.slot.weight[0] = 0
        self.wc, self.wc2 = nn.Linear(2 * WIDTH + CANDIDATE_FEATURES, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.wq, self.wk, self.wv = (
            nn.Linear(HIDDEN, ATTENTION),
            nn.Linear(WIDTH, ATTENTION),
            nn.Linear(WIDTH, HIDDEN),
        )
        self.eq = nn.Parameter(torch.randn(len(TERMS), ATTENTION) * 0.3)
        self.et = nn.Parameter(torch.randn(len(TERMS), HIDDEN) * 0.3)
        self.wf = nn.Linear(PAIR_FEATURES, HIDDEN)
        self.fterm = nn.Parameter(torch.zeros(len(TERMS), PAIR_FEATURES))
        self.out, self.ws = nn.Linear(HIDDEN, 1), nn.Linear(HIDDEN, len(STANCES))
        self.bt = nn.Parameter(torch.full((len(TERMS),), -3.5))
        self.cell = nn.Sequential(
            nn.Dropout(0.2),
            nn.Linear(2 * WIDTH + 2 * len(TERMS), 256),
            nn.GELU(),
            nn.Dropout(0.2),
            nn.Linear(256, CELLS),
        )
        self.scale = nn.Parameter(torch.tensor([0.6, 0.2]))
        self.drop, self.drop1 = nn.Dropout(0.2), nn.Dropout(0.1)

    def layer(self, layer: Any, states: Tensor, bias: Tensor) -> Tensor:
        """One encoder layer, written out so that the export holds plain matrix products."""
        attention = layer.attention.self
        size, length, _ = states.shape

        def split(values: Tensor) -> Tensor:
            return values.view(size, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = (split(part(states)) for part in (attention.query, attention.key, attention.value))
        weights = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias.to(query.dtype)
        mixed = (torch.softmax(weights, -1) @ value).transpose(1, 2).reshape(size, length, WIDTH)
        output = layer.attention.output
        states = output.LayerNorm(output.dense(mixed) + states)
        grown = functional.gelu(layer.intermediate.dense(states))
        result: Tensor = layer.output.LayerNorm(self.drop1(layer.output.dense(grown)) + states)
        return result

    def encode(self, ids: Tensor, mask: Tensor, parts: Tensor, slots: Tensor) -> Tensor:
        """The states of all pieces after the last layer."""
        embedding = self.emb
        states = embedding.word_embeddings(ids) + embedding.token_type_embeddings.weight[0]
        states = embedding.LayerNorm(states + embedding.position_embeddings.weight[: ids.shape[1]])
        states = states + self.slot(slots) + self.part(parts)
        bias = (1 - mask)[:, None, None, :] * -FAR
        for layer in self.layers:
            states = self.layer(layer, states, bias)
        return states

    def judge(
        self, ids: Tensor, mask: Tensor, parts: Tensor, slots: Tensor, features: Tensor, pairs: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of (candidate, term), of (candidate, term, stance), and of what the sentence is about."""
        states = self.encode(ids, mask, parts, slots)
        inside, around = (parts == SENTENCE).float() * mask, (parts != SENTENCE).float() * mask
        number = torch.arange(features.shape[1])
        named = (slots[:, None, :] == number[None, :, None]).float()
        views = [gather(named * place[:, None], states) for place in (inside, around)]
        candidate = functional.gelu(self.wc(torch.cat([*views, features], -1)))
        query, key = self.wq(candidate)[:, :, None, :] + self.eq, self.wk(states)
        weights = torch.einsum("bcta,bla->bctl", query, key.to(query.dtype)) / math.sqrt(ATTENTION)
        weights = torch.softmax(weights - (1 - inside)[:, None, None, :] * FAR, -1)
        seen = torch.einsum("bctl,bld->bctd", weights, self.wv(states))
        mixed = self.drop(functional.gelu(self.wc2(candidate)[:, :, None, :] + seen + self.et + self.wf(pairs)))
        mean = gather(inside[:, None], states)[:, 0]
        top = (states - (1 - inside)[..., None] * FAR).amax(1).clamp(min=LOWEST)
        about = self.cell(torch.cat([mean, top, pairs[:, 0, :, 0] * 0.3, pairs[:, 0, :, 2] * 0.3], -1))
        count = len(TERMS)
        both = torch.stack([about[:, :count], about[:, count : 2 * count]], 1)[:, (number > 0).long()]
        logits = self.out(mixed)[..., 0] + self.bt + (pairs * self.fterm).sum(-1)
        logits = logits + self.scale[0] * (both + 3) + self.scale[1] * about[:, -1:, None]
        return logits, self.ws(mixed), about

    def forward(
        self, ids: Tensor, mask: Tensor, parts: Tensor, slots: Tensor, features: Tensor, pairs: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Chances of (candidate, term) and of their stances, as the exported weights give them."""
        logits, stances, _ = self.judge(ids, mask, parts, slots, features, pairs)
        return torch.sigmoid(logits), torch.softmax(stances, -1)


def gather(named: Tensor, states: Tensor) -> Tensor:
    """The mean state of the pieces that name each candidate; zeros where none does."""
    return named @ states / named.sum(-1, keepdim=True).clamp(min=1)

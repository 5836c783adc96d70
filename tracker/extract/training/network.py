"""The network: a small sentence encoder, the upper layers of which learn who takes which stance on which term."""

import copy
import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from tracker.extract.terms import STANCES, TERMS

WIDTH = 384
HEADS = 12
# Layers that stay as they were trained on general sentences; the others learn.
KEPT_LAYERS = 4
CANDIDATE_FEATURES, PAIR_FEATURES = 24, 5 + len(STANCES)
SLOTS, PARTS, SENTENCE = 12, 3, 2
HIDDEN, ATTENTION, CELLS = 160, 96, 2 * len(TERMS) + 1
FAR = 1e4


class Network(nn.Module):
    """Windows in, for each candidate and term a chance (as a logit) and a stance (as logits) out.

    The sentence with what stands before it passes the kept and the learning layers; each candidate is the mean of the
    pieces that name it, in the sentence and before it, and looks at the sentence's pieces once per term. The sentence
    by itself passes the unchanged encoder and says what it is about.
    """

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.emb, self.layers = encoder.embeddings, encoder.encoder.layer
        self.whole = copy.deepcopy(self.layers[KEPT_LAYERS:])
        for part in (self.emb, self.layers[:KEPT_LAYERS], self.whole):
            part.requires_grad_(False)
        self.slot, self.part = nn.Embedding(SLOTS, WIDTH), nn.Embedding(PARTS, WIDTH)
        nn.init.normal_(self.slot.weight, std=0.15)
        nn.init.normal_(self.part.weight, std=0.1)
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
            nn.Dropout(0.3), nn.Linear(WIDTH + 2 * len(TERMS), 256), nn.GELU(), nn.Dropout(0.4), nn.Linear(256, CELLS)
        )
        self.scale = nn.Parameter(torch.tensor([0.6, 0.6, 0.2]))
        self.drop, self.drop1 = nn.Dropout(0.3), nn.Dropout(0.1)

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
        result: Tensor = layer.output.LayerNorm(layer.output.dense(grown) + states)
        return result

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The states of pieces after the kept layers."""
        embedding = self.emb
        states = embedding.word_embeddings(ids) + embedding.token_type_embeddings.weight[0]
        states = embedding.LayerNorm(states + embedding.position_embeddings.weight[: ids.shape[1]])
        for layer in self.layers[:KEPT_LAYERS]:
            states = self.layer(layer, states, spread(mask))
        return states

    def alone(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The unchanged encoder's vector of each sentence by itself, of length 1."""
        states = self.lower(ids, mask)
        for layer in self.whole:
            states = self.layer(layer, states, spread(mask))
        states = states.float()
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return mean / mean.norm(dim=-1, keepdim=True)

    def upper(
        self, states: Tensor, mask: Tensor, parts: Tensor, slots: Tensor, features: Tensor, pairs: Tensor, own: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of (candidate, term), of (candidate, term, stance), and of what the sentence is about."""
        states = self.drop1(states + self.slot(slots) + self.part(parts))
        for layer in self.layers[KEPT_LAYERS:]:
            states = self.drop1(self.layer(layer, states, spread(mask)))
        states = states.float()
        inside, around = (parts == SENTENCE).float() * mask, (parts != SENTENCE).float() * mask
        number = torch.arange(features.shape[1])
        named = (slots[:, None, :] == number[None, :, None]).float()
        views = [gather(named * place[:, None], states) for place in (inside, around)]
        candidate = functional.gelu(self.wc(torch.cat([*views, features], -1)))
        query, key = self.wq(candidate)[:, :, None, :] + self.eq, self.wk(states)
        weights = torch.einsum("bcta,bla->bctl", query, key) / math.sqrt(ATTENTION)
        weights = torch.softmax(weights - (1 - inside)[:, None, None, :] * FAR, -1)
        seen = torch.einsum("bctl,bld->bctd", weights, self.wv(states))
        mixed = self.drop(functional.gelu(self.wc2(candidate)[:, :, None, :] + seen + self.et + self.wf(pairs)))
        about = self.cell(torch.cat([own * 6, pairs[:, 0, :, 0] * 0.3, pairs[:, 0, :, 2] * 0.3], -1))
        count = len(TERMS)
        both = torch.stack([about[:, :count], about[:, count : 2 * count]], 1)[:, (number > 0).long()]
        logits = self.out(mixed)[..., 0] + self.bt + (pairs * self.fterm).sum(-1)
        logits = logits + self.scale[0] * (both + 3) + self.scale[2] * about[:, -1:, None]
        return logits, self.ws(mixed), about

    def forward(
        self,
        ids: Tensor,
        mask: Tensor,
        parts: Tensor,
        slots: Tensor,
        features: Tensor,
        pairs: Tensor,
        own: Tensor,
        own_mask: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Chances of (candidate, term) and of their stances, as the exported weights give them."""
        vector = self.alone(own, own_mask)
        logits, stances, _ = self.upper(self.lower(ids, mask), mask, parts, slots, features, pairs, vector)
        return torch.sigmoid(logits), torch.softmax(stances, -1)


def spread(mask: Tensor) -> Tensor:
    """A mask of pieces as what is added to attention."""
    return (1 - mask)[:, None, None, :] * -FAR


def gather(named: Tensor, states: Tensor) -> Tensor:
    """The mean state of the pieces that name each candidate; zeros where none does."""
    return named @ states / named.sum(-1, keepdim=True).clamp(min=1)

"""The word lists by which the importer reads: shipped with the program, and mended by editors without code."""

from django.db import models


class WordList(models.TextChoices):
    """What a phrase shows."""

    TERM = "term", "term"
    STANCE = "stance", "stance"


class WordListEntry(models.Model):
    """One phrase of a word list. What editors add or switch off counts from the next reading on.

    `phrase` is written in the lists' own little language: words in base form, `a|b` for choices of one word, `~N` for a
    gap of up to N words, `?word` for one that may be missing.
    """

    word_list = models.CharField(max_length=6, choices=WordList)
    key = models.CharField(max_length=40, help_text="The term's or the stance's slug.")
    form = models.CharField(
        max_length=12,
        help_text="For a term: for, against or weak. For a stance: verb, noun, quality, willing, report or contain.",
    )
    phrase = models.CharField(max_length=300)
    is_shipped = models.BooleanField(default=False, editable=False, help_text="Came with the program.")
    is_active = models.BooleanField(default=True)
    note = models.CharField(max_length=200, blank=True, help_text="Why it was added or switched off.")

    class Meta:
        ordering = ("word_list", "key", "form", "phrase")
        verbose_name = "word list entry"
        verbose_name_plural = "word list entries"
        constraints = (
            models.UniqueConstraint(fields=("word_list", "key", "form", "phrase"), name="word_list_entry_once"),
            models.CheckConstraint(condition=models.Q(word_list__in=WordList.values), name="word_list_known"),
        )

    def __str__(self) -> str:
        return self.phrase

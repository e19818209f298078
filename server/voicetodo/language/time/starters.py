"""The words with which a time may begin, so that all others are passed over at once."""

from voicetodo.language.languages.vocabulary import Vocabulary

_known: dict[int, tuple[Vocabulary, frozenset[str]]] = {}


def starters(vocabulary: Vocabulary) -> frozenset[str]:
    """Every word of the vocabulary that can be the first of a time; collected once per vocabulary."""
    found = _known.get(id(vocabulary))
    if found is None:
        found = _known[id(vocabulary)] = (vocabulary, _collected(vocabulary))
    return found[1]


def _collected(v: Vocabulary) -> frozenset[str]:
    phrases = (
        v.vague_amounts, v.weekday_groups, v.relative_days, v.holidays, v.parts_of_day, v.clock_names, v.now, v.edges,
        v.edge_days, v.deadline, v.prepositions, v.adverbs, v.starting,
        v.same_time,
    )  # fmt: skip
    words = (
        v.cardinals, v.ordinals, v.weekdays, v.weekday_plurals, v.months, v.seasons, v.part_plurals, v.counts,
        v.articles, v.the, v.tonight, v.this, v.next, v.last, v.coming, v.current, v.on, v.at, v.inside, v.for_,
        v.from_, v.every, v.all_, v.between, v.periods, v.entire, v.quarter_letters, v.after_words, v.units,
        v.half, v.quarter, v.fractions, v.quarters_towards, v.vague_minutes, v.after_next, v.ago,
        v.early_late, v.alternate, v.zero,
    )  # fmt: skip
    found: set[str] = {"~", "+", "½", "¼", "¾"}
    for phrase in phrases:
        found |= phrase.first_words()
    for word in words:
        found.update(word)
    return frozenset(found)

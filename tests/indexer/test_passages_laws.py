"""Laws of passages, for any blocks: nothing is lost, nothing is out of order, and a sentence stays whole."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from indexer.blocks import Block, BlockSoort
from indexer.passages import MAX_WORDS, PassageTekst, split_passages, split_sentences

words = st.text(alphabet="abcdéABZ0129.,;:!?…()'\"“”-", min_size=1, max_size=8)
texts = st.lists(words, min_size=1, max_size=30).map(" ".join)
longer_texts = st.builds(lambda text, times: f"{text} " * times, texts, st.integers(1, 20))
headings = st.builds(
    Block,
    st.just(BlockSoort.KOP),
    st.lists(words, min_size=1, max_size=20).map(" ".join),
    st.integers(1, 4),
    st.integers(1, 9),
)
other_blocks = st.builds(
    Block,
    st.sampled_from([soort for soort in BlockSoort if soort is not BlockSoort.KOP]),
    st.one_of(texts, longer_texts, st.sampled_from([" ", "\n"])),
    st.just(0),
    st.one_of(st.none(), st.integers(1, 9)),
)
documents = st.lists(st.one_of(headings, other_blocks), max_size=15)


def is_heading(block: Block) -> bool:
    return block.soort is BlockSoort.KOP


@given(documents)
def test_all_words_survive_in_order(blocks: list[Block]) -> None:
    """Without headings the passages are the text; with them the text is what the passages say, in order."""
    plain = [block for block in blocks if not is_heading(block)]
    assert _text(split_passages(plain)) == [word for block in plain for word in block.tekst.split()]
    assert is_subsequence([word for block in plain for word in block.tekst.split()], _text(split_passages(blocks)))


@given(documents)
def test_every_heading_stands_above_or_in_a_passage(blocks: list[Block]) -> None:
    passages = split_passages(blocks)
    shown = {kop for passage in passages for kop in passage.koppen}
    text = f" {' '.join(_text(passages))} "
    for block in filter(is_heading, blocks):
        assert block.tekst in shown or f" {' '.join(block.tekst.split())} " in text


@given(documents)
def test_nothing_is_said_that_was_not_in_the_text(blocks: list[Block]) -> None:
    passages = split_passages(blocks)
    known = {word for block in blocks for word in block.tekst.split()}
    assert set(_text(passages)) <= known
    assert {kop for passage in passages for kop in passage.koppen} <= {b.tekst for b in blocks if is_heading(b)}


@given(documents)
def test_no_passage_is_much_too_long(blocks: list[Block]) -> None:
    longest_heading = max((len(block.tekst.split()) for block in blocks if is_heading(block)), default=0)
    for passage in split_passages(blocks):
        assert 0 < len(passage.tekst.split()) <= MAX_WORDS + longest_heading


@given(documents)
def test_the_page_is_that_of_the_block_that_begins_the_passage(blocks: list[Block]) -> None:
    """Each block has a page of its own here, and its number before each word.

    Where a heading stands in the text, the page may be that of the text under it.
    """
    numbered = [
        Block(block.soort, " ".join(f"{page}#{word}" for word in block.tekst.split()), block.niveau, page)
        for page, block in enumerate(blocks, start=1)
    ]
    headings_on = {block.pagina for block in numbered if is_heading(block)}
    for passage in split_passages(numbered):
        pages = [int(word.partition("#")[0]) for word in passage.tekst.split()]
        first_text = next((page for page in pages if page not in headings_on), pages[-1])
        assert passage.pagina is not None
        assert pages[0] <= passage.pagina <= first_text


@given(documents)
def test_the_same_text_gives_the_same_passages(blocks: list[Block]) -> None:
    assert split_passages(blocks) == split_passages(iter(blocks))


@given(st.lists(texts, min_size=1, max_size=40))
def test_a_sentence_that_fits_is_never_cut(sentences: list[str]) -> None:
    blocks = [Block(BlockSoort.ALINEA, text) for text in sentences]
    lines = [line for passage in split_passages(blocks) for line in passage.tekst.splitlines()]
    wanted = [sentence for text in sentences for sentence in split_sentences(text)]
    assert " ".join(lines) == " ".join(wanted)
    ends = {len(" ".join(wanted[:count])) for count in range(len(wanted) + 1)}
    place = -1
    for line in lines:
        place += 1 + len(line)
        assert place in ends


@given(texts)
def test_sentences_together_are_the_text(text: str) -> None:
    assert " ".join(split_sentences(text)) == " ".join(text.split())


def _text(passages: Sequence[PassageTekst]) -> list[str]:
    return [word for passage in passages for word in passage.tekst.split()]


def is_subsequence(some: Sequence[str], all_of_them: Sequence[str]) -> bool:
    rest = iter(all_of_them)
    return all(word in rest for word in some)

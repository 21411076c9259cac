"""Finds the tables on a page of a PDF: lines beside each other, row after row, in the order they were set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.readers.pdf_lines import Line, bands_of
from indexer.readers.pdf_words import Rule

_NEXT_ROW = 2.7  # in usual distances of lines: how far below a table its next row may stand
_NEXT_LINE = 1.35  # within a cell the lines stand closer than this
_TIGHTER = 0.9  # a line this much closer than the rows are goes on in the cell above it
_MARGIN = 2.0  # points that a line may stick out of its column
_MAX_WORDS = 80  # in a cell on average; longer ones are columns of running text

Cell = tuple[Line, ...]
_Band = list[Line]  # what stands at one height, from left to right
_Column = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows of cells; each row has as many cells as the table has columns."""

    rows: tuple[tuple[Cell, ...], ...]
    pagina: int  # on which it ends

    def is_continued_by(self, other: Table) -> bool:
        return other.pagina == self.pagina + 1 and len(other.rows[0]) == len(self.rows[0])


def with_tables(lines: Sequence[Line], rules: Sequence[Rule], leading: float) -> list[Line | Table]:
    """Return the lines of one page in their order, each table in the place of its first line.

    `leading`: the usual distance of lines, in sizes of the letter.
    """
    finder = _Finder([rule for rule in rules if rule.y0 == rule.y1], leading)
    order = {line: at for at, line in enumerate(lines)}
    tables: dict[Line, Table] = {}
    taken: set[Line] = set()
    for region in finder.regions(bands_of(lines)):
        members = sorted((line for band in region for line in band), key=order.__getitem__)
        table = finder.table(members, region)
        if table:
            tables[members[0]] = table
            taken.update(members)
    return [tables.get(line, line) for line in lines if line in tables or line not in taken]


@dataclass(frozen=True, slots=True)
class _Finder:
    rules: Sequence[Rule]  # the horizontal ones
    leading: float

    def regions(self, bands: Sequence[_Band]) -> Iterator[list[_Band]]:
        """Yield the stretches of the page that may be a table: from a first row of two or more down."""
        at = 0
        while at < len(bands):
            region = [bands[at]]
            if len(bands[at]) > 1:
                for band in bands[at + 1 :]:
                    if not self._goes_on(region, band):
                        break
                    region.append(band)
            while len(region) > 1 and self._only_follows(region):
                region.pop()
            if len(region) > 1:
                yield region
            at += len(region)

    def table(self, lines: Sequence[Line], region: Sequence[_Band]) -> Table | None:
        """Return the lines as a table, None when they are columns of text or only happen to stand level."""
        columns = _columns(region)
        rows = self._rows(lines, columns, _row_step(region))
        full = [row for row in rows if sum(map(bool, row)) > 1]
        words = sum(len(line.tekst.split()) for line in lines)
        if len(columns) < 2 or len(full) < 2 or words > _MAX_WORDS * len(full) * len(columns):
            return None
        return Table(tuple(tuple(map(tuple, row)) for row in rows), lines[0].pagina)

    def _rows(self, lines: Sequence[Line], columns: Sequence[_Column], step: float) -> list[list[list[Line]]]:
        """Give every line its cell: a cell is set as a whole, so a step back to the left begins a new row."""
        rows: list[list[list[Line]]] = []
        for line in lines:
            column = _column_of(line, columns)
            if not rows or not self._is_in_row(rows[-1], column, line, step):
                rows.append([[] for _ in columns])
            rows[-1][column].append(line)
        return rows

    def _is_in_row(self, row: Sequence[Sequence[Line]], column: int, line: Line, step: float) -> bool:
        """Tell whether a line belongs to the row; `step`: the distance of rows."""
        cell = row[column]
        if not cell:
            lowest = min((line for cell in row for line in cell), key=lambda line: line.y)
            return not any(row[column + 1 :]) and (line.y > lowest.y - 1 or self._is_next_line(lowest, line))
        is_tight = not any(row[column + 1 :]) or cell[-1].y - line.y < _TIGHTER * step
        return is_tight and self._is_next_line(cell[-1], line)

    def _goes_on(self, region: Sequence[_Band], band: _Band) -> bool:
        last = region[-1][0]
        if last.y - band[0].y > _NEXT_ROW * self.leading * last.size:
            return False
        return len(band) > 1 or sum(_sticks_into(band[0], column) for column in _columns(region)) <= 1

    def _only_follows(self, region: Sequence[_Band]) -> bool:
        """Tell whether the last line stands below the table: alone, and under its last rule or at a distance."""
        if len(region[-1]) > 1:
            return False
        above, last = region[-2][0], region[-1][0]
        left, right = min(line.x0 for line in region[0]), max(line.x1 for line in region[0])
        frame = [rule.y0 for rule in self.rules if rule.x0 < right and rule.x1 > left and rule.y0 < region[0][0].y]
        if len(frame) > 1:
            return min(frame) > last.y
        return above.y - last.y > _NEXT_LINE * self.leading * last.size or last.vet != above.vet

    def _is_next_line(self, above: Line, below: Line) -> bool:
        drop = above.y - below.y
        is_ruled_off = any(
            below.y < rule.y0 < above.y and rule.x0 < below.x1 and rule.x1 > below.x0 for rule in self.rules
        )
        return 0 < drop < _NEXT_LINE * self.leading * below.size and not is_ruled_off


def _columns(region: Sequence[_Band]) -> list[_Column]:
    """Return the columns, as the rows with the most cells show them."""
    most = max(map(len, region))
    columns: list[_Column] = []
    for line in sorted((line for band in region if len(band) == most for line in band), key=lambda line: line.x0):
        if columns and line.x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], line.x1))
        else:
            columns.append((line.x0, line.x1))
    return columns


def _row_step(region: Sequence[_Band]) -> float:
    """Return the smallest distance from a line to the row below it."""
    steps = (above[0].y - below[0].y for above, below in pairwise(region) if len(below) > 1)
    return min(steps, default=0.0)


def _sticks_into(line: Line, column: _Column) -> bool:
    return line.x0 < column[1] - _MARGIN and line.x1 > column[0] + _MARGIN


def _column_of(line: Line, columns: Sequence[_Column]) -> int:
    """Return the column with which the line shares most, or else the nearest."""

    def shared(at: int) -> float:
        return min(line.x1, columns[at][1]) - max(line.x0, columns[at][0])

    return max(range(len(columns)), key=shared)

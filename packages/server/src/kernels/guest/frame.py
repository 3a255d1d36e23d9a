"""Tables in cells of Python: columns of plain values, no packages needed."""

from collections.abc import Mapping


class Frame:
    """A table. `Frame({'name': values})` or `Frame([{'name': value}, …])`; frames are never changed, each method makes one."""

    __slots__ = ("_columns", "_source", "_length")

    def __init__(self, data=(), *, columns=None):
        self._source = None
        if isinstance(data, Frame):
            self._columns, self._source, self._length = dict(data._columns), data._source, data._length
        elif isinstance(data, Mapping):
            self._columns = {str(name): list(values) for name, values in data.items()}
            lengths = {len(values) for values in self._columns.values()}
            if len(lengths) > 1:
                raise ValueError("the columns of a frame have the same number of values")
            self._length = lengths.pop() if lengths else 0
        else:
            rows = [dict(row) for row in data]
            names = list(columns) if columns is not None else list(dict.fromkeys(name for row in rows for name in row))
            self._columns = {str(name): [row.get(name) for row in rows] for name in names}
            self._length = len(rows)

    @classmethod
    def _of(cls, columns, length, source=None):
        frame = cls.__new__(cls)
        frame._columns, frame._length, frame._source = columns, length, source
        return frame

    def _values(self, name):
        values = self._columns[name]
        if values is None:
            values = self._columns[name] = self._source.column(name)
        return values

    @property
    def columns(self):
        """Names of the columns."""
        return list(self._columns)

    @property
    def rows(self):
        """Rows as dicts, one after the other."""
        names = list(self._columns)
        lists = [self._values(name) for name in names]
        return (dict(zip(names, row)) for row in zip(*lists)) if names else iter(())

    def __len__(self):
        return self._length

    def __iter__(self):
        return self.rows

    def __contains__(self, name):
        return name in self._columns

    def __getitem__(self, key):
        """A column by name (a list), a row by number (a dict), a frame of some columns or of a slice of rows."""
        if isinstance(key, str):
            if key not in self._columns:
                raise KeyError(f"no column {key!r}; there are {', '.join(self._columns)}")
            return list(self._values(key))
        if isinstance(key, int):
            if not -self._length <= key < self._length:
                raise IndexError(f"row {key} of {self._length}")
            return {name: self._values(name)[key] for name in self._columns}
        if isinstance(key, slice):
            return self._take(range(*key.indices(self._length)))
        return self.select(*key)

    def __eq__(self, other):
        return isinstance(other, Frame) and self.to_dict() == other.to_dict()

    __hash__ = None

    def __repr__(self):
        head = [list(self._columns)] + [[str(value) for value in row.values()] for row in self.head(10)]
        widths = [max(len(line[index]) for line in head) for index in range(len(self._columns))]
        lines = ["  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip() for line in head]
        return "\n".join([*lines, f"[{self._length} rows × {len(self._columns)} columns]"])

    def _take(self, indexes):
        indexes = list(indexes)
        return Frame._of({name: [values[i] for i in indexes] for name, values in self._lists()}, len(indexes))

    def _lists(self):
        return [(name, self._values(name)) for name in self._columns]

    def select(self, *names):
        """The frame with these columns only."""
        missing = [name for name in names if name not in self._columns]
        if missing:
            raise KeyError(f"no column {missing[0]!r}; there are {', '.join(self._columns)}")
        return Frame._of({name: self._columns[name] for name in names}, self._length, self._source)

    def head(self, count=5):
        """The first rows."""
        return self[:count]

    def filter(self, test):
        """The rows for which `test(row)` is true; `test` may also be a list of a truth for each row."""
        kept = [bool(test(row)) for row in self.rows] if callable(test) else list(test)
        if len(kept) != self._length:
            raise ValueError(f"{len(kept)} truths for {self._length} rows")
        return self._take(i for i, keep in enumerate(kept) if keep)

    def sort(self, *by, descending=False):
        """Rows in order of columns (names) or of `by(row)`; empty values last."""
        order = list(range(self._length))
        for key in reversed(by):
            values = [key(row) for row in self.rows] if callable(key) else self[key]
            full = [i for i in order if values[i] is not None]
            full.sort(key=values.__getitem__, reverse=descending)
            order = full + [i for i in order if values[i] is None]
        return self._take(order)

    def with_columns(self, **columns):
        """The frame with more columns: lists of values, or functions of a row."""
        made = {name: [make(row) for row in self.rows] if callable(make) else list(make) for name, make in columns.items()}
        for name, values in made.items():
            if len(values) != self._length:
                raise ValueError(f"{name} has {len(values)} values for {self._length} rows")
        return Frame._of({**self._columns, **made}, self._length, self._source)

    def group_by(self, *names, **aggregates):
        """One row for each group: `frame.group_by('region', total=('amount', sum), orders=len)`. Empty values are left out of aggregates."""
        keys = list(zip(*(self[name] for name in names))) if names else [()] * self._length
        groups = {}
        for index, key in enumerate(keys):
            groups.setdefault(key, []).append(index)
        result = {name: [key[position] for key in groups] for position, name in enumerate(names)}
        for name, how in aggregates.items():
            if callable(how):
                result[name] = [how(indexes) for indexes in groups.values()]
                continue
            column, reduce = how
            values = self[column]
            result[name] = [reduce([values[i] for i in indexes if values[i] is not None]) for indexes in groups.values()]
        return Frame._of(result, len(groups))

    def to_dict(self):
        """`{name: values}`."""
        return {name: list(values) for name, values in self._lists()}

    def to_rows(self):
        """Rows as a list of dicts."""
        return list(self.rows)

r"""Regular expressions that mean the same in every database, and take linear time.

What there is: literals, `.` (any character), classes `[a-z_]` and `[^…]`, `\d \D \w \W \s \S` (ASCII), groups, `|`,
`* + ? {n} {n,} {n,m}`, and the anchors `^` and `$` of the whole text. A backslash before punctuation takes its meaning away;
`\t \n \r \f \v` are characters. A part of the text has to match.

What there is not: look-around, back-references, flags, lazy and possessive repetition, named groups, POSIX classes.
"""

from functools import lru_cache
from typing import Any

import re2

from hub.kernel.errors import Code, Kind, refuse

MAX_CHARS = 200
MAX_REPEAT = 100
# Characters of the pattern with all its repetitions written out.
MAX_SIZE = 2000

_CLASSES = {"d": "0-9", "w": "A-Za-z0-9_", "s": " \t\n\r\f\v"}
_CHARACTERS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_ENDLESS = 2


def normal(pattern: str) -> str:
    """The pattern in the words RE2 and PostgreSQL share; a `ValueError` says what is wrong with it."""
    if len(pattern) > MAX_CHARS:
        raise ValueError(f"has more than {MAX_CHARS} characters")
    return _Reader(pattern).whole()


@lru_cache(maxsize=128)
def compiled(pattern: str) -> Any:
    """A pattern from `normal`, to search with."""
    options = re2.Options()
    options.dot_nl = True
    options.log_errors = False
    return re2.compile(pattern, options)


def checked(pattern: str, path: str) -> str:
    """The pattern in its normal form; a `HubError` says what is wrong with it."""
    try:
        found = normal(pattern)
        compiled(found)
    except ValueError as error:
        text = f"is not a regular expression we know: {error}"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, path) from error
    except re2.error as error:
        # All that the language has is known; only repetitions of repetitions can be too many.
        text = "is not a regular expression we know: its repetitions make it too long"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, path) from error
    return found


class _Reader:
    """Reads a pattern once from left to right and writes it down again; each part with its size."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0

    def whole(self) -> str:
        written, _ = self._alternatives()
        if self._at < len(self._text):
            raise ValueError(f"a ) too many at {self._at}")
        return written

    @property
    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self) -> str:
        taken = self._next
        self._at += 1
        return taken

    def _alternatives(self) -> tuple[str, int]:
        branches = [self._branch()]
        while self._next == "|":
            self._take()
            branches.append(self._branch())
        return "|".join(text for text, _ in branches), sum(size for _, size in branches)

    def _branch(self) -> tuple[str, int]:
        parts, total = [], 0
        while self._next and self._next not in "|)":
            text, size, repeatable = self._atom()
            times, factor = self._repetition()
            if times and not repeatable:
                raise ValueError(f"nothing to repeat at {self._at - 1}")
            parts.append(text + times)
            total += size * factor
            if total > MAX_SIZE:
                raise ValueError("its repetitions make it too long")
        return "".join(parts), total

    def _atom(self) -> tuple[str, int, bool]:
        character = self._take()
        if character == "(":
            return self._group()
        if character == "[":
            return self._class(), 1, True
        if character == "\\":
            return self._escape(), 1, True
        if character in "^$":
            return character, 1, False
        if character in "*+?{":
            raise ValueError(f"nothing to repeat before {character} at {self._at - 1}")
        return ("." if character == "." else literal(character)), 1, True

    def _group(self) -> tuple[str, int, bool]:
        if self._next == "?":
            self._take()
            if self._take() != ":":
                raise ValueError("only plain groups are known: no look-around, flags or names")
        inner, size = self._alternatives()
        if self._take() != ")":
            raise ValueError("a ( is not closed")
        return f"(?:{inner})", size + 1, True

    def _escape(self) -> str:
        character = self._take()
        if character.lower() in _CLASSES and character:
            return f"[{'^' if character.isupper() else ''}{_CLASSES[character.lower()]}]"
        return literal(self._escaped(character))

    @staticmethod
    def _escaped(character: str) -> str:
        if character in _CHARACTERS:
            return _CHARACTERS[character]
        if not character or character.isalnum() or not character.isascii():
            raise ValueError(f"\\{character} is not known")
        return character

    def _class(self) -> str:
        negated = self._next == "^"
        if negated:
            self._take()
        parts: list[str] = []
        while self._next != "]" or not parts:
            parts.append(self._range())
        self._take()
        return f"[{'^' if negated else ''}{''.join(parts)}]"

    def _range(self) -> str:
        first = self._member()
        if len(first) > 1 or self._next != "-" or self._text[self._at + 1 : self._at + 2] in {"]", ""}:
            return first if len(first) > 1 else literal(first)
        self._take()
        last = self._member()
        if len(last) > 1 or last < first:
            raise ValueError(f"{first}-{last} is not a range")
        return f"{literal(first)}-{literal(last)}"

    def _member(self) -> str:
        """One character of a class, or the characters of a class of its own."""
        character = self._take()
        if not character:
            raise ValueError("a [ is not closed")
        if character == "[" and self._next in {":", ".", "="}:
            raise ValueError(f"[{self._next} is not known")
        if character == "]":
            raise ValueError("an empty class; a ] in a class is written \\]")
        if character != "\\":
            return character
        character = self._take()
        return _CLASSES[character] if character in _CLASSES else self._escaped(character)

    def _repetition(self) -> tuple[str, int]:
        sign = self._next
        if not sign or sign not in "*+?{":
            return "", 1
        self._take()
        times, factor = (sign, _ENDLESS) if sign != "{" else self._counted()
        if self._next and self._next in "*+?{":
            raise ValueError(f"a repetition of a repetition at {self._at}")
        return times, factor

    def _counted(self) -> tuple[str, int]:
        end = self._text.find("}", self._at)
        least, comma, most = self._text[self._at : max(end, self._at)].partition(",")
        bounds = [
            bound
            for bound in (least, most or least)
            if bound.isascii() and bound.isdigit() and len(bound) < 4
        ]
        if len(bounds) < 2 or int(bounds[0]) > int(bounds[1]) or int(bounds[1]) > MAX_REPEAT:
            raise ValueError(f"has to be {{n}}, {{n,}} or {{n,m}} up to {MAX_REPEAT} at {self._at - 1}")
        self._at = end + 1
        return f"{{{int(least)}{comma}{int(most) if most else ''}}}", max(int(bounds[1]), 1)


def literal(character: str) -> str:
    """Itself, whatever it means elsewhere."""
    punctuation = character.isascii() and character.isprintable() and not character.isalnum()
    return "\\" + character if punctuation and character not in " _" else character

"""Turns a .NET pattern into one of the `regex` package, checking it as .NET does."""

from __future__ import annotations

from exoshell.values.errors import PowerShellError
from exoshell.values.failures import operation_failure
from exoshell.values.regex import EXPLICIT_CAPTURE, IGNORE_WHITESPACE

_ESCAPES = frozenset("wWsSdDbBAGzZ")
_CONTROL = {"a": "\\x07", "e": "\\x1b", "f": "\\x0c", "n": "\\n", "r": "\\r", "t": "\\t", "v": "\\x0b"}
_SET_SPECIAL = frozenset("[]-^\\&|~#")


def parse_failure(pattern: str, offset: int, why: str) -> PowerShellError:
    """RegexParseException."""
    return operation_failure(
        "System.Text.RegularExpressions.RegexParseException",
        f"Invalid pattern '{pattern}' at offset {offset}. {why}",
    )


def translate(pattern: str, bits: int) -> str:
    """The translated pattern. Raises RegexParseException."""
    return _Translator(pattern, bits).run()


class _Translator:
    def __init__(self, pattern: str, bits: int) -> None:
        self.pattern = pattern
        self.index = 0
        self.out: list[str] = []
        self.verbose = bool(bits & IGNORE_WHITESPACE)
        self.explicit = bool(bits & EXPLICIT_CAPTURE)
        self.plain, self.named = self._scan_groups()

    def _scan_groups(self) -> tuple[list[int], dict[str, int]]:
        """Positions in the translated pattern of the unnamed groups, and of the named ones."""
        plain: list[int] = []
        named: dict[str, int] = {}
        pattern, count, index, explicit = self.pattern, 0, 0, self.explicit
        while index < len(pattern):
            char = pattern[index]
            if char == "\\":
                index += 2
                continue
            if char == "[":
                index = self._skip_set(index)
                continue
            if char == "(":
                if pattern[index + 1 : index + 2] != "?":
                    if not explicit:
                        count += 1
                        plain.append(count)
                elif pattern[index + 2 : index + 3] in ("<", "'") and pattern[index + 3 : index + 4] not in (
                    "=",
                    "!",
                ):
                    close = pattern.find(">" if pattern[index + 2] == "<" else "'", index + 3)
                    name = pattern[index + 3 : close]
                    if name not in named:
                        count += 1
                        named[name] = count
                elif pattern[index + 2 : index + 3] == "#":
                    index = pattern.find(")", index) if ")" in pattern[index:] else len(pattern)
            index += 1
        return plain, named

    def _skip_set(self, index: int) -> int:
        index += 1
        if self.pattern[index : index + 1] == "^":
            index += 1
        first = True
        while index < len(self.pattern):
            char = self.pattern[index]
            if char == "\\":
                index += 1
            elif char == "]" and not first:
                return index + 1
            elif char == "[" and self.pattern[index - 1] == "-" and not first:
                index = self._skip_set(index)
                continue
            first = False
            index += 1
        return index

    def fail(self, why: str, offset: int | None = None) -> PowerShellError:
        return parse_failure(self.pattern, self.index if offset is None else offset, why)

    def run(self) -> str:
        self._alternatives(0)
        if self.index < len(self.pattern):
            self.index += 1
            raise self.fail("Too many )'s.")
        return "(?-f)" + "".join(self.out)

    def _peek(self, ahead: int = 0) -> str:
        return self.pattern[self.index + ahead : self.index + ahead + 1]

    def _alternatives(self, depth: int) -> None:
        """Everything up to a closing parenthesis or the end."""
        verbose, explicit = self.verbose, self.explicit
        quantifiable = False
        while self.index < len(self.pattern):
            char = self.pattern[self.index]
            if char == ")":
                if depth == 0:
                    return
                break
            if self.verbose and char.isspace():
                self.index += 1
                continue
            if self.verbose and char == "#":
                stop = self.pattern.find("\n", self.index)
                self.index = len(self.pattern) if stop < 0 else stop
                continue
            if char == "|":
                self.out.append("|")
                self.index += 1
                quantifiable = False
                continue
            if char in "*+?" or (char == "{" and self._is_count()):
                self._quantifier(quantifiable)
                quantifiable = False
                continue
            quantifiable = self._atom(char, depth)
        self.verbose, self.explicit = verbose, explicit

    def _is_count(self) -> bool:
        stop = self.pattern.find("}", self.index)
        body = self.pattern[self.index + 1 : stop] if stop > 0 else ""
        low, comma, high = body.partition(",")
        return low.isascii() and low.isdigit() and (not high or (high.isascii() and high.isdigit()))

    def _quantifier(self, quantifiable: bool) -> None:
        start = self.index
        if self.pattern[start] == "{":
            self.index = self.pattern.index("}", start) + 1
        else:
            self.index += 1
        if not quantifiable:
            text = self.pattern[start : self.index] if self.pattern[start] != "{" else "{"
            before = self.out[-1] if self.out else ""
            if before and before[-1] in "*+?}" and self._after_quantifier:
                raise self.fail(f"Nested quantifier '{self.pattern[start]}'.", start + 1)
            raise self.fail(f"Quantifier '{text}' following nothing.", start + 1)
        text = self.pattern[start : self.index]
        if text[0] == "{" and "," in text:
            low, _, high = text[1:-1].partition(",")
            if high and int(low) > int(high):
                raise self.fail("Illegal {x,y} with x > y.")
        if self._peek() == "?":
            text += "?"
            self.index += 1
        self.out.append(text)
        self._after_quantifier = True
        following = self._peek()
        if following in ("*", "+", "?") and following or (following == "{" and self._is_count()):
            raise self.fail(f"Nested quantifier '{following}'.", self.index + 1)

    _after_quantifier = False

    def _atom(self, char: str, depth: int) -> bool:
        """One literal, escape, set or group; whether a quantifier may follow."""
        self._after_quantifier = False
        if char == "\\":
            self._escape()
            return True
        if char == "[":
            self.out.append(self._set())
            return True
        if char == "(":
            return self._group(depth)
        self.index += 1
        if char in ".^$":
            self.out.append(char)
        elif char.isalnum() or char == " ":
            self.out.append(char)
        else:
            self.out.append("\\" + char if char.isascii() else char)
        return True

    # --- groups ---------------------------------------------------------------------------------------------------
    def _group(self, depth: int) -> bool:
        self.index += 1
        head = "(?:" if self.explicit else "("
        verbose, explicit = self.verbose, self.explicit
        if self._peek() == "?":
            self.index += 1
            special = self._special_group()
            if special is None:
                return False
            head = special
        self.out.append(head)
        self._alternatives(depth + 1)
        if self._peek() != ")":
            self.index = len(self.pattern)
            raise self.fail("Not enough )'s.")
        self.index += 1
        self.verbose, self.explicit = verbose, explicit
        self.out.append(")")
        return True

    def _special_group(self) -> str | None:
        """What follows `(?`: the head to write, or None where it was complete in itself."""
        char = self._peek()
        if char in (":", "=", "!", ">") and char:
            self.index += 1
            return "(?" + char
        if char == "#":
            stop = self.pattern.find(")", self.index)
            if stop < 0:
                self.index = len(self.pattern)
                raise self.fail("Unterminated (?#...) comment.")
            self.index = stop + 1
            return None
        if char == "<" and self._peek(1) in ("=", "!") and self._peek(1):
            self.index += 2
            return "(?<" + self.pattern[self.index - 1]
        if char and char in "<'":
            return self._named_group(">" if char == "<" else "'")
        if char == "(":
            return self._condition()
        return self._flags()

    def _named_group(self, closer: str) -> str:
        stop = self.pattern.find(closer, self.index + 1)
        name = self.pattern[self.index + 1 : stop] if stop > 0 else ""
        if (
            not name
            or not all(c.isalnum() or c in "_-" for c in name)
            or (name[0].isdigit() and not name.isdigit())
        ):
            self.index += 1
            raise self.fail("Invalid group name: Group names must begin with a word character.")
        if "-" in name:
            self.index += 1
            raise self.fail("Balancing groups are not available in this shell.")
        self.index = stop + 1
        return f"(?<{'__' + name if name.isdigit() else name}>"

    def _condition(self) -> str:
        stop = self.pattern.find(")", self.index)
        name = self.pattern[self.index + 1 : stop]
        index = self._group_index(name)
        if index is None:
            raise self.fail("Conditional expressions on patterns are not available in this shell.")
        self.index = stop + 1
        return f"(?({index})"

    def _flags(self) -> str | None:
        on, off, target = "", "", True
        while self.index < len(self.pattern):
            char = self.pattern[self.index].lower()
            self.index += 1
            if char == "-":
                target = False
            elif char == "+":
                target = True
            elif char in "imnsx":
                self._set_flag(char, target)
                if char in "ims":
                    on, off = (on + char, off) if target else (on, off + char)
            elif char == ":":
                inner = on + ("-" + off if off else "")
                return f"(?{inner}:"
            elif char == ")":
                inner = on + ("-" + off if off else "")
                self.out.append(f"(?{inner})" if inner else "")
                return None
            else:
                break
        raise self.fail("Unrecognized grouping construct.")

    def _set_flag(self, char: str, value: bool) -> None:
        if char == "x":
            self.verbose = value
        elif char == "n":
            self.explicit = value

    def _group_index(self, name: str) -> int | None:
        if name.isdigit() and name not in self.named:
            number = int(name)
            if 1 <= number <= len(self.plain):
                return self.plain[number - 1]
            rest = number - len(self.plain)
            ordered = sorted(self.named.values())
            return ordered[rest - 1] if 1 <= rest <= len(ordered) else None
        return self.named.get(name)

    # --- escapes --------------------------------------------------------------------------------------------------
    def _escape(self) -> None:
        if self.index + 1 >= len(self.pattern):
            self.index += 1
            raise self.fail("Illegal \\ at end of pattern.", len(self.pattern))
        char = self.pattern[self.index + 1]
        if char in _ESCAPES:
            self.index += 2
            self.out.append({"z": "\\Z", "Z": "(?=\\n?\\Z)"}.get(char, "\\" + char))
        elif char == "k":
            self._named_reference()
        elif char in "pP":
            self.out.append(self._property())
        elif char.isdigit() and char != "0":
            self._number_reference()
        else:
            self.out.append(self._character_escape())

    def _named_reference(self) -> None:
        opener = self._peek(2)
        if opener not in ("<", "'") or not opener:
            self.index += 2
            raise self.fail("Malformed \\k<...> named back reference.")
        stop = self.pattern.find(">" if opener == "<" else "'", self.index + 3)
        name = self.pattern[self.index + 3 : stop]
        index = self._group_index(name)
        if index is None:
            self.index = stop
            raise self.fail(f"Reference to undefined group name '{name}'.")
        self.index = stop + 1
        self.out.append(f"(?:\\{index})")

    def _number_reference(self) -> None:
        start = self.index + 1
        stop = start
        while stop < len(self.pattern) and self.pattern[stop].isdigit():
            stop += 1
        while stop > start + 1 and self._group_index(self.pattern[start:stop]) is None:
            stop -= 1
        number = self.pattern[start:stop]
        index = self._group_index(number)
        self.index = stop
        if index is None:
            raise self.fail(f"Reference to undefined group number {number}.")
        self.out.append(f"(?:\\{index})")

    def _property(self) -> str:
        stop = self.pattern.find("}", self.index)
        if self._peek(2) != "{" or stop < 0:
            self.index += 2
            raise self.fail("Incomplete \\p{X} character escape.")
        name = self.pattern[self.index + 3 : stop]
        letter = self.pattern[self.index + 1]
        self.index = stop + 1
        if name.startswith("Is"):
            name = "In" + name[2:]
        return f"\\{letter}{{{name}}}"

    def _character_escape(self) -> str:
        """An escape that stands for one character, as a pattern text."""
        char = self.pattern[self.index + 1]
        self.index += 2
        if char in _CONTROL:
            return _CONTROL[char]
        if char == "x" or char == "u":
            width = 2 if char == "x" else 4
            digits = self.pattern[self.index : self.index + width]
            if len(digits) < width or any(c not in "0123456789abcdefABCDEF" for c in digits):
                self.index += len(digits)
                raise self.fail("Insufficient or invalid hexadecimal digits.")
            self.index += width
            return f"\\x{digits}" if width == 2 else f"\\u{digits}"
        if char == "c":
            control = self._peek().upper()
            if not control or not "@" <= control <= "_":
                raise self.fail(
                    "Missing control character." if not control else "Unrecognized control character."
                )
            self.index += 1
            return f"\\x{ord(control) - 64:02x}"
        if char.isdigit():
            digits = char
            while len(digits) < 3 and self._peek() in tuple("01234567"):
                digits += self._peek()
                self.index += 1
            return f"\\x{int(digits, 8) & 255:02x}"
        if char.isalnum() or char == "_":
            raise self.fail(f"Unrecognized escape sequence \\{char}.")
        return "\\" + char if char.isascii() else char

    # --- sets -----------------------------------------------------------------------------------------------------
    def _set(self) -> str:
        """A bracketed set."""
        self.index += 1
        negative = self._peek() == "^"
        if negative:
            self.index += 1
        parts: list[str] = []
        low: str | None = None  # a single character that may begin a range
        first = True
        subtraction = ""
        while True:
            if self.index >= len(self.pattern):
                raise self.fail("Unterminated [] set.", len(self.pattern))
            char = self.pattern[self.index]
            if char == "]" and not first:
                self.index += 1
                break
            if char == "-" and self._peek(1) == "[" and not first:
                self.index += 1
                subtraction = self._set()
                if self._peek() != "]":
                    raise self.fail("A subtraction must be the last element in a character class.")
                continue
            if char == "-" and low is not None and self._peek(1) not in ("]", ""):
                self.index += 1
                high_text, high = self._set_member()
                if high is None:
                    raise self.fail(f"Cannot include class {high_text} in character range.")
                if low > high:
                    raise self.fail("[x-y] range in reverse order.")
                parts[-1] += "-" + high_text
                low = None
            else:
                text, low = self._set_member()
                parts.append(text)
            first = False
        body = f"[{'^' if negative else ''}{''.join(parts)}]"
        return f"[{body}--{subtraction}]" if subtraction else body

    def _set_member(self) -> tuple[str, str | None]:
        """(pattern text, the character) of one member; no character for classes."""
        char = self.pattern[self.index]
        if char != "\\":
            self.index += 1
            return ("\\" + char if char in _SET_SPECIAL else char), char
        following = self._peek(1)
        if not following:
            raise self.fail("Illegal \\ at end of pattern.", len(self.pattern))
        if following in "wWsSdD":
            self.index += 2
            return "\\" + following, None
        if following in "pP":
            return self._property(), None
        if following == "b":
            self.index += 2
            return "\\x08", "\b"
        text = self._character_escape()
        return text, _literal_of(text)


def _literal_of(text: str) -> str:
    if text[0] != "\\":
        return text
    if text[1] in "xu":
        return chr(int(text[2:], 16))
    return {"n": "\n", "r": "\r", "t": "\t"}.get(text[1], text[1])

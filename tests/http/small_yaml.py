# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the part of YAML that doc/api.yaml is written in, with nothing but Python itself.

Block mappings and sequences, flow mappings and sequences on one line, plain and single-quoted
texts, numbers, true, false, null, comments on their own line. No anchors, no tags, no texts over
several lines. What is not of that part is an error, never a guess.
"""
import re


class YamlError(ValueError):
    pass


def scalar(text):
    if text in ("null", "~", ""):
        return None
    if text in ("true", "false"):
        return text == "true"
    if text in ("yes", "no", "on", "off"):
        raise YamlError(f"'{text}' means different things to different readers: quote it")
    if re.fullmatch(r"-?[0-9]+", text):
        return int(text)
    if text[0] in "&*!|>%@`\"":
        raise YamlError(f"not in the part of YAML that is read here: {text}")
    return text


class Flow:
    """A value on one line: {a: b, c: [d, 'e']} or a scalar."""

    def __init__(self, text):
        self.text = text
        self.at = 0

    def blank(self):
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1

    def peek(self):
        self.blank()
        return self.text[self.at] if self.at < len(self.text) else ""

    def expect(self, sign):
        if self.peek() != sign:
            raise YamlError(f"'{sign}' expected at {self.at} in: {self.text}")
        self.at += 1

    def quoted(self):
        match = re.compile(r"'((?:[^']|'')*)'").match(self.text, self.at)
        if not match:
            raise YamlError(f"unended quote in: {self.text}")
        self.at = match.end()
        return match.group(1).replace("''", "'")

    def plain(self, stop):
        match = re.compile(stop).match(self.text, self.at)
        self.at = match.end()
        return match.group(0).strip()

    def value(self, inside=False):
        sign = self.peek()
        if sign == "{":
            return self.mapping()
        if sign == "[":
            return self.sequence()
        if sign == "'":
            return self.quoted()
        return scalar(self.plain(r"[^,\[\]{}]*" if inside else r".*"))

    def mapping(self):
        found = {}
        self.expect("{")
        while self.peek() != "}":
            key = self.quoted() if self.peek() == "'" else self.plain(r"[^:,{}\[\]]*")
            self.expect(":")
            if key in found:
                raise YamlError(f"'{key}' stands twice in: {self.text}")
            found[key] = self.value(inside=True)
            if self.peek() != "}":
                self.expect(",")
        self.expect("}")
        return found

    def sequence(self):
        found = []
        self.expect("[")
        while self.peek() != "]":
            found.append(self.value(inside=True))
            if self.peek() != "]":
                self.expect(",")
        self.expect("]")
        return found

    def whole(self):
        value = self.value()
        if self.peek():
            raise YamlError(f"left over at {self.at} in: {self.text}")
        return value


KEY = re.compile(r"('(?:[^']|'')*'|[^\s'{\[][^:]*|[^\s'{\[]\S*?):(?: +(.*))?$")


class Blocks:
    def __init__(self, text):
        self.lines = []
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip() and not line.lstrip().startswith("#"):
                if "\t" in line:
                    raise YamlError(f"line {number}: a tab")
                self.lines.append((len(line) - len(line.lstrip()), line.strip(), number))
        self.at = 0

    def block(self, indent):
        _, text, number = self.lines[self.at]
        try:
            return self.sequence(indent) if text.startswith("- ") else self.mapping(indent)
        except YamlError as error:
            raise YamlError(f"near line {number}: {error}") from None

    def inner(self, indent):
        if self.at < len(self.lines) and self.lines[self.at][0] > indent:
            return self.block(self.lines[self.at][0])
        return None

    def mapping(self, indent):
        found = {}
        while self.at < len(self.lines) and self.lines[self.at][0] == indent:
            _, text, number = self.lines[self.at]
            match = KEY.match(text)
            if not match:
                raise YamlError(f"line {number}: no 'key: value': {text}")
            key = Flow(match.group(1)).value()
            if key in found:
                raise YamlError(f"line {number}: '{key}' stands twice")
            self.at += 1
            rest = match.group(2)
            found[key] = Flow(rest).whole() if rest else self.inner(indent)
        return found

    def sequence(self, indent):
        found = []
        while self.at < len(self.lines) and self.lines[self.at][0] == indent:
            _, text, number = self.lines[self.at]
            if not text.startswith("- "):
                raise YamlError(f"line {number}: '- ' expected")
            rest = text[2:]
            if KEY.match(rest) and rest[0] not in "{[":
                # A mapping that begins behind the dash.
                self.lines[self.at] = (indent + 2, rest, number)
                found.append(self.mapping(indent + 2))
            else:
                self.at += 1
                found.append(Flow(rest).whole())
        return found


def load(text):
    blocks = Blocks(text)
    value = blocks.block(0)
    if blocks.at < len(blocks.lines):
        raise YamlError(f"line {blocks.lines[blocks.at][2]}: indented otherwise")
    return value

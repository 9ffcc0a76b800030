"""A browser without a screen: it reads the pages it gets, fills in the forms that are there, follows links.

Nothing is sent that the page has no box for; a choice must be one of those offered; hidden boxes go along,
the CSRF token among them, as in any browser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.test import Client

Typed = Mapping[str, Any]
SPACE = re.compile(r"\s+")


@dataclass
class Control:
    """A box of a form. `offered`: the values it can have, when it is a choice. `given`: what it has now."""

    name: str
    kind: str
    offered: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form as read from the page. `buttons`: words, name and value of each."""

    action: str
    method: str
    controls: dict[str, Control] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)

    def control(self, name: str, kind: str) -> Control:
        """The box of that name, made when it is the first of its name."""
        return self.controls.setdefault(name, Control(name, kind))

    def filled(self, typed: Typed) -> dict[str, Any]:
        """What is sent: what stands in the boxes, with what was typed over it. True ticks a box."""
        data: dict[str, Any] = {one.name: one.given for one in self.controls.values() if one.given}
        for name, value in typed.items():
            box = self.controls.get(name)
            assert box is not None, f"the page has no box {name}; it has {sorted(self.controls)}"
            values = box.offered[:1] if value is True else value if isinstance(value, list) else [value]
            assert box.kind != "file" or not any(isinstance(one, str) for one in values), name
            wrong = [one for one in values if box.offered and one not in box.offered]
            assert not wrong, f"{name} offers {box.offered}, not {wrong}"
            data[name] = values
        return data


class PageReader(HTMLParser):
    """Reads forms, links and words out of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._form: Form | None = None
        self._select: Control | None = None
        self._area: Control | None = None
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag in ("script", "style", "title"):
            self._silent += 1
        if tag in ("a", "button"):
            self._open.append((tag, facts, []))
        if tag == "form":
            self._form = Form(facts.get("action", ""), facts.get("method", "get").lower())
            self.forms.append(self._form)
        if self._form is not None:
            self._read_box(tag, facts, self._form)

    def _read_box(self, tag: str, facts: dict[str, str], form: Form) -> None:
        name = facts.get("name", "")
        if tag == "input" and name and "disabled" not in facts:
            self._read_input(facts, form.control(name, facts.get("type", "text")))
        elif tag == "textarea" and name:
            self._area = form.control(name, "textarea")
            self._area.given = [""]
        elif tag == "select" and name:
            self._select = form.control(name, "select")
        elif tag == "option" and self._select is not None:
            self._select.offered.append(facts.get("value", ""))
            if "selected" in facts or not self._select.given:
                self._select.given = [facts.get("value", "")]

    @staticmethod
    def _read_input(facts: dict[str, str], box: Control) -> None:
        value = facts.get("value", "on" if box.kind in ("checkbox", "radio") else "")
        if box.kind in ("checkbox", "radio"):
            box.offered.append(value)
            if "checked" in facts:
                box.given.append(value)
        elif box.kind != "file":
            box.given.append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "title"):
            self._silent -= 1
        if tag in ("a", "button") and self._open and self._open[-1][0] == tag:
            _, facts, parts = self._open.pop()
            words = SPACE.sub(" ", "".join(parts)).strip()
            if tag == "a" and "href" in facts:
                self.links.append((words, facts["href"]))
            elif tag == "button" and self._form is not None and facts.get("type", "submit") == "submit":
                self._form.buttons.append((words, facts.get("name", ""), facts.get("value", "")))
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.given = [self._area.given[0] + data.removeprefix("\n")]
        if self._silent:
            return
        self.words.append(data)
        for _, _, parts in self._open:
            parts.append(data)


class Browser:
    """One window, with its cookies. An error of ours is an error of the test."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.path = "/"
        self.status = 0
        self.body = b""
        self._read = PageReader()

    @property
    def text(self) -> str:
        """All words of the page, spaces made one."""
        return SPACE.sub(" ", " ".join(self._read.words)).strip()

    def open(self, path: str, status: int = 200) -> Browser:
        """Go to an address; the answer must have that status."""
        return self._arrive(self.client.get(path, follow=True), path, status)

    def follow(self, words: str) -> Browser:
        """Follow the link with just those words, or else the first with them in it."""
        links = self._read.links
        found = [href for text, href in links if text == words] or [
            href for text, href in links if words in text
        ]
        assert found, f"no link “{words}” on {self.path}: {[text for text, _ in self._read.links]}"
        return self.open(urljoin(self.path, found[0]))

    def follow_to(self, address: str) -> Browser:
        """Follow the first link whose address has that in it."""
        found = [href for _, href in self._read.links if address in href]
        assert found, f"no link to {address} on {self.path}: {[href for _, href in self._read.links]}"
        return self.open(urljoin(self.path, found[0]))

    def press(self, words: str, typed: Typed | None = None, status: int = 200) -> Browser:
        """Fill in the form that has the button, and press it; the answer must have that status."""
        form, name, value = self._button(words)
        data = form.filled(typed or {})
        if name:
            data[name] = [*data.get(name, []), value] if name in form.controls else value
        target = urljoin(self.path, form.action) if form.action else self.path
        send = self.client.post if form.method == "post" else self.client.get
        return self._arrive(send(target, data, follow=True), target, status)

    def addresses(self) -> list[str]:
        """Where the links of the page lead, in order."""
        return [href for _, href in self._read.links]

    def words_to(self, address: str) -> str:
        """The words of the first link whose address has that in it."""
        return next(text for text, href in self._read.links if address in href)

    def box(self, name: str) -> list[str]:
        """What stands in a box of the page."""
        return next(form.controls[name].given for form in self._read.forms if name in form.controls)

    def has_button(self, words: str) -> bool:
        """Whether there is such a button or link."""
        buttons = [text for form in self._read.forms for text, _, _ in form.buttons]
        return words in buttons or words in [text for text, _ in self._read.links]

    def _button(self, words: str) -> tuple[Form, str, str]:
        for form in self._read.forms:
            for text, name, value in form.buttons:
                if text == words:
                    return form, name, value
        every = [text for form in self._read.forms for text, _, _ in form.buttons]
        raise AssertionError(f"no button “{words}” on {self.path}: {every}")

    def _arrive(self, answer: Any, path: str, status: int) -> Browser:
        chain = getattr(answer, "redirect_chain", [])
        self.path = urljoin(path, chain[-1][0]) if chain else path
        self.status, self.body = answer.status_code, answer.getvalue()
        self._read = PageReader()
        if answer.get("Content-Type", "").startswith("text/html"):
            self._read.feed(self.body.decode())
        assert self.status == status, f"{self.path}: {self.status}, not {status}: {self.text[:600]}"
        return self

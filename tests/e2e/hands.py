"""How a person works a page: with a finger or mouse, or with the keyboard alone."""

from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page, TimeoutError

MOST_TABS = 150


def fits(page: Page) -> bool:
    """Whether nothing sticks out sideways."""
    width: bool = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    return width


def leave_by(way: Locator) -> None:
    """Click what opens another page, and wait until that page is there.

    A click alone returns at once: what is read after it may still be the page before.
    """
    with way.page.expect_navigation():
        way.click()


def touch(thing: Locator) -> None:
    """Click what changes this page; whoever looks at the change waits for it with `expect`."""
    thing.click()


class Hands(Protocol):
    """What one can do to a page. Boxes are named by id, choices by name and value, buttons by their words."""

    def type(self, box: str, text: str) -> None:
        """Write into a box."""

    def choose(self, name: str, value: str) -> None:
        """Choose one of several."""

    def tick(self, box: str) -> None:
        """Tick a box."""

    def pick(self, box: str, words: str) -> None:
        """Pick from a list by its words."""

    def attach(self, box: str, path: Path) -> None:
        """Choose a file."""

    def press(self, words: str) -> None:
        """Press a button."""

    def follow(self, words: str) -> None:
        """Follow a link."""


class Finger:
    """Touch or mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def type(self, box: str, text: str) -> None:
        self.page.fill(f'[id="{box}"]', text)

    def choose(self, name: str, value: str) -> None:
        self.page.check(f'input[name="{name}"][value="{value}"]')

    def tick(self, box: str) -> None:
        self.page.check(f'[id="{box}"]')

    def pick(self, box: str, words: str) -> None:
        self.page.select_option(f'[id="{box}"]', label=words)

    def attach(self, box: str, path: Path) -> None:
        self.page.set_input_files(f'input[type="file"][name="{box}"]', str(path))

    def press(self, words: str) -> None:
        leave_by(self.page.locator("main").get_by_role("button", name=words, exact=True))

    def follow(self, words: str) -> None:
        leave_by(self.page.locator("main").get_by_role("link", name=words, exact=True))


class Keyboard:
    """No pointer at all: Tab, arrows, Space, Enter and letters."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def type(self, box: str, text: str) -> None:
        self._reach(f"e.id === {box!r}")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        self._reach(f"e.name === {name!r}")
        self.page.keyboard.press("Space")
        for _ in range(12):
            if self.page.evaluate(
                f"document.activeElement.value === {value!r} && document.activeElement.checked"
            ):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name}: {value} cannot be chosen with the arrows")

    def tick(self, box: str) -> None:
        self._reach(f"e.id === {box!r}")
        self.page.keyboard.press("Space")

    def pick(self, box: str, words: str) -> None:
        self._reach(f"e.id === {box!r}")
        self.page.keyboard.type(words)

    def attach(self, box: str, path: Path) -> None:
        self.page.wait_for_load_state("networkidle")  # the script may still be making the button
        for _ in range(5):
            self._reach(f"e.id === {box!r} || e.id === {box + '-input'!r}")
            try:
                with self.page.expect_file_chooser(timeout=8_000) as chooser:
                    self.page.keyboard.press("Enter")
            except TimeoutError:
                continue  # on a busy machine the browser may let one key pass
            chooser.value.set_files(str(path))
            return
        raise AssertionError(f"{box}: no key opens the file chooser")

    def press(self, words: str) -> None:
        self._enter("button", words)

    def follow(self, words: str) -> None:
        self._enter("a", words)

    def _enter(self, kind: str, words: str) -> None:
        self._reach(f"e.closest('main') && e.matches({kind!r}) && e.textContent.trim() === {words!r}")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _reach(self, wanted: str) -> None:
        """Press Tab until the element is in focus; it must then be seen to be."""
        for _ in range(MOST_TABS):
            if self.page.evaluate(f"(() => {{ const e = document.activeElement; return !!({wanted}); }})()"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches: {wanted}")

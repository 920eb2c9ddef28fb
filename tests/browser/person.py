"""Estimates how long a person would take for what a test does instantly.

The keystroke-level model of Card, Moran and Newell counts what hands and head do (CACM
1980): deciding, reaching for mouse or keyboard, pointing, pressing, typing. Of a page's
words people read 28 % at most (Nielsen, "How little do users read?", 2008, from Weinreich
et al., ACM TWEB 2008), at 238 a minute (Brysbaert, Journal of Memory and Language 2019).
The time that pages, voice and worker take is measured.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playwright.sync_api import Locator

DECIDE_S = 1.35
REACH_S = 0.4
POINT_S = 1.1
CLICK_S = 0.2
KEY_S = 0.5  # random letters; words go faster
SHARE_READ = 0.28
WORDS_PER_MINUTE = 238

# The number of visible words between the top of the page and a control.
WORDS_ABOVE = """
control => {
  const main = document.querySelector("main");
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let words = "";
  while (texts.nextNode()) {
    const { parentElement: holder } = texts.currentNode;
    const isBelow = control.compareDocumentPosition(holder) & 4;
    if (isBelow && !control.contains(holder)) break;
    const isHidden = holder.closest(".visually-hidden, [aria-hidden=true]");
    if (!isHidden && holder.checkVisibility()) words += " " + texts.currentNode.data;
  }
  return words.trim().split(/\\s+/).length;
}
"""


@dataclass
class Person:
    """A simulated user who reads, types and presses."""

    started: float = field(default_factory=time.monotonic)
    presses: int = 0
    hands_s: float = 0.0
    words_shown: dict[str, int] = field(default_factory=dict)
    _is_at_keyboard: bool = False

    def press(self, control: Locator, key: str = "Enter") -> None:
        """Press a key instead of clicking."""
        self.look_down_to(control)
        self._reach(keyboard=False)
        self.presses += 1
        self.hands_s += DECIDE_S + POINT_S + CLICK_S
        control.press(key)

    def type(self, control: Locator, text: str) -> None:
        """Fill in a field, reached by a click the first time and by Tab afterwards."""
        self.look_down_to(control)
        to_get_there = KEY_S if self._is_at_keyboard else POINT_S + CLICK_S
        self._reach(keyboard=True)
        self.hands_s += DECIDE_S + to_get_there + KEY_S * len(text)
        control.fill(text)

    def look_down_to(self, control: Locator) -> None:
        """Read the page down to a control."""
        page, n_words = control.page.url, control.evaluate(WORDS_ABOVE)
        self.words_shown[page] = max(self.words_shown.get(page, 0), n_words)

    def _reach(self, *, keyboard: bool) -> None:
        if keyboard is not self._is_at_keyboard:
            self.hands_s += REACH_S
        self._is_at_keyboard = keyboard

    @property
    def clock_s(self) -> float:
        """Measured seconds that pages, recording and worker took."""
        return time.monotonic() - self.started

    @property
    def every_word_s(self) -> float:
        """Seconds to read every word that was shown."""
        return 60 * sum(self.words_shown.values()) / WORDS_PER_MINUTE

    @property
    def seconds(self) -> float:
        return self.clock_s + self.hands_s + SHARE_READ * self.every_word_s

    def __str__(self) -> str:
        return (
            f"{self.presses} presses, {self.seconds:.0f} s of a person's time: "
            f"{self.hands_s:.0f} s deciding, pointing, typing; "
            f"{SHARE_READ * self.every_word_s:.0f} s reading 28 % of "
            f"{sum(self.words_shown.values())} words ({self.every_word_s:.0f} s for all); "
            f"{self.clock_s:.0f} s by the clock"
        )

"""Homographs of one stress pattern: "live" as in "five" or as in "give".

The sentence usually tells which is meant (see ``heteronyms``). A phrase's author may say
so: the sounds of the chosen one then stand in the place of a stressed syllable.
"""

from __future__ import annotations

from dataclasses import dataclass

from .lexicon import Pronunciation, without_stress

Row = tuple[str, str, str]
# By word: for each way to say it the sounds, a word that rhymes, and an example.
RHYMES: dict[str, tuple[Row, Row]] = {
    "abuse": (
        ("AH0 B Y UW1 S", "juice", "drug abuse"),
        ("AH0 B Y UW1 Z", "news", "to abuse power"),
    ),
    "bass": (
        ("B EY1 S", "face", "a bass guitar"),
        ("B AE1 S", "gas", "to catch a bass"),
    ),
    "bow": (
        ("B AW1", "now", "to bow to the king"),
        ("B OW1", "go", "a bow and arrow"),
    ),
    "bows": (
        ("B AW1 Z", "cows", "he bows to the king"),
        ("B OW1 Z", "goes", "bows and arrows"),
    ),
    "close": (
        ("K L OW1 Z", "nose", "to close the door"),
        ("K L OW1 S", "dose", "close to home"),
    ),
    "dove": (
        ("D AH1 V", "love", "a white dove"),
        ("D OW1 V", "drove", "she dove into the pool"),
    ),
    "excuse": (
        ("IH0 K S K Y UW1 S", "juice", "a good excuse"),
        ("IH0 K S K Y UW1 Z", "news", "excuse me"),
    ),
    "excuses": (
        ("IH0 K S K Y UW1 S IH0 Z", "juices", "no excuses"),
        ("IH0 K S K Y UW1 Z IH0 Z", "loses", "she excuses him"),
    ),
    "house": (
        ("HH AW1 S", "mouse", "a big house"),
        ("HH AW1 Z", "cows", "to house a family"),
    ),
    "lead": (
        ("L IY1 D", "need", "to lead the team"),
        ("L EH1 D", "red", "as heavy as lead"),
    ),
    "live": (
        ("L IH1 V", "give", "they live here"),
        ("L AY1 V", "five", "live music"),
    ),
    "lives": (
        ("L IH1 V Z", "gives", "she lives here"),
        ("L AY1 V Z", "drives", "our lives"),
    ),
    "read": (
        ("R IY1 D", "need", "I read every day"),
        ("R EH1 D", "red", "I read it yesterday"),
    ),
    "row": (
        ("R OW1", "go", "the first row"),
        ("R AW1", "now", "a row with the neighbours"),
    ),
    "rows": (
        ("R OW1 Z", "goes", "two rows of seats"),
        ("R AW1 Z", "cows", "rows with the neighbours"),
    ),
    "sow": (
        ("S OW1", "go", "to sow seeds"),
        ("S AW1", "now", "a sow and her piglets"),
    ),
    "sows": (
        ("S OW1 Z", "goes", "he sows seeds"),
        ("S AW1 Z", "cows", "sows and piglets"),
    ),
    "tear": (
        ("T EH1 R", "hair", "to tear the paper"),
        ("T IH1 R", "ear", "a tear in her eye"),
    ),
    "tears": (
        ("T EH1 R Z", "stairs", "he tears the paper"),
        ("T IH1 R Z", "ears", "tears of joy"),
    ),
    "use": (
        ("Y UW1 Z", "news", "to use a pen"),
        ("Y UW1 S", "juice", "it is of no use"),
    ),
    "uses": (
        ("Y UW1 Z IH0 Z | Y UW1 Z AH0 Z", "loses", "she uses a pen"),
        ("Y UW1 S IH0 Z | Y UW1 S AH0 Z", "juices", "it has many uses"),
    ),
    "wind": (
        ("W IH1 N D", "grinned", "a cold wind"),
        ("W AY1 N D", "kind", "to wind a clock"),
    ),
    "winds": (
        ("W IH1 N D Z", "wins", "strong winds"),
        ("W AY1 N D Z", "kinds", "the road winds"),
    ),
    "wound": (
        ("W UW1 N D", "tuned", "a deep wound"),
        ("W AW1 N D", "sound", "she wound the clock"),
    ),
}
# Words in "-ate" with one stress pattern: an example of the verb, and of the other.
EXAMPLES_IN_ATE: dict[str, tuple[str, str]] = {
    "advocate": ("to advocate peace", "an advocate of peace"),
    "affiliate": ("to affiliate with a club", "an affiliate of the club"),
    "aggregate": ("to aggregate data", "the aggregate score"),
    "animate": ("to animate a film", "animate beings"),
    "appropriate": ("to appropriate money", "an appropriate answer"),
    "approximate": ("to approximate a number", "an approximate number"),
    "articulate": ("to articulate an idea", "an articulate speaker"),
    "associate": ("to associate with them", "an associate of mine"),
    "coordinate": ("to coordinate a project", "a coordinate on the map"),
    "delegate": ("to delegate work", "a delegate from Spain"),
    "deliberate": ("to deliberate for hours", "a deliberate mistake"),
    "desolate": ("to desolate a land", "a desolate land"),
    "duplicate": ("to duplicate a key", "a duplicate key"),
    "elaborate": ("to elaborate on it", "an elaborate plan"),
    "estimate": ("to estimate the cost", "an estimate of the cost"),
    "graduate": ("to graduate in June", "a graduate of Oxford"),
    "intimate": ("to intimate a wish", "an intimate friend"),
    "moderate": ("to moderate a debate", "a moderate price"),
    "separate": ("to separate eggs", "separate rooms"),
    "subordinate": ("to subordinate it", "a subordinate clause"),
}


@dataclass(frozen=True, slots=True)
class Homograph:
    """One of the words that are written alike.

    ``endings`` are the phones, with stress digits, that one of its pronunciations ends
    in; the first identifies it. It rhymes with ``rhyme``; ``example`` shows its use.
    """

    endings: tuple[str, ...]
    rhyme: str
    example: str

    @property
    def code(self) -> str:
        """What identifies it where a phrase is stored."""
        return self.endings[0]

    def fits(self, said: Pronunciation) -> bool:
        """Whether a pronunciation is one of this word; stress does not matter."""
        spoken = [without_stress(phone) for phone in said]
        endings = (
            [without_stress(phone) for phone in ending.split()]
            for ending in self.endings
        )
        return any(spoken[-len(ending) :] == ending for ending in endings)

    def choose(self, variants: tuple[Pronunciation, ...]) -> tuple[Pronunciation, ...]:
        """Return its pronunciations; its own sounds where the dictionary has none."""
        fitting = tuple(said for said in variants if self.fits(said))
        return fitting or (tuple(self.code.split()),)


def homographs_of(word: str) -> tuple[Homograph, ...]:
    """Return the words that are written like this and differ in sounds alone, if any.

    >>> [one.rhyme for one in homographs_of("live")], homographs_of("table")
    (['give', 'five'], ())
    """
    word = word.lower()
    if rows := RHYMES.get(word):
        return tuple(
            Homograph(tuple(ends.split(" | ")), rhyme, use) for ends, rhyme, use in rows
        )
    if uses := EXAMPLES_IN_ATE.get(word):
        full, weak = uses
        return (
            Homograph(("EY2 T",), "late", full),
            Homograph(("AH0 T", "IH0 T"), "it", weak),
        )
    return ()

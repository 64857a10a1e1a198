"""Which language a text looks to be in, from its commonest words or its script.

The words are the short function words that make up a third or more of running prose in each language and
that the others lack; counting them is the method of Ingle (1976) and Grefenstette (1995).
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from fabula import errors
from fabula.types import Text

_WORDS = {
    "English": "the and of to a in that he was his it with i as had for her she at not on but be is you him "
    "they have said were by which this my all from so me one are or there an we who what if no when them "
    "would been could out up into your do then will their more did now some like than down its how",
    "French": "le la les de des et un une du il elle que qui est dans pas ne pour sur au avec se ce sa son "
    "mais vous je nous lui par était plus en tout comme à ses cette ils elles",
    "German": "der die das und ich sie er nicht ein eine ist es zu den mit dem auf war sich von des wie als "
    "auch aber noch hatte im an so mir was nur wenn wir einen einem ihr ihm",
    "Spanish": "el la los las de que y en un una no se por con su para del al lo como más pero había era le "
    "él ella sus yo me todo si qué estaba",
    "Italian": "il la di che e un una non per si con del della al lo gli le i da era come più ma suo sua "
    "aveva nel alla anche mi io lui questo sono",
    "Portuguese": "o a os as de que e um uma não em do da se por com para no na como mais mas ele ela seu "
    "sua era dos das ao eu lhe",
    "Dutch": "de het een en van ik hij niet dat te in is op zijn er maar met voor had was ze je aan om ook "
    "als naar uit nog bij hem haar",
    "Swedish": "och att det som en på är av för med han hon inte den var jag till ett om hade men sig så "
    "från de honom henne",
    "Danish or Norwegian": "og at det som en på er av af for med han hun ikke den var jeg til et om havde "
    "hadde men sig seg så fra de ham henne",
    "Finnish": "ja on ei hän oli se että mutta kun niin minä hänen ole myös jo vain joka kuin sitten nyt hän",
    "Polish": "i w na się nie że z do to jak ale jest był była o tak po za co jego jej już tylko go przez",
    "Hungarian": "a az és hogy nem is egy volt de meg azt ez csak el mint már ha még csak volna",
    "Turkish": "bir ve bu da de için ne gibi çok daha ben sen onun o ama sonra kadar diye her",
    "Romanian": "și în de la cu pe nu a un o că se din mai era lui ce pentru sau care",
    "Czech": "a se na je že to v s z do ale byl jsem jako tak po by jeho co už jen když",
    "Indonesian or Malay": "yang dan di itu ini dengan untuk tidak dari dalam akan pada dia ke adalah saya",
    "Latin": "et in est non ad ut cum quod qui sed si ex ab quae sunt esse hoc nec atque enim quam",
    "Welsh": "y yr yn i a ac o ar ei oedd ond am mae fel wedi ni hi ef",
    "Esperanto": "la kaj de en al mi li ne estas ke por sed kun ŝi tio estis pri ĝi",
}
_LISTS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_SCRIPTS = (
    ("Russian or another language in Cyrillic letters", re.compile(r"[\u0400-\u052f]")),
    ("Japanese", re.compile(r"[\u3040-\u30ff]")),
    ("Korean", re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")),
    ("Chinese", re.compile(r"[\u3400-\u9fff]")),
    ("Arabic, Persian or Urdu", re.compile(r"[\u0600-\u06ff]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
    ("Hindi or another language of India", re.compile(r"[\u0900-\u0dff]")),
    ("Thai", re.compile(r"[\u0e00-\u0e7f]")),
)
_WORD = re.compile(r"[^\W\d_]+")
_SLICE = 20_000
_SLICES = 5
_FEW_WORDS = 25
# English prose has half its words in the list, its verse a third, other languages a twentieth.
_ENGLISH_SHARE = 0.15


def require_english(path: Path, text: Text) -> None:
    """Raise SourceError where the story's words are clearly not English; a few words prove nothing."""
    guess = language_of(_sample(text))
    if guess is not None and guess != "English":
        raise errors.not_english(path, guess)


def language_of(text: str) -> str | None:
    """The language a stretch of prose looks to be in, or None where there is too little to tell by."""
    letters = sum(map(str.isalpha, text))
    for language, script in _SCRIPTS:
        share = 0.15 if language == "Japanese" else 0.4
        if letters > 10 and len(script.findall(text)) > share * letters:
            return language
    words = Counter(_WORD.findall(text.casefold()))
    total = sum(words.values())
    if total < _FEW_WORDS:
        return None
    shares = {language: sum(words[word] for word in listed) / total for language, listed in _LISTS.items()}
    best = max(shares, key=lambda language: shares[language])
    if shares["English"] >= _ENGLISH_SHARE and shares["English"] >= 0.8 * shares[best]:
        return "English"
    return best if best != "English" and shares[best] >= _ENGLISH_SHARE else "no language with English words"


def _sample(text: Text) -> str:
    """Slices from all over the story, without front matter, notes and licences where there is a story."""
    story = [block for block in text.blocks if block.kind.is_story] or list(text.blocks)
    total = sum(block.end - block.start for block in story)
    if total <= _SLICE * _SLICES:
        return " ".join(text.content[block.start : block.end] for block in story)
    taken: list[str] = []
    for i in range(_SLICES):
        at, seen = i * (total - _SLICE) // (_SLICES - 1), 0
        for block in story:
            size = block.end - block.start
            low, high = max(at - seen, 0), min(at + _SLICE - seen, size)
            if low < high:
                taken.append(text.content[block.start + low : block.start + high])
            seen += size
    return " ".join(taken)

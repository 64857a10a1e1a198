"""Nouns that say what somebody is of somebody, by kinds of relation."""

from __future__ import annotations

from collections.abc import Mapping

_RELATIONS = {
    "parent of": (
        "father mother papa pa pap pappy pop dad daddy mamma mama ma mam mammy mum mummy mom "
        "mommy parent stepfather stepmother step-father step-mother foster-father foster-mother "
        "sire dam"
    ),
    "child of": (
        "son daughter child kid boy girl stepson stepdaughter sonny offspring heir infant baby firstborn"
    ),
    "sibling of": "brother sister sibling twin half-brother half-sister bro sis stepbrother stepsister",
    "spouse of": "husband wife spouse hubby missus bride bridegroom groom widow widower helpmeet",
    "engaged to": "fiancé fiancée fiance fiancee betrothed intended",
    "lover of": "lover sweetheart girlfriend boyfriend mistress beloved paramour suitor admirer",
    "relative of": (
        "aunt uncle auntie aunty nuncle cousin nephew niece grandfather grandmother grandpa "
        "grandma granny granddad grandad grandson granddaughter grandchild relative relation "
        "kinsman kinswoman kin brother-in-law sister-in-law father-in-law mother-in-law "
        "son-in-law daughter-in-law godfather godmother godson goddaughter ancestor descendant "
        "great-uncle great-aunt ward guardian"
    ),
    "friend of": (
        "friend comrade chum pal buddy companion mate crony confidant confidante playmate "
        "playfellow ally bestie acquaintance"
    ),
    "enemy of": "enemy foe rival adversary nemesis opponent antagonist",
    "superior of": (
        "superior commander captain chief boss leader commandant overlord lord liege king queen "
        "supervisor general"
    ),
    "subordinate of": (
        "subordinate lieutenant henchman second deputy aide aide-de-camp underling minion "
        "follower adjutant subject vassal"
    ),
    "colleague of": (
        "colleague partner associate co-worker coworker collaborator accomplice teammate "
        "classmate schoolmate schoolfellow shipmate fellow-worker confederate"
    ),
    "employer of": "employer master mistress boss patron client",
    "servant of": (
        "servant maid butler valet footman housekeeper cook coachman groom manservant governess "
        "nurse nursemaid chauffeur secretary steward page slave bodyguard gardener attendant "
        "housemaid gamekeeper handmaid maidservant lackey serf retainer squire charwoman nanny "
        "driver assistant clerk agent"
    ),
    "teacher of": (
        "teacher tutor master mentor instructor professor schoolmaster schoolmistress coach trainer guru"
    ),
    "pupil of": "pupil student apprentice disciple protégé protégée protege scholar trainee",
    "owner of": "owner",
    "pet of": (
        "dog cat horse pony parrot canary pup puppy kitten hound terrier mare mule donkey cow "
        "goat pig bird rabbit monkey hawk falcon steed hyena"
    ),
    "doctor of": "doctor physician surgeon psychiatrist therapist dentist",
    "patient of": "patient",
    "host of": "host hostess landlord landlady innkeeper",
    "guest of": "guest visitor lodger tenant boarder",
    "neighbour of": "neighbour neighbor",
    "member of": "member",
}

KIN_NOUNS: Mapping[str, tuple[str, ...]] = {
    noun: tuple(kind for kind, own in _RELATIONS.items() if noun in own.split())
    for nouns in _RELATIONS.values()
    for noun in nouns.split()
}
"""What "her NOUN" is of her: the kinds of relation, the likeliest first."""

ELDERS = frozenset(
    (  # noqa: SIM905
        "father mother papa pa pap pappy pop dad daddy mamma mama ma mam mammy mum mummy mom "
        "mommy aunt auntie aunty uncle nuncle grandfather grandmother grandpa grandma granny "
        "granddad grandad"
    ).split()
)
"""Kin words that alone in speech mean the speaker's own."""

GENDERED: Mapping[str, str] = {
    **dict.fromkeys(
        (  # noqa: SIM905
            "father papa pa pap pappy pop dad daddy stepfather step-father foster-father son stepson "
            "brother half-brother stepbrother bro husband hubby bridegroom groom widower boyfriend "
            "uncle nuncle nephew grandfather grandpa granddad grandad grandson brother-in-law "
            "father-in-law son-in-law"
        ).split(),
        "he",
    ),
    **dict.fromkeys(
        (  # noqa: SIM905
            "mother mamma mama ma mam mammy mum mummy mom mommy stepmother step-mother foster-mother "
            "daughter stepdaughter sister half-sister stepsister sis wife missus bride widow "
            "girlfriend aunt auntie aunty niece grandmother grandma granny granddaughter sister-in-law "
            "mother-in-law daughter-in-law"
        ).split(),
        "she",
    ),
}
"""The pronoun of one whom a noun of kin means."""

INVERSE: Mapping[str, str] = {
    **{"parent of": "child of", "superior of": "subordinate of", "employer of": "servant of"},
    **{"teacher of": "pupil of", "owner of": "pet of", "doctor of": "patient of", "host of": "guest of"},
}
"""Kinds that tell the same from the other side."""

SYMMETRIC = frozenset(
    [
        *("sibling of", "spouse of", "engaged to", "lover of", "relative of", "friend of", "enemy of"),
        *("colleague of", "neighbour of"),
    ]
)
"""Kinds that hold both ways."""

UNITING: Mapping[str, str] = {
    **dict.fromkeys(("marry", "wed"), "spouse of"),
    **dict.fromkeys(("love", "adore", "woo", "court", "kiss", "seduce"), "lover of"),
    **dict.fromkeys(
        ("hate", "loathe", "detest", "despise", "threaten", "attack", "kill", "murder"), "enemy of"
    ),
    **dict.fromkeys(("befriend",), "friend of"),
    **dict.fromkeys(("teach", "tutor", "train", "instruct"), "teacher of"),
    **dict.fromkeys(("employ", "hire", "engage", "pay"), "employer of"),
    **dict.fromkeys(("serve", "obey"), "servant of"),
    **dict.fromkeys(("command", "order", "lead"), "superior of"),
    **dict.fromkeys(("entertain", "invite", "host"), "host of"),
    **dict.fromkeys(("own", "buy"), "owner of"),
    **dict.fromkeys(("raise", "beget", "bear", "adopt"), "parent of"),
    **dict.fromkeys(("cure", "treat", "heal"), "doctor of"),
    **dict.fromkeys(("visit",), "guest of"),
}
"""What the subject of a verb is of its object."""

ADDRESSING: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("sir", "ma'am", "ma’am", "madam", "master", "boss", "chief"), ("superior of", "employer of")
    ),
    **dict.fromkeys(
        ("lord", "lordship", "ladyship", "majesty", "highness", "sire"), ("superior of", "employer of")
    ),
    **dict.fromkeys(("miss", "lady", "mistress"), ("employer of",)),
    **dict.fromkeys(("captain", "general", "colonel", "major", "lieutenant", "commander"), ("superior of",)),
    **dict.fromkeys(("admiral", "sergeant", "commodore", "inspector"), ("superior of",)),
    **dict.fromkeys(("professor", "teacher", "sensei"), ("teacher of",)),
    **dict.fromkeys(("doctor",), ("doctor of", "superior of")),
    **dict.fromkeys(("son", "daughter", "child", "boy", "sonny"), ("child of",)),
    **dict.fromkeys(("darling", "dearest", "beloved", "honey", "sweetheart"), ("lover of", "spouse of")),
    **dict.fromkeys(("brother", "sister", "bro", "sis"), ("sibling of",)),
    **dict.fromkeys(
        ("friend", "fellow", "chum", "pal", "buddy", "comrade", "mate"), ("friend of", "colleague of")
    ),
    **dict.fromkeys(
        ("cousin", "nephew", "niece", "uncle", "aunt", "auntie", "grandfather"), ("relative of",)
    ),
    **dict.fromkeys(
        ("father", "mother", "papa", "mamma", "mama", "dad", "daddy", "mum", "mom"), ("parent of",)
    ),
    **dict.fromkeys(("wife", "husband"), ("spouse of",)),
}
"""What one who is called so is of the one who says it."""

"""Things that people have about them, or call their own."""

from __future__ import annotations

THINGS = frozenset(
    (  # noqa: SIM905
        "gun pistol rifle revolver shotgun musket sword dagger knife axe spear bow lance staff "
        "stick cane wand club whip blade sabre rapier stiletto cutlass shield blaster automatic "
        "book letter notebook diary journal map newspaper magazine pen pencil paper card note "
        "manuscript bag purse wallet briefcase suitcase trunk basket sack satchel backpack pouch "
        "box case locker portfolio watch clock key keys lantern lamp torch candle match lighter "
        "pipe cigar cigarette tobacco snuff horse mare pony dog cat cow goat parrot hound donkey "
        "mule car truck van motorcycle bicycle bike boat ship yacht carriage wagon cart coach "
        "sled plane phone telephone radio computer laptop camera tablet screen violin cello "
        "guitar piano flute harp drum fiddle harmonica umbrella parasol fan handkerchief "
        "spectacles glasses monocle telescope binoculars money gold coin fortune estate farm shop "
        "store mill factory bank account cheque check ticket passport bottle flask cup glass mug "
        "bowl tea-cup spoon fork pot kettle samovar rope chain net rod spade shovel hammer saw "
        "tool scythe needle knitting sewing brush comb mirror razor doll toy ball kite flower "
        "rose bouquet bandage crutch wheelchair stroller pram dentures amulet talisman charm "
        "medal bible prayer-book rosary cross crucifix portrait photograph picture desk chair "
        "armchair table bed garden library laboratory safe treasure jewel diamond necklace ring "
        "sceptre throne crown instrument machine device weapon armour ammunition"
    ).split()
)
"""Nouns of what one can hold, carry, ride or own."""

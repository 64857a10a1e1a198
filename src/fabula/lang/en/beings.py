"""What kind of being somebody is, and what people."""

from __future__ import annotations

SPECIES = frozenset(
    (  # noqa: SIM905
        "dog cat horse pony mare stallion cow bull ox sheep lamb goat pig hog donkey mule "
        "wolf fox bear lion tiger leopard panther monkey ape chimpanzee gorilla elephant rat "
        "mouse mole badger otter rabbit hare toad frog snake serpent lizard turtle tortoise "
        "crocodile alligator bird crow raven rook owl hawk eagle parrot robin sparrow pigeon "
        "dove duck goose swan hen cock rooster chicken turkey fish shark whale dolphin spider "
        "ant bee wasp fly butterfly beetle worm puppy kitten terrier spaniel hound bulldog "
        "poodle mastiff setter retriever pup kitty mongrel mutt bitch colt filly squirrel "
        "hedgehog weasel stoat ferret deer stag elf fairy goblin troll ogre giant dwarf gnome "
        "dragon unicorn vampire werewolf zombie ghost spirit demon devil angel god goddess "
        "witch mermaid nymph dryad centaur robot android cyborg alien martian human mortal "
        "droid machine djinn genie imp sprite phantom monster beast creature she-wolf hobbit "
        "orc halfling banshee golem animal cockatoo canary camel llama kangaroo seal walrus "
        "penguin bat dinosaur griffin phoenix sphinx faun satyr succubus incubus poltergeist "
        "apparition specter spectre wraith ghoul mummy mutant clone computer fae seraph "
        "cherub titan kobold pixie changeling familiar kraken wyvern venusian earthman insect "
        "reptile mammal fowl hyena jackal coyote cub foal calf kid panda sloth lemur baboon"
    ).split()
)
"""Beasts, beings of tales, machines."""

NATIONALITIES = frozenset(
    (  # noqa: SIM905
        "english french german italian spanish russian american irish scottish scotch welsh "
        "british dutch danish swedish norwegian finnish polish austrian hungarian greek "
        "turkish arab arabian persian indian chinese japanese african egyptian australian "
        "canadian mexican portuguese brazilian swiss belgian jewish hebrew roman european "
        "asian oriental corsican sicilian neapolitan venetian parisian londoner yankee cuban "
        "korean vietnamese israeli moorish gypsy bohemian prussian bavarian cockney creole "
        "cornish flemish ukrainian romanian serbian bulgarian czech slovak albanian tartar "
        "tatar cossack mongolian tibetan englishman englishwoman frenchman frenchwoman "
        "irishman irishwoman scotsman scotchman scotswoman welshman dutchman dutchwoman "
        "spaniard pole dane swede finn turk jew jewess moor negro negress chinaman highlander "
        "texan californian new-yorker virginian kentuckian southerner northerner celt viking "
        "norseman saxon norman gaul briton scot malay hindu muslim mohammedan christian "
        "catholic protestant parsee sikh eskimo apache sioux iroquois lascar peruvian chilean "
        "argentine colombian panamanian haitian jamaican iranian iraqi syrian lebanese"
    ).split()
)
"""Adjectives and nouns for peoples."""

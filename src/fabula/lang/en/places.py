"""Nouns of places that a scene can be in."""

from __future__ import annotations

ROOMS = frozenset(
    (  # noqa: SIM905
        "room bedroom chamber kitchen parlour parlor drawing-room dining-room sitting-room living-room "
        "bathroom nursery study library hall hallway corridor passage passageway landing staircase stairs "
        "attic cellar basement pantry scullery closet cupboard cabin berth cell office classroom schoolroom "
        "ballroom lobby foyer lounge saloon bar gallery balcony verandah veranda porch doorway threshold "
        "ward laboratory lab workshop studio dressing-room waiting-room compartment cockpit bridge deck hold "
        "galley engine-room control-room courtroom dock vault tower dungeon loft bunk bed bedside table desk "
        "counter window fireside hearth sofa couch"
    ).split()
)
"""Nouns of rooms and parts of buildings and ships."""

BUILDINGS = frozenset(
    (  # noqa: SIM905
        "house home cottage hut cabin mansion palace castle manor lodge villa flat apartment inn tavern pub "
        "hotel hostel hospital school church chapel cathedral temple monastery abbey shop store market mill "
        "barn stable stables shed garage factory warehouse station museum theatre theater restaurant cafe "
        "café club prison jail gaol court barracks fort fortress tent caravan building launderette laundry "
        "bank bakery dormitory greenhouse lighthouse observatory parsonage vicarage rectory farm ranch"
    ).split()
)
"""Nouns of buildings."""

GROUNDS = frozenset(
    (  # noqa: SIM905
        "garden yard courtyard lawn park orchard field meadow pasture wood woods forest jungle thicket "
        "clearing glade hill hillside mountain cliff valley ravine canyon cave beach shore coast bank river "
        "stream brook lake pond pool sea ocean island bay harbour harbor quay pier wharf desert plain moor "
        "heath swamp marsh road street lane alley path track square bridge crossroads pavement sidewalk "
        "graveyard cemetery churchyard battlefield camp campsite village town city country countryside "
        "outside roof terrace gate porch platform arena crater planet moon asteroid earth ground corner "
        "trench avenue highway ditch bench"
    ).split()
)
"""Nouns of places out of doors."""

VEHICLES = frozenset(
    (  # noqa: SIM905
        "ship boat canoe ferry yacht steamer vessel train carriage coach cab taxi car motor bus tram van "
        "lorry truck wagon cart sledge plane aeroplane airplane helicopter rocket spaceship starship shuttle "
        "submarine lift elevator"
    ).split()
)
"""Nouns of what one can be in while it moves."""

PLACE_NOUNS = ROOMS | BUILDINGS | GROUNDS | VEHICLES
"""All of them."""

FURNITURE = frozenset(
    (  # noqa: SIM905
        "table desk bed bedside window sofa couch counter fireside hearth bench chair armchair threshold "
        "doorway door bunk stairs staircase corner step seat cupboard closet fireplace floor wall ground "
        "earth world sky bar"
    ).split()
)
"""Nouns of parts of a room, and of what is too wide to be where a scene happens."""

ADVERBS = frozenset("here there home where upstairs downstairs outside inside".split())  # noqa: SIM905
"""Adverbs of place."""

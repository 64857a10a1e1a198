"""Words of weather and light, by what they exclude within one stretch of a story."""

from __future__ import annotations

WEATHER: tuple[tuple[str, str, str], ...] = (
    (
        "temperature",
        "hot",
        r"(?:sweltering|stifling|scorching|blazing|sultry|balmy|broiling|baking|warm summer|burning|hot "
        r"summer) (?:\w+ )?(?:heat|sun|day|afternoon|night|evening|air|weather|morning)|sweltering|"
        r"beastly hot|"
        r"(?:it|day|night|air|sun|afternoon) was (?:\w+ )?(?:sweltering|scorching|sultry|hot|stifling|balmy)|"
        r"heat of the (?:day|sun|afternoon)|"
        r"(?:intense|terrible|oppressive|great) heat|like an oven|hot (?:day|night|afternoon|evening|"
        r"sun|weather)|"
        r"mopped (?:his|her) (?:brow|face|forehead)|heatwave|heat-wave",
    ),
    (
        "temperature",
        "cold",
        r"(?:bitterly|bitter|freezing|icy|biting|beastly) (?:cold|wind|air|night|morning|day)|frosty|"
        r"snow(?:y|ing|ed|storm|drifts?)?|blizzard|was freezing|(?:cold|chilly) (?:day|night|afternoon|"
        r"evening|wind|morning|air)|"
        r"wind and cold|nip in|blew on (?:his|her|my) (?:fingers|hands)|ice on the",
    ),
    (
        "sky",
        "clear",
        r"(?:cloudless|clear blue|bright blue|blue|starry|starlit|clear|unclouded|brilliant) (?:sky|"
        r"skies|night|heavens)|"
        r"sky so blue|not a cloud|(?:bright|brilliant|blazing|glorious) sun(?:shine|light)?|"
        r"sun (?:shone|blazed|was shining)|"
        r"sunny (?:day|afternoon|morning)|in(?:to)? the sun(?:shine|light)|stars (?:were out|shone)|"
        r"moonlit|moonlight|"
        r"full moon|dry as dust",
    ),
    (
        "sky",
        "wet",
        r"(?:pouring|heavy|driving|steady|cold|drizzling|pelting) rain|"
        r"raining|it rained|raindrops|"
        r"rainy (?:day|night|evening|afternoon|morning|weather)|"
        r"drizzl(?:e|ed|ing)|downpour|"
        r"the rain|overcast|leaden sky|grey sky|gray sky|thick fog|dense fog|the fog|thunderstorm|"
        r"storm clouds|moonless|"
        r"no moon|starless|sleet|hail(?:ing|stones)",
    ),
    (
        "wind",
        "calm",
        r"not a breath of (?:wind|air)|no wind|windless|dead calm|(?:perfectly|wonderfully|quite|very)? ?"
        r"(?:calm|still|breathless) (?:evening|day|night|morning|afternoon|air|november|sea)|"
        r"without a ripple|no breeze|"
        r"not a leaf stirred|gentle (?:west |south |north |east )?(?:wind|breeze)|"
        r"still, (?:\w+ ){1,3}(?:day|night|evening)",
    ),
    (
        "wind",
        "windy",
        r"gale|the wind (?:howled|roared|screamed|shrieked|tore)|(?:howling|roaring|raging|high|strong|"
        r"stiff) wind|"
        r"hurricane|tempest|gusts? of wind|blustery|the storm (?:raged|roared|howled)|windy (?:day|"
        r"night|evening)|"
        r"in the wind",
    ),
    ("light", "dark", r"pitch dark(?:ness)?|pitch-dark(?:ness)?|pitch black|moonless|no moon|starless"),
    (
        "light",
        "moon",
        r"moonlit|moonlight|full moon|by the light of the moon|the moon (?:shone|hung|rose)|bright moon",
    ),
)
"""What of the weather, its class, and the words that tell it."""

CHANGED_WEATHER = frozenset(
    (  # noqa: SIM905
        "cleared clearing stopped ceased began begun started changed broke rose fell falling dropped sank "
        "gathered gathering coming came turned next hours days week weeks month months later until till "
        "tomorrow yesterday morning winter summer last remembered dawn when"
    ).split()
)
"""What tells that the weather is another."""

"""What people wear."""

from __future__ import annotations

CLOTHING = frozenset(
    (  # noqa: SIM905
        "coat cloak dress gown robe shirt blouse skirt trousers pants breeches jeans jacket "
        "waistcoat vest suit uniform hat cap bonnet hood helmet veil scarf shawl glove boot "
        "shoe slipper sandal stocking sock tie cravat apron armor armour belt "
        "sash mask mantle tunic jersey sweater pullover cardigan pajamas pyjamas nightgown "
        "nightshirt overcoat raincoat greatcoat frock kilt turban crown ring necklace earring "
        "bracelet brooch spectacles glasses monocle goggles wig petticoat corset leggings "
        "tights shorts underwear clothes garment rag costume attire livery cassock habit toga "
        "kimono sari t-shirt tee hoodie sneaker jumpsuit overalls cape stole fur muffler "
        "necktie tuxedo frock-coat cowl tiara moccasin spur gauntlet "
        "silk velvet tweed lace linen satin leather khaki mackintosh parka dressing-gown "
        "nightcap headscarf bathrobe undershirt singlet doublet hose jerkin surplice bikini "
        "trunks loincloth spacesuit visor epaulette finery outfit ensemble top-hat bowler "
        "fedora beret sombrero headdress mittens wellington clogs pumps heels pinafore "
        "jumper bandanna lab-coat nightdress black mourning tatters wristwatch watch "
        "eyeglasses pince-nez sunglasses jewellery jewelry"
    ).split()
)
"""Garments, and what else is put on."""

WEARING = frozenset("wear don sport".split())  # noqa: SIM905
"""Verbs whose object is worn."""

CLAD = frozenset(
    (  # noqa: SIM905
        "dress clothe clad attire robe garb array wrap swathe muffle drape bundle dressed"
    ).split()
)
"""Verbs after which "in" tells what is worn."""

"""The irregular pasts and plurals of English, old spellings that fiction keeps among them."""

from __future__ import annotations

# Words, each with its irregular forms after it; forms that regular verbs and nouns have too are left out.
_PASTS = (
    "arise arose/arisen, awake awoke/awoken, be was/were/been, bear bore/borne/born, become became, "
    "befall befell/befallen, beget begot/begat/begotten, begin began/begun, behold beheld, bend bent, "
    "bereave bereft, beseech besought, bespeak bespoke/bespoken, bestride bestrode/bestridden, bid "
    "bade/bidden, bind bound, bite bit/bitten, bleed bled, bless blest, blow blew/blown, break "
    "broke/broken, breed bred, bring brought, build built, burn burnt, buy bought, catch caught, chide "
    "chid/chidden, choose chose/chosen, clap clapt, cleave clove/cloven/cleft, cling clung, come came, "
    "creep crept, curse curst, deal dealt, dig dug, dive dove, do did/done, draw drew/drawn, dream "
    "dreamt, dress drest, drink drank/drunk/drunken, drive drove/driven, drop dropt, dwell dwelt, eat "
    "ate/eaten, fall fell/fallen, feed fed, feel felt, fight fought, find found, fix fixt, flee fled, "
    "fling flung, fly flew/flown, forbear forbore/forborne, forbid forbade/forbad/forbidden, forget "
    "forgot/forgotten, forgive forgave/forgiven, forgo forwent/forgone, forsake forsook/forsaken, "
    "forswear forswore/forsworn, freeze froze/frozen, get got/gotten, gild gilt, gird girt, give "
    "gave/given, go went/gone, grind ground, grow grew/grown, hang hung, have had, hear heard, heave "
    "hove, hew hewn, hide hid/hidden, hold held, keep kept, kneel knelt, know knew/known, lade laden, "
    "lay laid, lead led, lean leant, leap leapt, learn learnt, leave left, lend lent, lie lay/lain, "
    "light lit, lose lost, make made, mean meant, meet met, mix mixt, mow mown, partake "
    "partook/partaken, pay paid, plead pled, prove proven, rend rent, ride rode/ridden, ring rang/rung, "
    "rise rose/risen, rive riven, run ran, saw sawn, say said, see saw/seen, seek sought, sell sold, "
    "send sent, sew sewn, shake shook/shaken, shave shaven, shear shorn, shine shone, shoe shod, shoot "
    "shot, show shown, shrink shrank/shrunk/shrunken, sing sang/sung, sink sank/sunk/sunken, sit sat, "
    "slay slew/slain, sleep slept, slide slid, sling slung, slink slunk, slip slipt, smell smelt, smite "
    "smote/smitten, sow sown, speak spoke/spake/spoken, speed sped, spell spelt, spend spent, spill "
    "spilt, spin spun, spit spat, spoil spoilt, spring sprang/sprung, stand stood, stave stove, steal "
    "stole/stolen, step stept, stick stuck, sting stung, stink stank/stunk, stop stopt, strew strewn, "
    "stride strode/stridden, strike struck/stricken, string strung, strip stript, strive "
    "strove/striven, swear swore/sware/sworn, sweep swept, swell swollen, swim swam/swum, swing swung, "
    "take took/taken, teach taught, tear tore/torn, tell told, think thought, thrive throve/thriven, "
    "throw threw/thrown, tread trod/trodden, understand understood, vex vext, wake woke/woken, wear "
    "wore/worn, weave wove/woven, weep wept, whip whipt, win won, wind wound, withdraw "
    "withdrew/withdrawn, withhold withheld, withstand withstood, work wrought, wrap wrapt, wring wrung, "
    "write wrote/writ/written"
)
_PLURALS = (
    "child children, foot feet, tooth teeth, goose geese, mouse mice, dormouse dormice, louse lice, ox "
    "oxen, die dice, penny pence, brother brethren, person persons, wolf wolves, werewolf werewolves, "
    "knife knives, life lives, wife wives, housewife housewives, midwife midwives, thief thieves, leaf "
    "leaves, loaf loaves, half halves, self selves, shelf shelves, calf calves, elf elves, sheaf "
    "sheaves, hoof hooves, scarf scarves, wharf wharves, bookshelf bookshelves, jackknife jackknives, "
    "penknife penknives, afterlife afterlives, dwarf dwarves, turf turves, staff staves, beef beeves, "
    "phenomenon phenomena, crisis crises, basis bases, oasis oases, thesis theses, hypothesis "
    "hypotheses, analysis analyses, axis axes, stratum strata, datum data, alumnus alumni, nucleus "
    "nuclei, cactus cacti, fungus fungi, genius geniuses, larva larvae, formula formulae, vertebra "
    "vertebrae, appendix appendices, index indices, vortex vortices, matrix matrices, grandchild "
    "grandchildren, godchild godchildren, passer-by passers-by, looker-on lookers-on, hanger-on "
    "hangers-on, father-in-law fathers-in-law, mother-in-law mothers-in-law, brother-in-law "
    "brothers-in-law, sister-in-law sisters-in-law, son-in-law sons-in-law, daughter-in-law "
    "daughters-in-law"
)
_PREFIXES = ("under", "over", "out", "fore", "inter", "mis", "re", "un", "up")


def _by_form(listed: str) -> dict[str, str]:
    pairs = (entry.split() for entry in listed.split(", "))
    return {form: lemma for lemma, forms in pairs for form in forms.split("/")}


_PAST = _by_form(_PASTS)
_PLURAL = _by_form(_PLURALS)


def past_of(form: str) -> str | None:
    """The verb of which a lower-case form is an irregular past or participle, with a prefix or without."""
    if form in _PAST:
        return _PAST[form]
    for prefix in _PREFIXES:
        if form.startswith(prefix) and form[len(prefix) :] in _PAST:
            return prefix + _PAST[form[len(prefix) :]]
    return None


def singular_of(form: str) -> str | None:
    """The noun of which a lower-case form is an irregular plural."""
    if form.endswith("men"):
        return form[:-2] + "an"
    return _PLURAL.get(form)

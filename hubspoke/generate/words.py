"""Word lists of the generated files: invented names, real places, trades, carriers, brokers.

Names are invented from syllables and never looked up. Places, ZIP prefixes and area codes are
facts, so that a state, a city and a ZIP agree as they do in real files.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A city with its state, the first three digits of its ZIP codes and an area code."""

    state: str
    city: str
    zip3: str
    area: str


class Trade(NamedTuple):
    """What a company does: the words in its name, its industry, its IRS business code."""

    words: str
    industry: str
    code: str


class Carrier(NamedTuple):
    """An insurer: how filings spell its name (the first is its legal name), EIN, NAIC code."""

    spellings: tuple[str, ...]
    ein: str
    naic: str


class Broker(NamedTuple):
    """A broker: how filings spell its name, and its address."""

    spellings: tuple[str, ...]
    street: str
    place: Place


def _words(text: str) -> tuple[str, ...]:
    """The words of a text, in order."""
    return tuple(text.split())


FIRST = _words(
    "Quill Bracken Tarn Vesper Wren Thistle Marl Fenn Corvin Hollin Lark Onyx Pell Sable Tamar "
    "Umber Yarrow Zeph Dunmor Grell Istra Jor Kelb Lorn"
)
LAST = _words(
    "mere stow wick holt thorpe garth combe dale fell gate haven ley moor ness rook shaw tide "
    "vane worth brae"
)
HEADS = tuple(first + last for first in FIRST for last in LAST)
MIDDLES = _words(
    "Valley Ridge River Creek Summit Harbor Prairie Highland Lakeside Central Allied United "
    "Premier Tri-County Regional Community National Eastern Western Northern Southern "
    "Mountain Meadow Canyon Forest Stone Iron Copper Silver Granite Cedar Maple Oak Elm "
    "Birch Willow Falcon Heron Eagle Otter Beacon Compass Anchor Keystone Liberty Heritage "
    "Pioneer Frontier Horizon Cardinal Monarch Crown Royal Legacy Apex Vertex Delta Sigma "
    "Omega Alpha Vector Prism Quantum Fusion Nova Orbit Stellar Solar Aurora Glacier Cascade "
    "Rapid Swift Bright Clear True Prime First Union Metro Capital"
)

# Words in the name | LinkedIn's industry, lower-case as Apollo writes it | IRS business code.
TRADES = tuple(
    Trade(*line.split("|"))
    for line in """\
Dental|medical practice|621210
Medical Group|medical practice|621111
Hospital|hospital & health care|622000
Nursing Center|hospital & health care|623000
Home Health|hospital & health care|621610
Behavioral Health|mental health care|621330
Pediatrics|medical practice|621111
Veterinary|veterinary|541940
Pharmacy|pharmaceuticals|446110
Biologics|biotechnology|325410
Medical Devices|medical devices|339110
Construction|construction|236200
Builders|construction|236110
Electric|construction|238210
Heating & Cooling|construction|238220
Roofing|construction|238160
Paving|construction|237310
Concrete|building materials|327300
Steel|mining & metals|331200
Mining|mining & metals|212110
Coal|mining & metals|212110
Gas & Oil|oil & energy|211120
Drilling|oil & energy|213110
Power|utilities|221100
Water Works|utilities|221300
Tool & Die|machinery|332700
Machine|machinery|332700
Fabrication|machinery|332300
Controls|electrical/electronic manufacturing|334500
Circuits|electrical/electronic manufacturing|334410
Plastics|plastics|326100
Chemical|chemicals|325100
Packaging|packaging & containers|322200
Paper|paper & forest products|322100
Lumber|paper & forest products|321110
Glass|glass, ceramics & concrete|327210
Furniture|furniture|337000
Printing|printing|323100
Foods|food production|311900
Bakery|food production|311800
Dairy|dairy|311500
Farms|farming|111900
Restaurants|restaurants|722511
Hotels|hospitality|721110
Markets|retail|445110
Hardware|retail|444130
Motors|automotive|441110
Auto Parts|automotive|336300
Trucking|transportation/trucking/railroad|484120
Freight & Storage|logistics & supply chain|493100
Aviation|aviation & aerospace|336410
Systems|information technology & services|541512
Software|computer software|511210
Networks|telecommunications|517000
Engineering|civil engineering|541330
Law Group|law practice|541110
Accounting|accounting|541211
Insurance Agency|insurance|524210
Bank|banking|522110
Credit Union|banking|522130
Wealth Partners|financial services|523900
Realty|real estate|531210
Staffing|staffing & recruiting|561300
Security|security & investigations|561600
Janitorial|facilities services|561720
Recycling|environmental services|562000
Consulting|management consulting|541600
Media|marketing & advertising|541800
College|higher education|611000
Academy|primary/secondary education|611000
Ministries|religious institutions|813000
Family Services|individual & family services|624100
Foundation|nonprofit organization management|813000""".splitlines()
)

SUFFIXES = _words("Inc Inc Inc. Inc. LLC LLC LLC L.L.C. Corp Corporation Co. Company Ltd LP PC")

# What else each legal form is called; all of them normalise to the same name.
SUFFIX_SPELLINGS = {
    "Inc": ("Inc.", "Incorporated", "INC", ", Inc."),
    "Inc.": ("Inc", "Incorporated", "INC", ", Inc."),
    "LLC": ("L.L.C.", "llc", ", LLC", "LLC."),
    "L.L.C.": ("LLC", ", LLC", "L.L.C"),
    "Corp": ("Corporation", "Corp.", "CORP"),
    "Corporation": ("Corp.", "Corp", "CORPORATION"),
    "Co.": ("Co", "Company", "CO"),
    "Company": ("Co.", "Co"),
    "Ltd": ("Ltd.", "LTD"),
    "LP": ("L.P.", "LP."),
    "PC": ("P.C.", ", PC"),
}

STREETS = tuple(
    f"{name} {kind}"
    for kind, names in (
        ("Street", "Main Market Oak Depot Church High Canal Washington"),
        ("Road", "Mill River Airport Quarry"),
        ("Avenue", "Park Second"),
        ("Drive", "Commerce Technology"),
        ("Boulevard", "Industrial"),
        ("Way", "Foundry"),
    )
    for name in names.split()
)
UNITS = ("Suite 100", "Suite 210", "Floor 3", "Unit B", "Building 2", "PO Box 118")

PLACES_TEXT = """\
PA|Pennsylvania|Pittsburgh 152 412;Philadelphia 191 215;Harrisburg 171 717;Allentown 181 610;Erie 165 814;Scranton 185 570;Lancaster 176 717;Johnstown 159 814
VA|Virginia|Richmond 232 804;Norfolk 235 757;Roanoke 240 540;Arlington 222 703;Lynchburg 245 434;Charlottesville 229 434;Winchester 226 540
MD|Maryland|Baltimore 212 410;Annapolis 214 410;Frederick 217 301;Rockville 208 301;Salisbury 218 410;Cumberland 215 301
OH|Ohio|Columbus 432 614;Cleveland 441 216;Cincinnati 452 513;Toledo 436 419;Akron 443 330;Dayton 454 937;Youngstown 445 330;Canton 447 330
WV|West Virginia|Charleston 253 304;Morgantown 265 304;Huntington 257 304;Parkersburg 261 304;Wheeling 260 304;Fairmont 265 304;Beckley 258 304;Martinsburg 254 304;Bridgeport 263 304
KY|Kentucky|Louisville 402 502;Lexington 405 859;Bowling Green 421 270;Owensboro 423 270;Ashland 411 606;Covington 410 859;Paducah 420 270
AL|Alabama|Birmingham 352 205;Mobile 366 251;Huntsville 358 256
AK|Alaska|Anchorage 995 907
AZ|Arizona|Phoenix 850 602;Tucson 857 520
AR|Arkansas|Little Rock 722 501;Fayetteville 727 479
CA|California|Los Angeles 900 213;San Diego 921 619;Sacramento 958 916;Fresno 937 559
CO|Colorado|Denver 802 303;Colorado Springs 809 719
CT|Connecticut|Hartford 061 860;New Haven 065 203
DE|Delaware|Wilmington 198 302;Dover 199 302
DC|District of Columbia|Washington 200 202
FL|Florida|Miami 331 305;Tampa 336 813;Orlando 328 407;Jacksonville 322 904
GA|Georgia|Atlanta 303 404;Savannah 314 912
HI|Hawaii|Honolulu 968 808
ID|Idaho|Boise 837 208
IL|Illinois|Chicago 606 312;Springfield 627 217;Peoria 616 309
IN|Indiana|Indianapolis 462 317;Fort Wayne 468 260;Evansville 477 812
IA|Iowa|Des Moines 503 515;Cedar Rapids 524 319
KS|Kansas|Wichita 672 316;Topeka 666 785
LA|Louisiana|New Orleans 701 504;Baton Rouge 708 225
ME|Maine|Portland 041 207;Bangor 044 207
MA|Massachusetts|Boston 021 617;Worcester 016 508;Springfield 011 413
MI|Michigan|Detroit 482 313;Grand Rapids 495 616;Lansing 489 517
MN|Minnesota|Minneapolis 554 612;Duluth 558 218
MS|Mississippi|Jackson 392 601;Gulfport 395 228
MO|Missouri|St. Louis 631 314;Kansas City 641 816
MT|Montana|Billings 591 406
NE|Nebraska|Omaha 681 402;Lincoln 685 402
NV|Nevada|Las Vegas 891 702;Reno 895 775
NH|New Hampshire|Manchester 031 603;Concord 033 603
NJ|New Jersey|Newark 071 973;Trenton 086 609;Camden 081 856
NM|New Mexico|Albuquerque 871 505
NY|New York|New York 100 212;Buffalo 142 716;Rochester 146 585;Albany 122 518
NC|North Carolina|Charlotte 282 704;Raleigh 276 919;Greensboro 274 336
ND|North Dakota|Fargo 581 701
OK|Oklahoma|Oklahoma City 731 405;Tulsa 741 918
OR|Oregon|Portland 972 503;Salem 973 503
RI|Rhode Island|Providence 029 401
SC|South Carolina|Columbia 292 803;Greenville 296 864
SD|South Dakota|Sioux Falls 571 605
TN|Tennessee|Nashville 372 615;Memphis 381 901;Knoxville 379 865
TX|Texas|Houston 770 713;Dallas 752 214;Austin 787 512;San Antonio 782 210
UT|Utah|Salt Lake City 841 801
VT|Vermont|Burlington 054 802
WA|Washington|Seattle 981 206;Spokane 992 509
WI|Wisconsin|Milwaukee 532 414;Madison 537 608;Green Bay 543 920
WY|Wyoming|Cheyenne 820 307"""  # noqa: E501

STATE_NAMES: dict[str, str] = {}
PLACES: dict[str, tuple[Place, ...]] = {}
for _line in PLACES_TEXT.splitlines():
    _state, _name, _cities = _line.split("|")
    STATE_NAMES[_state] = _name
    PLACES[_state] = tuple(Place(_state, *entry.rsplit(" ", 2)) for entry in _cities.split(";"))
STATES = tuple(STATE_NAMES)

# The states a file's companies come from, each as often as its weight: an index into it is a draw.
_TARGET_MIX = _words("WV " * 30 + "PA " * 22 + "OH " * 18 + "VA " * 12 + "MD " * 9 + "KY " * 7)
_LARGE = _words("CA NY TX FL IL NJ NC GA MI MA WA TN IN")
STATE_MIXES = {
    "target": (*_TARGET_MIX, "NY", "NC"),
    "mostly_target": _TARGET_MIX + STATES[6:],
    "all": _TARGET_MIX + STATES[6:] * 2 + _LARGE * 3,
    "nation": _TARGET_MIX[::4] + STATES + _LARGE * 4,
}

FOREIGN = (
    ("MONTREAL", "QUEBEC", "CA", "H3A1L6"),
    ("TORONTO", "ONTARIO", "CA", "M5H2N2"),
    ("HAMILTON", "", "BM", "HM 11"),
    ("LONDON", "", "UK", "EC2V 7HN"),
    ("TOKYO", "", "JA", "100-0005"),
)

PLACEHOLDER_NAMES = (
    "n/a", "test", "unknown", "Test Company", "Example Inc", "TBD", "-", "N/A", "none", "Co",
)  # fmt: skip
PLACEHOLDER_DOMAINS = _words(
    "example.com test.com http://www.example.com n/a sample.com invalid TEST.COM notadomain"
)

_EIN_PREFIXES = ("05", "16", "21", "27", "50", "68", "77", "90", "95")
_CARRIER_STEMS = (
    "NORTHFELL", "ASHGARTH", "BELMARSH", "CALDERWICK", "DORNACH MUTUAL", "EVENSTONE", "FARROWGATE",
    "GLENTHORPE", "HARTMOOR", "INVERSHAW", "KESTRELDALE", "LOWMERE", "MARRAM", "NETHERBRAE",
    "OSTERLEY GUARDIAN", "PENTREATH", "QUARRENDON", "ROSEWORTH", "STANNINGLEY", "TILLERWAY",
)  # fmt: skip


def _carriers(endings: tuple[str, ...], base: int) -> tuple[Carrier, ...]:
    """The invented insurers of one kind of cover; `endings`: the legal one, then others."""
    found = []
    for number, stem in enumerate(_CARRIER_STEMS):
        spellings = [f"{stem} {ending}".strip() for ending in endings]
        spellings.append(f"THE {spellings[0]}")
        serial = (base + number) * 7919 % 10_000_000
        ein = f"{_EIN_PREFIXES[number % len(_EIN_PREFIXES)]}{serial:07d}"
        found.append(Carrier(tuple(spellings), ein, f"{(base + number) * 613 % 90000 + 10000}"))
    return tuple(found)


CARRIERS = {
    "health": _carriers(
        ("HEALTH PLAN, INC.", "HEALTH PLAN INC", "HEALTH PLAN", "HEALTHPLAN", "HLTH PLAN INC"),
        100,
    ),
    "dental": _carriers(("DENTAL SERVICE CORPORATION", "DENTAL SERVICE CORP", "DENTAL"), 200),
    "vision": _carriers(("VISION CARE, INC.", "VISION CARE INC", "VISION CARE"), 300),
    "life": _carriers(
        (
            "LIFE INSURANCE COMPANY",
            "LIFE INS CO",
            "LIFE INSURANCE CO.",
            "LIFE",
            "LIFE INSURANCE COMPANY OF AMERICA",
        ),
        400,
    ),
    "stop_loss": _carriers(("REINSURANCE COMPANY", "REINSURANCE CO", "RE INS COMPANY"), 500),
    "pension": _carriers(
        ("ANNUITY & LIFE INSURANCE COMPANY", "ANNUITY AND LIFE INS CO", "ANNUITY & LIFE"),
        600,
    ),
}

_BROKER_TAILS = (
    ("BENEFITS GROUP LLC", "BENEFITS GROUP, LLC", "BENEFITS GROUP"),
    ("INSURANCE SERVICES INC", "INSURANCE SERVICES, INC.", "INS SERVICES INC"),
    ("& PARTNERS", "AND PARTNERS", "& PARTNERS INC"),
    ("RISK ADVISORS LLC", "RISK ADVISORS", "RISK ADVISORS, LLC"),
    ("CONSULTING GROUP", "CONSULTING GRP", "CONSULTING GROUP INC"),
)
_ALL_PLACES = tuple(place for places in PLACES.values() for place in places)
BROKERS = tuple(
    Broker(
        # INS_BROKER_NAME is 35 characters wide, and real names are cut there.
        tuple(
            f"{HEADS[number * 7 % len(HEADS)].upper()} {tail}"[:35]
            for tail in _BROKER_TAILS[number % len(_BROKER_TAILS)]
        ),
        f"{100 + number * 37 % 900} {STREETS[number % len(STREETS)].upper()}",
        _ALL_PLACES[number * 11 % len(_ALL_PLACES)],
    )
    for number in range(260)
)

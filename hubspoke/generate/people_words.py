"""Word lists of the generated people: given names with their short forms, titles by rank.

Given names are common ones, because what they are short for is a fact; family names are invented.
"""

from __future__ import annotations

from typing import NamedTuple

from hubspoke.generate.words import HEADS


class GivenName(NamedTuple):
    """A given name, what its bearers are called, whether it is a woman's."""

    name: str
    short: tuple[str, ...]
    is_female: bool


class Rung(NamedTuple):
    """A rank in a career: how lists write the title, Apollo's seniority, the seat it fills."""

    titles: tuple[str, ...]
    seniority: str
    seat: str


class Career(NamedTuple):
    """Ranks from the lowest to the highest, and Apollo's department."""

    department: str
    rungs: tuple[Rung, ...]


_MEN = """\
Robert:Bob,Rob,Bobby James:Jim,Jimmy William:Bill,Will,Billy Richard:Rick,Dick,Rich Michael:Mike
Thomas:Tom,Tommy Charles:Chuck,Charlie Joseph:Joe,Joey Christopher:Chris Daniel:Dan,Danny
Matthew:Matt Anthony:Tony Steven:Steve Edward:Ed,Eddie,Ted Kenneth:Ken,Kenny Ronald:Ron,Ronnie
Timothy:Tim Jeffrey:Jeff Gregory:Greg Joshua:Josh Lawrence:Larry Nicholas:Nick Benjamin:Ben
Samuel:Sam Alexander:Alex Patrick:Pat Frederick:Fred Raymond:Ray Gerald:Jerry Andrew:Andy,Drew
David:Dave Donald:Don Douglas:Doug Leonard:Len,Lenny Nathaniel:Nate Peter:Pete Philip:Phil
Stephen:Steve Theodore:Ted,Theo Vincent:Vince Walter:Walt Zachary:Zach Albert:Al Arthur:Art
George Paul Mark Kevin Brian Jason Eric Scott Justin Brandon Frank Dennis Jerome Tyler Aaron Adam
Henry Nathan Kyle Carl Keith Roger Sean Ethan Christian Bryan Jesse Jordan Dylan Bruce Ralph Roy
José André Jürgen Åke Sébastien"""
_WOMEN = """\
Elizabeth:Liz,Beth,Betty Katherine:Kate,Kathy Margaret:Maggie,Peggy,Meg Jennifer:Jen,Jenny
Patricia:Pat,Patty Barbara:Barb Susan:Sue Deborah:Deb,Debbie Rebecca:Becky Kimberly:Kim
Christine:Chris,Tina Cynthia:Cindy Pamela:Pam Samantha:Sam Victoria:Vicky Jacqueline:Jackie
Theresa:Terry,Tess Judith:Judy Abigail:Abby Alexandra:Alex,Sandra Catherine:Cathy,Kate
Dorothy:Dot,Dottie Eleanor:Ellie Jessica:Jess Josephine:Jo Kristen:Kris Melissa:Mel,Missy
Michelle:Shelly Nancy Natalie:Nat Roberta:Bobbie Sandra:Sandy Stephanie:Steph Suzanne:Sue
Valerie:Val Virginia:Ginny Amanda:Mandy Angela:Angie Carolyn:Carol Gwendolyn:Gwen
Mary Linda Karen Lisa Betty Ashley Emily Donna Carol Laura Sharon Amy Anna Brenda Helen
Nicole Rachel Heather Diane Julie Joyce Kelly Joan Evelyn Lauren Andrea Megan Gloria Hannah Sara
María Renée Zoë Chloé Mary-Ann"""


def _given(text: str, is_female: bool) -> list[GivenName]:
    """The names of a list `Name:Short,Shorter Name ...`."""
    found = []
    for entry in text.split():
        name, _, short = entry.partition(":")
        found.append(GivenName(name, tuple(short.split(",")) if short else (), is_female))
    return found


# Of both sexes in turns, as far as there are as many.
GIVEN = tuple(
    name for pair in zip(_given(_MEN, False), _given(_WOMEN, True), strict=False) for name in pair
)
_ENDINGS = ("", "s", "son", "man", "er", "field")
FAMILY_NAMES = len(HEADS) * len(_ENDINGS)
_PLAIN_TO_ACCENT = (("a", "á"), ("e", "é"), ("o", "ö"), ("u", "ü"))


def family_name(number: int) -> str:
    """Family name `number`, of FAMILY_NAMES: some with a particle, a hyphen or an accent."""
    ending, head = divmod(number, len(HEADS))
    name = HEADS[head] + _ENDINGS[ending]
    kind = number * 37 % 100
    if kind < 3:
        return f"Mc{name}"
    if kind < 5:
        return f"O'{name}"
    if kind < 7:
        return f"van {name}"
    if kind < 8:
        return f"de la {name}"
    if kind < 10:
        return f"{name}-{HEADS[(head * 7 + 3) % len(HEADS)]}"
    if kind < 11:
        return f"St. {name}"
    if kind < 14:
        plain, accent = _PLAIN_TO_ACCENT[number % len(_PLAIN_TO_ACCENT)]
        return name[0] + name[1:].replace(plain, accent, 1)
    return name


def _rungs(text: str) -> tuple[Rung, ...]:
    """Ranks of lines `seniority|seat|title;title`."""
    rungs = []
    for line in text.splitlines():
        seniority, seat, titles = line.split("|")
        rungs.append(Rung(tuple(titles.split(";")), seniority, seat))
    return tuple(rungs)


CAREERS = {
    "CEO": Career(
        "Operations",
        _rungs("""\
Director|NONE|Director of Operations;Operations Director;DIRECTOR OF OPERATIONS;Director, Operations
Vp|NONE|Vice President;Vice President, Operations;Executive Vice President;VP Operations;\
Vice Presiden
C suite|NONE|Chief Operating Officer;COO;Chief Operations Officer
C suite|CEO|President & CEO;Chief Executive Officer;CEO;President;Owner;Founder & CEO;PRESIDENT;\
President and Chief Executive Officer;Owner/Operator;CEO (since 2019);Managing Partner;\
Cheif Executive Officer;Chief Executive Offi;Président-directeur général;Executive Director;\
Co-Founder & CEO;President/CEO;Interim CEO"""),
    ),
    "CFO": Career(
        "Finance",
        _rungs("""\
Entry|NONE|Staff Accountant;Accountant;Accounts Payable Clerk
Senior|NONE|Senior Accountant;Financial Analyst;Cost Accountant;Assistant Controller
Director|CFO|Controller;Corporate Controller;Finance Director;Director of Finance;CONTROLLER;\
Comptroller
Vp|CFO|VP Finance;Vice President of Finance;V.P. of Finance;SVP, Finance
C suite|CFO|Chief Financial Officer;CFO;CFO & Treasurer;Chief Financial Offcer;Interim CFO;\
EVP, Chief Financial Officer;Chief Financial Officer (CFO);CHIEF FINANCIAL OFFICER"""),
    ),
    "HR": Career(
        "Human Resources",
        _rungs("""\
Entry|HR|HR Coordinator;Human Resources Coordinator;HR Assistant
Senior|HR|HR Generalist;Human Resources Generalist;Senior HR Generalist;Benefits Specialist
Manager|HR|HR Manager;Human Resources Manager;Benefits Manager;HUMAN RESOURCES MANAGER;\
HR/Payroll Manager;People & Culture Manager;Human Resouces Manager
Director|HR|Director of Human Resources;HR Director;Human Resources Director;Director, HR;\
Director of Benefits;Personalleiter
Vp|HR|VP of Human Resources;Vice President, Human Resources;VP HR & Finance;VP People Operations
C suite|HR|Chief Human Resources Officer;CHRO;Chief People Officer"""),
    ),
    "engineering": Career(
        "Engineering & Technical",
        _rungs("""\
Entry|NONE|Engineer;Software Engineer;Project Engineer
Senior|NONE|Senior Engineer;Principal Engineer;Senior Software Engineer
Manager|NONE|Engineering Manager;IT Manager
Director|NONE|Director of Engineering;Director of IT
Vp|NONE|VP of Engineering;Vice President, Engineering
C suite|NONE|Chief Technology Officer;CTO;Chief Information Officer"""),
    ),
    "sales": Career(
        "Sales",
        _rungs("""\
Entry|NONE|Sales Representative;Account Executive
Manager|NONE|Sales Manager;Regional Sales Manager;Product Owner
Director|NONE|Director of Sales;Sales Director
Vp|NONE|VP Sales;Vice President of Sales;President of Sales"""),
    ),
    "office": Career(
        "Operations",
        _rungs("""\
Entry|NONE|Assistant to the CEO;Executive Assistant to the President;Receptionist
Manager|NONE|Office Manager;Plant Manager;Document Controller;Business Manager, Local 12
Director|NONE|Chief of Staff;Director of Administration
C suite|NONE|Former CFO;Retired;Board Member;Principal"""),
    ),
}
# The careers people have, as many times as their share.
CAREER_MIX = (
    ("CEO",) * 28
    + ("CFO",) * 22
    + ("HR",) * 24
    + ("engineering",) * 10
    + ("sales",) * 8
    + ("office",) * 8
)

# What stands in place of a person's name.
NOBODIES = (
    ("n/a", "n/a"), ("Test", "Test"), ("Unknown", ""), ("Firstname", "Lastname"), ("-", "-"),
    ("TBD", "TBD"), ("test", "user"), ("None", "None"),
)  # fmt: skip
DEPARTMENT_NAMES = (
    "HR Department", "Accounts Payable", "Office Manager", "Human Resources",
    "Chief Executive Officer",
    "Hiring Manager", "Front Desk",
)  # fmt: skip
CREDENTIALS = ("CPA", "PhD", "MBA", "SHRM-CP", "SPHR", "Esq.", "CEBS", "P.E.")
PREFIXES = {False: ("Mr.", "Dr.", "Rev.", "MR"), True: ("Ms.", "Mrs.", "Dr.", "MS")}
ROLE_MAILBOXES = ("info", "office", "hr", "contact", "admin", "sales")
BLOCKED_EMAILS = (
    "noreply@{domain}", "test@{domain}", "jane.doe@example.com", "no-reply@{domain}", "a@test.com",
)  # fmt: skip
BROKEN_EMAILS = (
    "undefined@{domain}", "n/a", "{local}(at){domain}", "{local}@", "{local}.{domain}", "none",
    "{local}@@{domain}", "undefined",
)  # fmt: skip
FREE_HOSTS = ("gmail.com", "yahoo.com", "hotmail.com", "aol.com", "outlook.com")
SKILLS = ("Payroll", "Benefits", "Budgeting", "Leadership", "Excel", "Recruiting", "Negotiation")
SCHOOLS = ("Northfell University", "Calderwick College", "Evenstone State", "Glenthorpe Institute")

"""English given names and what their bearers are called: facts of usage, for comparing only.

>>> formal("bob") & formal("robert")
frozenset({'robert'})
>>> formal("zhang")
frozenset()
"""

from __future__ import annotations

_CALLED = """
abigail abby|alexander alex sandy|alexandra alex sandra|amanda mandy|andrew andy drew|anthony tony|barbara barb barbie
|benjamin ben|catherine cathy kate katie|charles charlie chuck|christine chris tina|christopher chris|cynthia cindy
|daniel dan danny|david dave|deborah deb debbie|donald don|dorothy dot dottie
|edward ed eddie ted|elizabeth liz beth betty eliza lizzie|eugene gene
|frances fran|francis frank|frederick fred|gabriel gabe|gerald gerry jerry|gregory greg
|harold harry hal|henry hank harry|isabella bella izzy|jacob jake|jacqueline jackie|james jim jimmy jamie
|janet jan|jeffrey jeff|jennifer jen jenny|jessica jess jessie|john jack johnny|jonathan jon|joseph joe joey|joshua josh
|judith judy|katherine kate kathy katie kathryn|kenneth ken kenny|kimberly kim|lawrence larry|leonard len lenny
|margaret maggie meg peggy marge|matthew matt|michael mike mick mickey|michelle shelly|natalie nat|nathan nate
|nathaniel nat nate|nicholas nick|olivia liv|pamela pam|patricia pat patty trish|patrick pat paddy|peter pete
|philip phil|rebecca becky|raymond ray|richard dick rick rich richie|robert bob bobby rob robbie|ronald ron ronnie
|rosemary rose rosie|samantha sam|samuel sam|stephanie steph|stephen steve|steven steve|stuart stu|susan sue susie
|teresa terry tess|theodore ted theo|thomas tom tommy|timothy tim|victoria vicky tori|vincent vince|walter walt
|wendy wen|william bill billy will willie liam|zachary zach
"""
_FORMAL: dict[str, frozenset[str]] = {}
for _name in _CALLED.replace("\n", " ").split("|"):
    for _word in _name.split():
        _FORMAL[_word] = _FORMAL.get(_word, frozenset()) | {_name.split()[0]}


def formal(name: str) -> frozenset[str]:
    """The full names a given name may stand for, itself among them where it is one; none for other names."""
    return _FORMAL.get(name, frozenset())

"""Local practice: what a province, city or district does in its own way, laid over the law.

A practice names an office or a portal, adds papers or changes an estimate. It never touches a
period, an order or a condition: the data's grammar has no word for them (`schema.Practice`).
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from checklist.rules.schema import Estimate, Law, Place, Practice, TaskRule
from checklist.text import Text
from checklist.vocabulary import LegalForm, kin

_LEVELS: Final = ("province", "city", "district")
_COUNTRY: Final = re.compile(r"^(?:中华人民共和国|中国)")
_PROVINCE: Final = re.compile(r"^.{2,8}?(?:省|自治区|特别行政区)")
_CITY: Final = re.compile(r"^.{2,10}?(?:市|自治州|地区|盟)")


def places_of(law: Law, region: str | None) -> tuple[Place, ...]:
    """The recorded places that a registered place lies in, the widest first.

    `region` is what the input says, such as 浙江省杭州市余杭区, 杭州 or "Hangzhou, Zhejiang".
    """
    if not region:
        return ()
    plain = _plain(region)
    inside = _inside(plain, law)
    found = {place.id: place for place in law.local.values() if _lies_in(plain, inside, place)}
    for place in tuple(found.values()):
        wider = law.local.get(place.within or "")
        while wider is not None and wider.id not in found:
            found[wider.id] = wider
            wider = law.local.get(wider.within or "")
    return tuple(sorted(found.values(), key=lambda place: _LEVELS.index(place.level)))


def for_place(law: Law, region: str | None) -> Law:
    """The law with the practices of a registered place; itself where none is recorded."""
    if law.places or not region:
        return law
    places = law.once(("places-of", region), lambda: places_of(law, region))
    if not places:
        return law
    key = ("for-place", tuple(place.id for place in places))
    return law.once(key, lambda: _made(law, places))


def with_own(law: Law, own: Mapping[str, Place]) -> Law:
    """The law with a user's own places; what is known of a place already is kept beside it."""
    if not own:
        return law
    local = dict(law.local)
    for key, place in own.items():
        known = local.get(key) or next(
            (each for each in law.local.values() if _shared(each, place)), None
        )
        if known is None:
            local[key] = place
        else:
            local[known.id] = joined(known, place)
    return _copy(law, {"local": local})


def joined(first: Place, second: Place) -> Place:
    """One place from two entries; where both estimate the same task, the second one holds."""
    names = tuple(dict.fromkeys((*first.names, *second.names)))
    practices = (*first.practices, *second.practices)
    return first.model_copy(update={"names": names, "practices": practices})


def practices_of(law: Law, task: str) -> tuple[tuple[Place, Practice], ...]:
    """What the law's places do about a task of its legal form."""
    return tuple(law.once(("practices",), lambda: _by_task(law)).get(task, ()))


def _by_task(law: Law) -> dict[str, list[tuple[Place, Practice]]]:
    rows: dict[str, list[tuple[Place, Practice]]] = {}
    own = kin(law.spoken) if law.spoken else frozenset(LegalForm)
    for place in law.places:
        for practice in place.practices:
            if practice.forms is None or own.intersection(practice.forms):
                for name in practice.tasks:
                    rows.setdefault(name, []).append((place, practice))
    return rows


def _shared(first: Place, second: Place) -> bool:
    names = {name.casefold() for name in first.names}
    return any(name.casefold() in names for name in second.names)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _lies_in(region: str, inside: Mapping[str, tuple[str, ...]], place: Place) -> bool:
    words = set(re.findall(r"[a-z']+", region))
    for name in map(_plain, place.names):
        if name.isascii():
            if name in words or (" " in name and name in region):
                return True
        elif any(each.startswith(name) for each in inside[place.level]):
            return True
    return False


def _inside(region: str, law: Law) -> dict[str, tuple[str, ...]]:
    """What of an address may begin with a province, with a city, with a district.

    A province stands first; a city too, or behind its province; and a district anywhere in this
    order. So a street that is called after a city is not taken for it.
    """
    start = _COUNTRY.sub("", re.sub(r"[ ()]", "", region))
    city = {start, _PROVINCE.sub("", start), *_cut(law, "province", start)}
    district = set(city)
    for each in city:
        district |= {_CITY.sub("", each), *_cut(law, "city", each)}
    return {"province": (start,), "city": tuple(city), "district": tuple(district)}


def _cut(law: Law, level: str, region: str) -> set[str]:
    """What follows the name of a recorded place, which may lack its 省 or 市."""
    names = (
        name
        for place in law.local.values()
        if place.level == level
        for name in map(_plain, place.names)
    )
    return {region[len(name) :] for name in names if region.startswith(name)}


def _made(law: Law, places: tuple[Place, ...]) -> Law:
    own = _copy(law, {"places": places})
    tasks = {
        name: _task(task, practices) if (practices := practices_of(own, name)) else task
        for name, task in law.tasks.items()
    }
    return _copy(own, {"tasks": tasks})


def _task(task: TaskRule, practices: tuple[tuple[Place, Practice], ...]) -> TaskRule:
    """A task with a place's papers, and its estimate: the last one that gives any."""
    papers = tuple(
        Text(zh=f"{paper.zh}（{place.title.zh}）", en=f"{paper.en} ({place.title.en})")
        for place, practice in practices
        for paper in practice.documents
    )
    update: dict[str, object] = {}
    if papers:
        update["documents"] = (*task.documents, *papers)
        update["texts"] = tuple(
            wording.model_copy(update={"documents": (*wording.documents, *papers)})
            if wording.documents is not None
            else wording
            for wording in task.texts
        )
    for place, practice in practices:
        if practice.working_days is not None:
            why = Text(
                zh=f"{place.title.zh}的做法：{practice.says.zh}",
                en=f"{place.title.en}: {practice.says.en}",
            )
            update["takes"] = Estimate(working_days=practice.working_days, why=why)
    return task.model_copy(update=update) if update else task


def _copy(law: Law, update: Mapping[str, object]) -> Law:
    """A copy with other values, and without what the original had computed from its own."""
    found = law.model_copy(update=dict(update))
    for name in found.__dict__.keys() - Law.model_fields.keys():
        del found.__dict__[name]
    return found

"""Local practice in the plan: what is printed at a task, and what page 1 says of the place."""

from checklist.messages.planning import LOCAL
from checklist.plan import LocalPractice, Task, Warning
from checklist.planning.draft import Draft
from checklist.planning.sentences import warn
from checklist.rules.local import practices_of
from checklist.rules.schema import Law, Place, Practice
from checklist.text import Text
from checklist.vocabulary import Confidence


def local_practices(law: Law, task: str) -> tuple[LocalPractice, ...]:
    """What the law's places do about a task; made once for a law."""
    if not law.places:
        return ()
    return law.once(
        ("local", task),
        lambda: tuple(_practice(place, each) for place, each in practices_of(law, task)),
    )


def _practice(place: Place, practice: Practice) -> LocalPractice:
    return LocalPractice(
        place=place.title,
        says=practice.says,
        office=practice.office,
        portal=practice.portal,
        source=practice.page,
        address=practice.address,
        checked_on=practice.checked_on,
        confidence=practice.confidence,
        ask=practice.ask,
        text=Text(zh=_sentence(place, practice, "zh"), en=_sentence(place, practice, "en")),
    )


def _sentence(place: Place, practice: Practice, lang: str) -> str:
    """Place, practice, office and portal, the question where it was not read, the source."""

    def said(key: str, **values: object) -> str:
        return str(getattr(LOCAL[key], lang)).format(**values)

    parts = [said("says", place=getattr(place.title, lang), says=getattr(practice.says, lang))]
    if practice.office:
        parts.append(said("office", office=getattr(practice.office, lang)))
    if practice.portal:
        parts.append(said("portal", portal=getattr(practice.portal, lang)))
    if practice.confidence is not Confidence.READ and practice.ask:
        parts.append(said("ask", ask=getattr(practice.ask, lang)))
    page = getattr(practice.page, lang)
    parts.append(said("source", page=page, day=practice.checked_on))
    return said("join").join(parts)


def place_warnings(work: Draft, tasks: tuple[Task, ...]) -> list[Warning]:
    """What is recorded of the company's place, or that nothing is."""
    region = work.company.company.region
    if region is None:
        return []  # a question of its own asks for it
    line = work.line_of(("company", "region"))
    numbers = [str(task.number) for task in tasks if task.local]
    if not numbers:  # what is recorded of a place may not concern this entity
        return [warn(work.law, "notice", "no-local-practice", region=region, input_line=line)]
    said = {practice.place.zh for task in tasks for practice in task.local}
    places = [place for place in work.law.places if place.title.zh in said]
    return [
        warn(
            work.law,
            "notice",
            "local-practice",
            places="、".join(place.title.zh for place in places),
            places_en=", ".join(place.title.en for place in places),
            numbers="、".join(numbers),
            numbers_en=", ".join(numbers),
            input_line=line,
        )
    ]

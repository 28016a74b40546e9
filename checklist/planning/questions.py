"""What somebody has to answer, and which tasks hang on it."""

from checklist.plan import Question, Task, Text
from checklist.planning.draft import Draft
from checklist.planning.limits import text


def questions(work: Draft, tasks: tuple[Task, ...]) -> tuple[Question, ...]:
    found: list[Question] = []
    for ground in work.decision.route.unknown:
        found.append(Question(id=f"ground-{ground.ground}", text=ground.question))
    asked: dict[str, tuple[Text, list[str]]] = {}
    for name, task in work.selected.items():
        if task.unknown_facts and task.rule.question:
            question = text(task.rule.question)
            asked.setdefault(question.zh, (question, []))[1].append(name)
    found += [
        Question(id=f"fact-{number}", text=question, tasks=tuple(names))
        for number, (question, names) in enumerate(asked.values(), 1)
    ]
    offices: dict[str, tuple[Text, list[str]]] = {}
    for entry in tasks:
        for cited in entry.citations:
            if cited.ask:
                offices.setdefault(cited.rule, (cited.ask, []))[1].append(entry.id)
    found += [
        Question(id=f"law-{rule}", text=question, tasks=tuple(names), ask="office")
        for rule, (question, names) in offices.items()
    ]
    return tuple(found)

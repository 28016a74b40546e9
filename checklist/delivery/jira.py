"""Jira, Cloud or Data Center, by version 2 of its REST API, which takes wiki markup:
https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issue-attachments/
https://developer.atlassian.com/server/jira/platform/jira-rest-api-examples/
(read 2026-11-24; not verified against the vendor)

    CHECKLIST_JIRA_URL     such as https://example.atlassian.net
    CHECKLIST_JIRA_KEY     an API token (Cloud) or a personal access token (Data Center)
    CHECKLIST_JIRA_USER    the mail address that the API token belongs to; Cloud only

Attaching and commenting are two requests: where the second one fails, a rerun finds the files and
writes the comment.
"""

import base64
from collections.abc import Iterator
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from checklist.delivery.asking import answer_of, download, read, send
from checklist.delivery.errors import TargetError
from checklist.delivery.link import Access, Link
from checklist.delivery.settings import Environment, secret, server, variable
from checklist.delivery.tickets import Attached, Child, Entry, Item, Ticket, by_mark
from checklist.messages.delivery import FAILURES

FORM: Final = r"(?P<place>[A-Z][A-Z0-9_]+-[1-9]\d{0,9})"
EXAMPLE: Final = "jira:OPS-12"
PAGE: Final = 100


def access(environment: Environment) -> Access:
    """The server and the key: with a user it is basic, else a bearer's."""
    address = server(environment, "jira")
    key = secret(environment, "jira", address.url)
    user = environment.get(variable("jira", "user"), "").strip()
    if user:
        pair = base64.b64encode(f"{user}:{key}".encode()).decode()
        return Access(address, {"Authorization": f"Basic {pair}"}, (key, pair))
    return Access(address, {"Authorization": f"Bearer {key}"}, (key,))


def look(link: Link, place: str) -> Ticket:
    """The issue with its attachments and comments."""
    read(link, "/rest/api/2/myself", missing=FAILURES["no-api"])
    path = f"/rest/api/2/issue/{place}"
    asked = {"fields": "summary,project,attachment"}
    issue = answer_of(link, read(link, path, asked, missing=FAILURES["no-ticket"]))
    fields = issue["fields"]
    attached = sorted(fields.get("attachment") or (), key=lambda one: one["created"], reverse=True)
    return Ticket(
        id=issue["key"],
        title=fields["summary"],
        url=f"{link.address.url}/browse/{issue['key']}",
        attached=tuple(
            Attached(one["filename"], one["size"], None, partial(download, link, _own(link, one)))
            for one in attached
        ),
        comments="\n".join(one["body"] for one in _comments(link, path)),
        own={"project": fields["project"]["key"]},
    )


def _own(link: Link, one: dict[str, Any]) -> str:
    """An attachment's address on the server we know, whatever name it gives itself."""
    found = urlsplit(one["content"])
    parts = link.address.parts
    return f"{parts.scheme}://{parts.netloc}{found.path}"


def _comments(link: Link, path: str) -> Iterator[dict[str, Any]]:
    start = 0
    while True:
        asked: dict[str, str | int] = {"startAt": start, "maxResults": PAGE}
        missing = FAILURES["no-ticket"]
        answer = answer_of(link, read(link, f"{path}/comment", asked, missing=missing))
        yield from answer["comments"]
        start += len(answer["comments"])
        if not answer["comments"] or start >= int(answer["total"]):
            return


def add(link: Link, ticket: Ticket, items: tuple[Item, ...], text: str) -> None:
    """Attach the files in one request, then comment."""
    if items:
        limit = answer_of(
            link, read(link, "/rest/api/2/attachment/meta", missing=FAILURES["no-api"])
        )
        for item in items:
            largest = int(limit.get("uploadLimit") or 0)
            if largest and len(item.data) > largest:
                raise TargetError(
                    FAILURES["larger-than"], file=item.name, size=len(item.data), limit=largest
                )
        send(
            link,
            "POST",
            f"/rest/api/2/issue/{ticket.id}/attachments",
            headers={"X-Atlassian-Token": "no-check"},
            files=[("file", (item.name, item.data, item.media_type)) for item in items],
            said="\n".join(
                f"file={item.name}, {len(item.data)} bytes, sha256 {item.digest}" for item in items
            ),
            again=False,
            pretend=None,
        )
    send(
        link,
        "POST",
        f"/rest/api/2/issue/{ticket.id}/comment",
        json={"body": text},
        again=False,
        pretend=None,
    )


def children(link: Link, ticket: Ticket) -> dict[str, Child]:
    """The issue's sub-tasks, one by one: the list does not tell their texts."""
    path = f"/rest/api/2/issue/{ticket.id}"
    found = answer_of(link, read(link, path, {"fields": "subtasks"}, missing=FAILURES["no-ticket"]))
    return by_mark(_child(link, one["key"]) for one in found["fields"].get("subtasks") or ())


def _child(link: Link, key: str) -> Child:
    asked = {"fields": "summary,description,duedate,status"}
    missing = FAILURES["no-ticket"]
    fields = answer_of(link, read(link, f"/rest/api/2/issue/{key}", asked, missing=missing))[
        "fields"
    ]
    return Child(
        id=key,
        subject=fields["summary"],
        text=fields.get("description") or "",
        due=fields.get("duedate"),
        closed=_is_done(fields["status"]),
    )


def _is_done(status: dict[str, Any]) -> bool:
    category: dict[str, str] = status.get("statusCategory") or {}
    return category.get("key") == "done"


def create(link: Link, ticket: Ticket, entry: Entry) -> None:
    """A sub-task of the first kind that the project has for them."""
    fields = {
        "project": {"key": ticket.own["project"]},
        "parent": {"key": ticket.id},
        "issuetype": {"id": _kind(link, ticket)},
        **_fields(entry),
    }
    send(link, "POST", "/rest/api/2/issue", json={"fields": fields}, again=False, pretend=None)


def _kind(link: Link, ticket: Ticket) -> str:
    """The id of the project's first type of sub-tasks, asked once."""
    if "kind" not in link.memory:
        path = f"/rest/api/2/project/{ticket.own['project']}"
        kinds = answer_of(link, read(link, path, missing=FAILURES["no-ticket"]))["issueTypes"]
        link.memory["kind"] = next((str(one["id"]) for one in kinds if one.get("subtask")), "")
    if not link.memory["kind"]:
        raise TargetError(FAILURES["no-subtasks"], host=link.host)
    return str(link.memory["kind"])


def change(link: Link, child: Child, entry: Entry) -> bool:
    """Summary, text and day; and the first transition that ends in a done state, if done."""
    path = f"/rest/api/2/issue/{child.id}"
    send(link, "PUT", path, json={"fields": _fields(entry)}, again=True, pretend=None)
    if not entry.done or child.closed:
        return True
    found = answer_of(link, read(link, f"{path}/transitions", missing=FAILURES["no-ticket"]))
    ways = [one["id"] for one in found["transitions"] if _is_done(one["to"])]
    if not ways:
        return False
    step = {"transition": {"id": ways[0]}}
    send(link, "POST", f"{path}/transitions", json=step, again=False, pretend=None)
    return True


def _fields(entry: Entry) -> dict[str, Any]:
    return {
        "summary": entry.subject[:255],
        "description": entry.text,
        "duedate": entry.due.isoformat() if entry.due else None,
    }

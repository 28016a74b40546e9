"""Redmine: https://www.redmine.org/projects/redmine/wiki/Rest_api

    CHECKLIST_REDMINE_URL    such as https://redmine.example.cn (with the path, if it has one)
    CHECKLIST_REDMINE_KEY    API access key (我的账号 > API 访问键); REST has to be enabled

Files are uploaded first, which nobody sees, and bound to the ticket with the comment in a single
request: either everything is there or nothing is. Tried against a real Redmine in the tests.
"""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from checklist.delivery.asking import answer_of, download, read, send
from checklist.delivery.errors import DeliveryError, TargetError
from checklist.delivery.link import Access, Link
from checklist.delivery.settings import Environment, secret, server
from checklist.delivery.tickets import Attached, Child, Entry, Item, Ticket, by_mark
from checklist.messages.delivery import FAILURES

FORM: Final = r"#?(?P<place>[1-9]\d{0,9})"
EXAMPLE: Final = "redmine:1234"
PAGE: Final = 100


def access(environment: Environment) -> Access:
    """The server and the key."""
    address = server(environment, "redmine")
    key = secret(environment, "redmine", address.url)
    return Access(address, {"X-Redmine-API-Key": key}, (key,))


def look(link: Link, place: str) -> Ticket:
    """The ticket with its attachments and comments."""
    # A public project answers whatever the key is, so the key is tried where one is needed.
    try:
        read(link, "/users/current.json", missing=FAILURES["no-api"])
    except DeliveryError as error:
        if error.values.get("status") == 403:
            raise DeliveryError(FAILURES["rest-off"], host=link.host) from None
        raise
    response = read(
        link,
        f"/issues/{place}.json",
        {"include": "attachments,journals"},
        missing=FAILURES["no-ticket"],
    )
    issue = answer_of(link, response)["issue"]
    attached = sorted(issue.get("attachments", ()), key=lambda one: -int(one["id"]))
    return Ticket(
        id=str(issue["id"]),
        title=issue["subject"],
        url=f"{link.address.url}/issues/{issue['id']}",
        attached=tuple(_attached(link, one) for one in attached),
        comments="\n".join(one.get("notes") or "" for one in issue.get("journals", ())),
        own={
            "project": str(issue["project"]["id"]),
            "tracker": str(issue["tracker"]["id"]),
        },
    )


def _attached(link: Link, one: dict[str, Any]) -> Attached:
    # Not content_url: behind a proxy it may name another host, and the key must not go there.
    path = f"/attachments/download/{one['id']}/{quote(one['filename'], safe='')}"
    return Attached(
        one["filename"],
        one["filesize"],
        None,
        lambda: download(link, link.address.url + path),
    )


def add(link: Link, ticket: Ticket, items: tuple[Item, ...], text: str) -> None:
    """Upload, then attach and comment in one request."""
    uploads = [
        {
            "token": _upload(link, item),
            "filename": item.name,
            "content_type": item.media_type,
        }
        for item in items
    ]
    issue: dict[str, Any] = {"notes": text}
    if uploads:
        issue["uploads"] = uploads
    send(
        link,
        "PUT",
        f"/issues/{ticket.id}.json",
        json={"issue": issue},
        again=False,
        pretend=None,
    )


def _upload(link: Link, item: Item) -> str:
    try:
        answer = send(
            link,
            "POST",
            "/uploads.json",
            params={"filename": item.name},
            headers={"Content-Type": "application/octet-stream"},
            content=item.data,
            said=f"{len(item.data)} bytes, sha256 {item.digest}",
            again=True,  # one that is bound to nothing is swept up by Redmine
            pretend={"upload": {"token": "…"}},
        )
    except TargetError as error:
        # Redmine answers 422 and says the limit, in its own language.
        if error.values.get("status") == 422:
            raise TargetError(
                FAILURES["file-refused"], file=item.name, size=len(item.data), **error.values
            ) from None
        raise
    return str(answer["upload"]["token"])


def children(link: Link, ticket: Ticket) -> dict[str, Child]:
    """Sub-tasks in every state."""
    return by_mark(_children(link, ticket))


def _children(link: Link, ticket: Ticket) -> Iterator[Child]:
    offset = 0
    while True:
        asked: dict[str, str | int] = {
            "parent_id": ticket.id,
            "status_id": "*",
            "limit": PAGE,
            "offset": offset,
            "sort": "id",
        }
        answer = answer_of(link, read(link, "/issues.json", asked, missing=FAILURES["no-ticket"]))
        for issue in answer["issues"]:
            yield Child(
                id=str(issue["id"]),
                subject=issue["subject"],
                text=issue.get("description") or "",
                due=issue.get("due_date"),
                closed=bool(issue["status"].get("is_closed", issue.get("closed_on"))),
            )
        offset += PAGE
        if offset >= int(answer["total_count"]):
            return


def create(link: Link, ticket: Ticket, entry: Entry) -> None:
    """A sub-task of the ticket's project and tracker."""
    issue = {
        "project_id": ticket.own["project"],
        "tracker_id": ticket.own["tracker"],
        "parent_issue_id": ticket.id,
        **_fields(entry),
    }
    send(link, "POST", "/issues.json", json={"issue": issue}, again=False, pretend=None)


def change(link: Link, child: Child, entry: Entry) -> bool:
    """Subject, text and dates; and the first closed state that the workflow allows, if done."""
    issue = _fields(entry)
    path = f"/issues/{child.id}.json"
    if entry.done and not child.closed:
        found = answer_of(
            link,
            read(link, path, {"include": "allowed_statuses"}, missing=FAILURES["no-ticket"]),
        )["issue"]
        closed = [one["id"] for one in found.get("allowed_statuses", ()) if one.get("is_closed")]
        if closed:
            issue["status_id"] = closed[0]
        issue["done_ratio"] = 100
    send(link, "PUT", path, json={"issue": issue}, again=True, pretend=None)
    return not entry.done or child.closed or "status_id" in issue


def _fields(entry: Entry) -> dict[str, Any]:
    # Redmine refuses a day to start after the day it is due, and by itself starts today.
    start = min((day for day in (entry.start, entry.due) if day), default=None)
    return {
        "subject": entry.subject[:255],
        "description": entry.text,
        "start_date": start.isoformat() if start else "",
        "due_date": entry.due.isoformat() if entry.due else "",
    }

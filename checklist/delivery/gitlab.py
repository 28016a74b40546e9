"""GitLab, version 17.4 or later: https://docs.gitlab.com/api/project_markdown_uploads,
https://docs.gitlab.com/api/notes, https://docs.gitlab.com/api/issues,
https://docs.gitlab.com/api/issue_links (read 2026-11-24; not verified against the vendor)

    CHECKLIST_GITLAB_URL     such as https://gitlab.example.cn; by default https://gitlab.com
    CHECKLIST_GITLAB_KEY     a personal, project or group access token with the scope `api`

GitLab keeps no list of an issue's files: a file is uploaded to the project and linked in a comment.
So the comment says of each file how its SHA-256 begins, and a rerun reads that. The sub-tasks are
issues with a label of their own, linked to the ticket; the label is set as they are made, so one
whose link was cut off is found again.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, Final
from urllib.parse import quote

from checklist.delivery.asking import answer_of, download, read, send
from checklist.delivery.errors import TargetError
from checklist.delivery.link import Access, Link
from checklist.delivery.settings import Environment, secret, server
from checklist.delivery.tickets import Attached, Child, Entry, Item, Ticket, by_mark
from checklist.messages.delivery import FAILURES

FORM: Final = r"(?P<place>\w[\w.\-]*(?:/\w[\w.\-]*)*#[1-9]\d{0,9})"
EXAMPLE: Final = "gitlab:group/project#12"
PAGE: Final = 100
_LINK: Final = re.compile(
    r"\[(?P<name>[^\]\n]*)\]\((?P<url>/uploads/(?P<secret>[0-9a-f]{32})/(?P<file>[^)\s]+))\)"
    r" \(sha256 (?P<digest>[0-9a-f]{16}), (?P<size>\d+)\)"
)


def access(environment: Environment) -> Access:
    """The server and the key."""
    address = server(environment, "gitlab", "https://gitlab.com")
    key = secret(environment, "gitlab", address.url)
    return Access(address, {"PRIVATE-TOKEN": key}, (key,))


def look(link: Link, place: str) -> Ticket:
    """The issue; its files are those that our comments link."""
    path, _, number = place.rpartition("#")
    project = f"/api/v4/projects/{quote(path, safe='')}"
    read(link, "/api/v4/user", missing=FAILURES["no-api"])
    response = read(link, f"{project}/issues/{number}", missing=FAILURES["no-ticket"])
    issue = answer_of(link, response)
    asked = {"sort": "desc", "order_by": "created_at"}
    notes = [
        one["body"]
        for one in _pages(link, f"{project}/issues/{number}/notes", asked)
        if not one.get("system")
    ]
    return Ticket(
        id=str(issue["iid"]),
        title=issue["title"],
        url=issue.get("web_url", ""),
        attached=tuple(
            Attached(
                found["name"],
                int(found["size"]),
                found["digest"],
                partial(
                    download,
                    link,
                    f"{link.address.url}{project}/uploads/{found['secret']}/{found['file']}",
                ),
            )
            for note in notes
            for found in _LINK.finditer(note)
        ),
        comments="\n".join(notes),
        own={"project": project, "number": str(issue["project_id"])},
    )


def add(link: Link, ticket: Ticket, items: tuple[Item, ...], text: str) -> None:
    """Upload every file, then write one comment that links them."""
    lines = [text, ""]
    for item in items:
        answer = _upload(link, ticket, item)
        name = re.sub(r"[\[\]\\`*_<>]", "-", item.name)
        size = len(item.data)
        lines.append(f"* [{name}]({answer['url']}) (sha256 {item.digest[:16]}, {size})")
    send(
        link,
        "POST",
        f"{ticket.own['project']}/issues/{ticket.id}/notes",
        json={"body": "\n".join(lines).rstrip()},
        again=False,
        pretend=None,
    )


def _upload(link: Link, ticket: Ticket, item: Item) -> dict[str, str]:
    try:
        answer: dict[str, str] = send(
            link,
            "POST",
            f"{ticket.own['project']}/uploads",
            files={"file": (item.name, item.data, item.media_type)},
            said=f"file={item.name}, {len(item.data)} bytes, sha256 {item.digest}",
            again=True,  # one that nobody links is seen by nobody
            pretend={"url": f"/uploads/{'0' * 32}/{quote(item.name)}"},
        )
    except TargetError as error:
        if error.values.get("status") in (400, 413, 422):
            raise TargetError(
                FAILURES["file-refused"], file=item.name, size=len(item.data), **error.values
            ) from None
        raise
    return answer


def children(link: Link, ticket: Ticket) -> dict[str, Child]:
    """The issues with our label."""
    asked = {"labels": _label(ticket), "scope": "all", "state": "all"}
    return by_mark(
        Child(
            id=f"{ticket.own['project']}/issues/{issue['iid']}",
            subject=issue["title"],
            text=issue.get("description") or "",
            due=issue.get("due_date"),
            closed=issue["state"] == "closed",
        )
        for issue in _pages(link, f"{ticket.own['project']}/issues", asked)
    )


def _label(ticket: Ticket) -> str:
    return f"checklist-{ticket.id}"


def create(link: Link, ticket: Ticket, entry: Entry) -> None:
    """An issue with our label, linked to the ticket."""
    issue = send(
        link,
        "POST",
        f"{ticket.own['project']}/issues",
        json={**_fields(entry), "labels": _label(ticket)},
        again=False,
        pretend={"iid": "…"},
    )
    send(
        link,
        "POST",
        f"{ticket.own['project']}/issues/{ticket.id}/links",
        json={"target_project_id": ticket.own["number"], "target_issue_iid": str(issue["iid"])},
        again=False,
        pretend=None,
    )


def change(link: Link, child: Child, entry: Entry) -> bool:
    """Title, text and day; closed, if done."""
    fields = _fields(entry)
    if entry.done and not child.closed:
        fields["state_event"] = "close"
    send(link, "PUT", child.id, json=fields, again=True, pretend=None)
    return True


def _fields(entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.subject[:255],
        "description": entry.text,
        "due_date": entry.due.isoformat() if entry.due else "",
    }


def _pages(link: Link, path: str, asked: dict[str, str]) -> Iterator[dict[str, Any]]:
    """All of a list, page by page."""
    page = "1"
    while page:
        params: dict[str, str | int] = {**asked, "per_page": PAGE, "page": page}
        response = read(link, path, params, missing=FAILURES["no-ticket"])
        yield from answer_of(link, response)
        page = response.headers.get("x-next-page", "")

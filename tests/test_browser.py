"""The exported page in a real browser: it opens from a file, shows the plan and prints."""

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from plan_factory import make_plan

from checklist.outputs.html import render_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (see .ci/setup)"),
]


def browse(page: Path, profile: Path, *arguments: str) -> str:
    assert CHROMIUM is not None
    command = [CHROMIUM, *QUIET, f"--user-data-dir={profile}", *arguments, page.as_uri()]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return result.stdout


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "清单.html"
    path.write_text(render_html(make_plan(), "zh"), encoding="utf-8")
    return path


def test_the_page_opens_from_a_file(page: Path, tmp_path: Path) -> None:
    shown = browse(page, tmp_path / "profile", "--dump-dom")
    plan = make_plan()
    assert plan.company.name in shown
    for task in plan.tasks:
        assert f'id="task-{task.id}"' in shown


def test_the_page_prints(page: Path, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    browse(page, tmp_path / "profile", f"--print-to-pdf={target}")
    with pikepdf.open(target) as printed:
        assert len(printed.pages) >= 5
        _, _, width, height = (float(side) for side in printed.pages[0].mediabox)
        assert (width, height) == pytest.approx((595.3, 841.9), abs=1), "A4"

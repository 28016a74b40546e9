"""Imported once by the server that forks the workers, so that they start with it in memory.

Imports and plain data only: no font is opened and nothing of Pango is called before the fork,
because newer Pango keeps a thread of its own and a thread does not survive a fork.
"""

import gc
import importlib

from checklist.batch.jobs import program_digest
from checklist.rules.loader import load_law

for name in ("checklist.batch.worker", "checklist.outputs.html", "checklist.outputs.markdown"):
    importlib.import_module(name)
load_law()
program_digest()
gc.collect()
gc.freeze()  # what the workers share is not touched by their collectors

"""The same for runs that make PDFs: WeasyPrint's modules, half a second of imports."""

import contextlib
import gc
import importlib

for name in ("checklist.batch.preload", "weasyprint", "checklist.outputs.pdf"):
    with contextlib.suppress(ImportError, OSError):  # the worker says what is missing
        importlib.import_module(name)
gc.collect()
gc.freeze()

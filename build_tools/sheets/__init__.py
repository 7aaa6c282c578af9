"""Sheets: releases of figures out to a spreadsheet, and back after an editor has worked on it.

``form`` says which columns there are, read from the models.  Out: ``export``.  Back:
``workbooks`` and ``texts`` read a file into a ``grid`` > ``heads`` finds the tables in it >
``cells`` gives every cell its plain form > ``rows`` makes records of rows > ``changes``
tells what differs > ``rewrite`` edits the YAML > ``exchange`` checks the result as ``check``
does, and writes it only if nothing is wrong; ``report`` tells it all to the editor.
"""

from .exchange import Plan, export, plan
from .grid import MAX_BYTES, Unreadable
from .report import report

__all__ = ["MAX_BYTES", "Plan", "Unreadable", "export", "plan", "report"]

"""Downloads: the archive's data as CSV, JSON, an Excel workbook, a data package and one zip.

Pure: archive in, files out, the same archive giving the same bytes.  ``tables`` holds the
one definition of columns that the CSV files, the data package and the page all read;
``observations`` and ``kinds`` fill it; ``years`` divides long ones by period.
"""

from .catalogue import ABOUT, every, package, release_path, whole
from .file import Download, Listed, listed
from .tables import Column

__all__ = [
    "ABOUT", "Column", "Download", "Listed", "every", "listed", "package", "release_path", "whole",
]  # fmt: skip

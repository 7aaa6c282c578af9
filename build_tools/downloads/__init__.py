"""Downloads: the archive's data as CSV, JSON, an Excel workbook, a data package and one zip.

Pure: archive in, files out, the same archive giving the same bytes.  ``tables`` holds the
one definition of columns that the CSV files, the data package and the page all read;
``observations`` and ``kinds`` fill it; ``years`` divides long ones by period;
``catalogue`` lists every file.
"""

from .file import ABOUT, Download, Listed, listed, release_path
from .tables import Column

__all__ = ["ABOUT", "Column", "Download", "Listed", "listed", "release_path"]

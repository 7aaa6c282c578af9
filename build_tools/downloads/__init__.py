"""Downloads: the archive's data as CSV, JSON, an Excel workbook, a data package and one zip.

Pure: archive in, files out, the same archive giving the same bytes.  ``tables`` holds the
one definition of columns that the CSV files, the data package and the page all read;
``observations`` and ``kinds`` fill it; ``years`` divides long ones.
"""

from .catalogue import ABOUT, downloads, release_path
from .file import Download, Listed, listed
from .tables import Column

__all__ = ["ABOUT", "Column", "Download", "Listed", "downloads", "listed", "release_path"]

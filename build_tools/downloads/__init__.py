"""Downloads: the archive's data as CSV, JSON, an Excel workbook, a data package and one zip.

Pure: archive in, files out, the same archive giving the same bytes.  ``tables`` holds the
one definition of columns that the CSV files, the data package and the page all read;
``observations`` and ``kinds`` fill it.
"""

from .catalogue import Download, downloads, release_path
from .tables import Column

__all__ = ["Column", "Download", "downloads", "release_path"]

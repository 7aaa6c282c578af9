"""The search and the site over HTTP: questions answered from the index, everything else from files."""

from search_index.server.app import application
from search_index.server.settings import Settings

__all__ = ["Settings", "application"]

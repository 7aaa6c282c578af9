"""``python -m build_tools`` is ``policy-archive``."""

from .cli import main

main()

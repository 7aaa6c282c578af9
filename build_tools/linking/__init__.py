"""Checks of several records together: ``references``, ``relations``, ``sources``, ``unique``."""

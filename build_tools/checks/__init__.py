"""Checks of one record by itself; each module yields faults or problems, none raises.

``conform`` and ``prune`` hold data against the models; ``texts`` looks through every text, with
``brackets``, ``markup``, ``privacy`` and ``secrecy``.
"""

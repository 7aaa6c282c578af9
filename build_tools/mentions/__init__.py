"""Mentions: what the texts of the archive say of one another, found, decided and kept.

``titles``, ``find``, ``names`` and ``accidents`` find; ``issuers``, ``resolve`` and ``reading``
decide what is meant; ``connect`` reads every text and makes the ``connections``, with the
``wanted`` list of what the archive does not hold.
"""

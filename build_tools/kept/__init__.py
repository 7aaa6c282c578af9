"""What a build keeps for the next one, so that a change costs what changed.

Every record leaves facts (its title, number, names, mentions …) under keys; every piece of the
site and every reading of a text leaves the keys that it asked for.  When a record changes, the keys
under which its facts differ say what must be made again.  All is kept in one file that can be
thrown away at any time.

- ``build``    looks at the folders, and answers at once where nothing changed; ``content`` says what
- ``again``    a build after a few notices changed: ``renew`` brings facts and problems up to date, ``relink``
  reads texts again, ``releases`` checks quotations, ``pieces`` makes pages again
- ``anew``     a build from nothing, in memory; ``fill`` keeps it
- ``whole``    a build of very many notices from nothing: other processes do what ``apart`` says, records wait
  in a ``spill``; every step is that of a build after a change
- ``store``    facts, readers, heads, pages and problems in SQLite; ``rows`` says what its rows hold
- ``facts``    what one record leaves; ``single`` what it says by itself, ``heads`` it without its texts
- ``held``     the archive as views see it, read from the store when asked; ``grouped`` its groups, ``lookup``
  what texts are read with, ``answers`` which changed facts give another answer
- ``trees``    what lies in the folders; ``faults`` the problems; ``pace`` how far long work is
- ``program``  a digest of the program, whose change makes everything kept worthless
"""

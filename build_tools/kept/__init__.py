"""What a build keeps for the next one, so that a change costs what changed.

Every record leaves facts (its title, number, names, mentions …) under keys; every piece of the
site and every reading of a text leaves the keys that it asked for.  When a record changes, the keys
under which its facts differ say what must be made again.  All is kept in one file that can be
thrown away at any time.

- ``store``    facts, readers, heads, pages and problems in SQLite
- ``program``  a digest of the program, whose change makes everything kept worthless
- ``heads``    notices without their texts
- ``facts``    what one record leaves
- ``held``     the archive as views see it, read from the store when asked
- ``fill``     a full build, kept
- ``renew``    a build after a few notices changed
"""

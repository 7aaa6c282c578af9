"""A Whoosh codec that keeps everything as plain arrays.

Whoosh asks for one posting at a time; the same files answer for all postings of a term at once, as NumPy
views of a memory map. Two files a segment: its terms with their postings, and its documents.
"""

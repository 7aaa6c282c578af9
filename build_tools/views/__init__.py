"""Views: one module a noun, each turning records into :class:`~.frame.View` values.

A view decides what a page says and where it links; its template decides how it looks.
Views are pure: the archive goes in, views come out, in a fixed order.
"""

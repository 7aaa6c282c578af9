"""Figures that can be trusted: printed numbers with their bands, the finder and the audit.

``printed`` reads and shows one figure, ``arithmetic`` is exact, ``checks`` holds a stated
figure against others.  The finder reads a text: ``sentences`` > ``scanning`` (figures) >
``roles`` (what each does) > ``linking`` with ``changes`` (what belongs together) >
``evidence`` (whether it is a published figure) > ``finder`` (proposals) > ``drafting``
(YAML).  ``audit`` checks a release that an editor confirmed.  Few texts state arithmetic:
who builds pages imports these modules where there is some.
"""

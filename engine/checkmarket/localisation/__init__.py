"""Measure localisation on the product's real files: the languages they hold, how completely, and what is wrong in them.

Enters: the text of resource files.  Leaves: Catalogues, their Coverage by locale, and Flaws with file and line.
"""

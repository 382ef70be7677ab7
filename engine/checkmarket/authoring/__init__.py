"""What a legal team does with rulebooks: check, lay out, test, explain, compare, sign and publish them.

Enters: what `library` loaded.  Leaves: diagnostics, texts and pages; files are written by `cli` through `library`.
"""

"""Write resources in a made-up translation, so that a user interface can be tried before anybody translates it.

Enters: the bytes of source resources and a locale.  Leaves: the bytes of that locale's resources: longer, in other
letters, in brackets, with every placeholder and tag as it was.
"""

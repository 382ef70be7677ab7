"""What is known of a market before anybody asks its law: languages and their speakers, formats, holidays, distance.

Enters: the CLDR's facts on territories, and what well-kept libraries know.  Leaves: a market's profile.
"""

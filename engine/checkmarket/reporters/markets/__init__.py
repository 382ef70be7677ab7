"""The profile of a market, and the list of the shipped ones, as text and JSON."""

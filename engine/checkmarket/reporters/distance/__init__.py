"""How far countries are apart, as text and JSON."""

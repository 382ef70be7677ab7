"""What signatures are worth, as text and as JSON."""

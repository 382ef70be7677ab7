"""What changed in meaning between two libraries, as text, Markdown and JSON."""

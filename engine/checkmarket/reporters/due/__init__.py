"""What is due, as text, Markdown and JSON."""

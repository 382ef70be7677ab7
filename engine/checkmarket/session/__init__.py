"""Wire the stages: from a library, a subject and a day to a Report."""

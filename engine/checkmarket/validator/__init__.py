"""Hold a Document against the JSON Schema of its kind, and say in our words what does not fit.

Enters: a Document and a schema.  Leaves: diagnostics CM101 to CM111, each at the line and column of the value.
"""

from checkmarket.validator.validator import Validator

__all__ = ["Validator"]

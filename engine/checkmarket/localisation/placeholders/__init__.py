"""Read placeholders and markup by parsing: a text in, its Shape or its Markup out.

One module a way of writing them: printf, braces, icu (with branching), fluent, markup; `dialects` chooses, `parity`
compares.
"""

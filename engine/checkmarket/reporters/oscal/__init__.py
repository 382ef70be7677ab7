"""OSCAL 1.1 in JSON, which auditors' tools read: assessment results, and a plan of action and milestones.

Source: NIST, Open Security Controls Assessment Language, 1.1.3.  The same weakness has the same UUID in both documents
and in every run.
"""

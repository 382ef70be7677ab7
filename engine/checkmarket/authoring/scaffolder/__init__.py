"""Begin a rule or a jurisdiction: files that load at once, bind nobody yet, and ask what has to be found out.

Enters: a Library, the texts of its files, an id.  Leaves: Drafts, which `cli` writes.  Raises UsageIsWrong where the
id exists already, has no right form or names what is not there.
"""

from checkmarket.authoring.scaffolder.drafts import Draft
from checkmarket.authoring.scaffolder.jurisdiction import PlaceNotes, draft_jurisdiction
from checkmarket.authoring.scaffolder.rule import draft_rule

__all__ = ["Draft", "PlaceNotes", "draft_jurisdiction", "draft_rule"]

"""The rulebooks as a book of static pages.  Enters: a Library, cases, signatures, a day, templates.  Leaves: files.

The pages link to each other with relative addresses only, load nothing from elsewhere and hold no time of making:
the same library on the same day gives the same bytes.
"""

from checkmarket.authoring.book.contents import contents
from checkmarket.authoring.book.pages import pages

__all__ = ["contents", "pages"]

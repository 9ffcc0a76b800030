"""Values that several files share."""

from xaso.kernel.certainty import Certainty
from xaso.modules.org.access import Role
from xaso.sites.setup.pack.shapes import maybe, one_of, text

GRADE = one_of([grade.value for grade in Certainty])
ROLE = one_of([role.value for role in Role])
NOTE = maybe(text(2000))

"""What officers fill in about procedures, routes and e-forms."""

from .filing import FilingPlaceForm

__all__ = ["FilingPlaceForm"]

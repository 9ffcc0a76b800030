"""What the commune knows of a person, as forms ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xaso.modules.org.queries import commune

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person


def account_of(person: Person) -> dict[str, Any]:
    """What the account knows, by the names that forms ask for."""
    here = commune()
    lives_here = not person.commune_code or person.commune_code == here.code
    return {
        "full_name": person.full_name,
        "id_number": person.id_number,
        "date_of_birth": person.date_of_birth.isoformat() if person.date_of_birth else None,
        "phone": person.phone,
        "email": person.email,
        "gender": person.gender,
        "ethnicity": person.ethnicity,
        "village": person.village.code if person.village else "",
        "address": {
            "province": here.province_code if lives_here else "",
            "commune": here.code if lives_here else person.commune_code,
            "village": person.village.code if person.village and lives_here else "",
            "detail": person.address,
        },
    }

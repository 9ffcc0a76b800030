"""What a form offers to choose from: villages, peoples, provinces and communes of the 2025 divisions."""

from xaso.modules.org.models import Division, EthnicGroup
from xaso.modules.org.queries.cache import remembered
from xaso.modules.org.queries.reference import commune, has_commune, villages

Option = tuple[str, str]


def village_options() -> list[Option]:
    """Code and name of each village."""
    return [(village.code, village.name) for village in villages()]


def ethnic_groups() -> list[Option]:
    """Code and name of the 54 peoples, in the order of the statistics table."""
    return list(remembered("ethnic_groups", _ethnic_groups))


def _ethnic_groups() -> tuple[Option, ...]:
    rows = EthnicGroup.objects.order_by("code").values_list("code", "name")
    return tuple((code, name) for code, name in rows)


def provinces() -> list[Option]:
    """Code and name of each province, our own first."""
    return list(remembered("provinces", _provinces))


def _provinces() -> tuple[Option, ...]:
    rows = Division.objects.filter(province=None).order_by("code").values_list("code", "full_name")
    own = commune().province_code if has_commune() else ""
    return tuple(sorted(((code, name) for code, name in rows), key=lambda option: option[0] != own))


def home() -> Option:
    """Code of our province and of our commune; empty texts before a pack is loaded."""
    return (commune().province_code, commune().code) if has_commune() else ("", "")


def communes(province: str) -> list[Option]:
    """Code and name of the communes of a province; nothing for an unknown one."""
    return list(remembered("communes", _communes).get(province, ()))


def _communes() -> dict[str, tuple[Option, ...]]:
    rows = Division.objects.exclude(province=None).order_by("code")
    found: dict[str, list[Option]] = {}
    for province, code, name in rows.values_list("province__code", "code", "full_name"):
        found.setdefault(province, []).append((code, name))
    return {province: tuple(options) for province, options in found.items()}

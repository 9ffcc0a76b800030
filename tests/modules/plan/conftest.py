"""What tests of the plan share."""

from collections.abc import Callable

import pytest

from xaso.modules.org.models import Setting
from xaso.modules.org.queries import clear_caches


@pytest.fixture
def set_setting(db: None) -> Callable[[str, object], None]:
    """Give a setting of the commune another value."""

    def change(key: str, value: object) -> None:
        Setting.objects.filter(key=key).update(value=value)
        clear_caches()

    return change

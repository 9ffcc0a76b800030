"""The rise of a share is kept as the share it rises in: what was kept of it before meant another thing."""

from typing import Any

from django.db import migrations


def forget(apps: Any, schema_editor: Any) -> None:
    apps.get_model("indicators", "MonthlyFigure").objects.filter(
        measure="dossiers.old_results_growth"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("indicators", "0004_scores")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]

"""What was kept of measures that now count another thing goes, to be counted again in the night."""

from typing import Any

from django.db import migrations


CHANGED = ("dossiers.fee_online", "dossiers.old_results_growth", "plan.legal_drafting_on_time")


def forget(apps: Any, schema_editor: Any) -> None:
    apps.get_model("indicators", "MonthlyFigure").objects.filter(measure__in=CHANGED).delete()


class Migration(migrations.Migration):
    dependencies = [("indicators", "0005_proof_of_corrections")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]

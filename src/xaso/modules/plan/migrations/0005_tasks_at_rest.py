"""The day a task came to rest. A task at rest was last told of on that day: nothing else can happen to it."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Give each task at rest the day it came to rest."""
    tasks = apps.get_model("plan", "Task").objects
    tasks.filter(state="paused", paused_on=None).update(paused_on=models.F("told_on"))


class Migration(migrations.Migration):

    dependencies = [("plan", "0004_activities_of_readings")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="paused_on",
            field=models.DateField(
                blank=True, help_text="ngày bắt đầu tạm dừng; trống: không nghỉ", null=True
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

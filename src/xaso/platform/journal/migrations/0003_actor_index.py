"""An index to ask what one actor did in a time."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("journal", "0002_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["actor_key", "at"], name="journal_actor"),
        ),
    ]

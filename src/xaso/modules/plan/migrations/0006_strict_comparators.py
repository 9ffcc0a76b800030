"""“Trên” and “dưới” beside “tối thiểu” and “không quá”: what is kept stays as it is."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("plan", "0005_tasks_at_rest")]

    operations = [
        migrations.AlterField(
            model_name="threshold",
            name="comparator",
            field=models.CharField(
                choices=[
                    (">=", "tối thiểu"),
                    (">", "trên"),
                    ("=", "đạt"),
                    ("<=", "không quá"),
                    ("<", "dưới"),
                    ("range", "từ … đến"),
                ],
                max_length=5,
            ),
        ),
    ]

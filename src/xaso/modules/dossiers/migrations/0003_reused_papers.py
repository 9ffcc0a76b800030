"""Whether a dossier took papers again from an earlier one. SQLite makes the table anew for a new column, and its
triggers go with the old one, so the index of words is made again.
"""

from django.db import migrations, models

from xaso.modules.dossiers.models import search


class Migration(migrations.Migration):

    dependencies = [("dossiers", "0002_words")]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="has_reused_paper",
            field=models.BooleanField(
                default=False,
                help_text="có giấy tờ lấy lại từ hồ sơ trước, người nộp không phải nộp lại",
            ),
        ),
        migrations.RunPython(search.install, search.install),
    ]

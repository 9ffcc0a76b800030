"""Whether a dossier took papers again from an earlier one."""

from django.db import migrations, models


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
    ]

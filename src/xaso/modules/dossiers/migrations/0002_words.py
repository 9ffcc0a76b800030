"""Full-text index of the folded words, in each database's own kind."""

from django.db import migrations

from xaso.modules.dossiers.models.search import install, remove


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [migrations.RunPython(install, remove, elidable=False)]

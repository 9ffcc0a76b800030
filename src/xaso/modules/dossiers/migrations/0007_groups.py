import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("citizens", "0002_store"),
        ("dossiers", "0006_forecasts"),
        ("org", "0002_delegations"),
    ]

    operations = [
        migrations.CreateModel(
            name="DossierGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(help_text="mã hồ sơ đầu của nhóm, có tiền tố N", max_length=44, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("opened_at", models.DateTimeField()),
                ("filing_key", models.CharField(help_text="chống gửi hai lần", max_length=60, unique=True)),
                ("applicant", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="dossier_groups", to="citizens.person")),
                ("opened_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="org.officer")),
            ],
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                ("dossier", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="membership", to="dossiers.dossier")),
                ("group", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="members", to="dossiers.dossiergroup")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("group", "order"), name="one_dossier_per_place")],
            },
        ),
    ]

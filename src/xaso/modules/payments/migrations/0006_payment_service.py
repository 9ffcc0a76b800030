from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def fill(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Take the service of each payment from its bill."""
    bill = apps.get_model("payments", "Bill").objects.filter(pk=OuterRef("bill_id"))
    apps.get_model("payments", "Payment").objects.update(service=Subquery(bill.values("service")[:1]))


class Migration(migrations.Migration):
    dependencies = [("payments", "0005_fee_drafts")]

    operations = [
        migrations.AddField(
            model_name="payment",
            name="service",
            field=models.CharField(blank=True, default="", help_text="mã thủ tục của khoản thu, khi có", max_length=40),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["service", "at"], name="payment_service"),
        ),
    ]

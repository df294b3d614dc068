"""The last day on which an agreement can be terminated."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="agreement", name="notice_on", field=models.DateField(blank=True, null=True)
        ),
    ]

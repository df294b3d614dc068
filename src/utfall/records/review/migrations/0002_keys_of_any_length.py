"""A finding's key is as long as the captions and labels that it is made of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]
    operations = [
        migrations.AlterField(model_name="explanation", name="key", field=models.TextField()),
    ]

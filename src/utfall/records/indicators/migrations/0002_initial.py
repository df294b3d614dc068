"""A step of the tables, made by Django."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("indicators", "0001_initial"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="indicators",
                to="organisation.authority",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="scope",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.orgunit"
            ),
        ),
        migrations.AddField(
            model_name="indicatorrelation",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="indicator_relations",
                to="organisation.authority",
            ),
        ),
        migrations.AddField(
            model_name="novalue",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="novalue",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="no_values",
                to="indicators.indicator",
            ),
        ),
        migrations.AddField(
            model_name="novalue",
            name="scope",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.orgunit"
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="indicators.indicator"
            ),
        ),
        migrations.AddField(
            model_name="value",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="values",
                to="organisation.authority",
            ),
        ),
        migrations.AddField(
            model_name="value",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="value",
            name="scope",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.orgunit"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(fields=("authority", "code"), name="indicator_code_once"),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                fields=("authority", "measure", "scope"), name="indicator_measure_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorrelation",
            constraint=models.UniqueConstraint(fields=("authority", "code"), name="relation_code_once"),
        ),
        migrations.AddConstraint(
            model_name="novalue",
            constraint=models.UniqueConstraint(fields=("indicator", "scope", "period"), name="no_value_once"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(fields=("indicator", "year"), name="target_of_the_year_once"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__isnull", False), ("comparator", "ökar"), _connector="OR"),
                name="target_has_a_value_or_increases",
            ),
        ),
        migrations.AddIndex(
            model_name="value",
            index=models.Index(
                fields=["authority", "measure", "scope"], name="indicators__authori_21f5ed_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="value",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)),
                fields=("authority", "address"),
                name="one_value_in_force",
            ),
        ),
    ]

"""A step of the tables, made by Django."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import utfall.domain.reporting.words


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Authority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("audits", models.BooleanField(default=False)),
                ("municipality", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "verbose_name_plural": "authorities",
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                ("language", models.CharField(default="sv", max_length=2)),
                ("on_day_digest", models.BooleanField(default=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="OrgUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kommun", "kommun"),
                            ("nämnd", "nämnd"),
                            ("förvaltning", "förvaltning"),
                            ("område", "område"),
                            ("enhet", "enhet"),
                            ("segment", "segment"),
                            ("extern", "extern"),
                        ],
                        max_length=20,
                    ),
                ),
                ("path", models.CharField(max_length=200, unique=True)),
                ("position", models.PositiveIntegerField()),
                ("short", models.CharField(blank=True, max_length=120)),
                ("abbreviation", models.CharField(blank=True, max_length=20)),
                ("manager", models.CharField(blank=True, max_length=80)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="organisation.authority",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority", "path"], name="organisatio_authori_38546b_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="unit_begins_before_it_ends",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrgRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=120)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="org_roles",
                        to="organisation.authority",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="org_role_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("enhetschef", "enhetschef"),
                            ("områdeschef", "områdeschef"),
                            ("controller", "controller"),
                            ("nämndsekreterare", "nämndsekreterare"),
                            ("förvaltningschef", "förvaltningschef"),
                            ("ledamot", "ledamot"),
                            ("revisor", "revisor"),
                            ("sakkunnigt biträde", "sakkunnigt biträde"),
                            ("kvalitetsansvarig", "kvalitetsansvarig"),
                            ("kommunledningskontor", "kommunledningskontor"),
                            ("behörighetsadministratör", "behörighetsadministratör"),
                            ("systemadministratör", "systemadministratör"),
                        ],
                        max_length=40,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="organisation.authority",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "authority"], name="organisatio_person__596d39_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("starts_on__lte", models.F("ends_on")), _connector="OR"
                        ),
                        name="grant_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("authority__isnull", False), ("role", "systemadministratör"), _connector="OR"
                        ),
                        name="grant_is_given_by_an_authority",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Forum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forums",
                        to="organisation.authority",
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(blank=True, related_name="forums", to="organisation.orgunit"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="forum_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CostCentre",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(db_index=True, max_length=20)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cost_centres",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "code", "valid_from"), name="cost_centre_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RightGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "right",
                    models.CharField(choices=[("se verifikationer", "se verifikationer")], max_length=40),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights",
                        to="organisation.authority",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.orgunit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("month_follow_up", "month_follow_up"),
                            ("interim_report", "interim_report"),
                            ("activity_report", "activity_report"),
                            ("report_on_assignments", "report_on_assignments"),
                        ],
                        max_length=30,
                    ),
                ),
                ("period", models.CharField(max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planerad", "planerad"),
                            ("öppen", "öppen"),
                            ("låst", "låst"),
                            ("beslutad", "beslutad"),
                            ("beslutad med ändringar", "beslutad med ändringar"),
                            ("återremitterad", "återremitterad"),
                            ("bordlagd", "bordlagd"),
                        ],
                        default=utfall.domain.reporting.words.RoundState["PLANNED"],
                        max_length=30,
                    ),
                ),
                ("opens_on", models.DateField(blank=True, null=True)),
                ("meeting_on", models.DateField(blank=True, null=True)),
                ("position", models.PositiveIntegerField()),
                ("facts_as_of", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="organisation.authority",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code"), name="round_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("underlag släpps", "underlag släpps"),
                            ("enhet", "enhet"),
                            ("område", "område"),
                            ("controller", "controller"),
                            ("ledningsgrupp", "ledningsgrupp"),
                            ("fsg", "fsg"),
                            ("presidium", "presidium"),
                            ("kallelse", "kallelse"),
                            ("nämnd", "nämnd"),
                            ("justering", "justering"),
                            ("expediering", "expediering"),
                            ("kommunledningskontor", "kommunledningskontor"),
                        ],
                        max_length=30,
                    ),
                ),
                ("due_on", models.DateField()),
                (
                    "responsible",
                    models.CharField(
                        choices=[
                            ("enhetschef", "enhetschef"),
                            ("områdeschef", "områdeschef"),
                            ("controller", "controller"),
                            ("nämndsekreterare", "nämndsekreterare"),
                            ("förvaltningschef", "förvaltningschef"),
                            ("ledamot", "ledamot"),
                            ("revisor", "revisor"),
                            ("sakkunnigt biträde", "sakkunnigt biträde"),
                            ("kvalitetsansvarig", "kvalitetsansvarig"),
                            ("kommunledningskontor", "kommunledningskontor"),
                            ("behörighetsadministratör", "behörighetsadministratör"),
                            ("systemadministratör", "systemadministratör"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="organisation.round",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("round", "step"), name="round_step_once")],
            },
        ),
        migrations.CreateModel(
            name="Substitute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="substitutes",
                        to="organisation.authority",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="substitutes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="substitutes_for",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lte", models.F("ends_on"))),
                        name="substitute_begins_before_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("substitute")), _negated=True),
                        name="substitute_is_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("share", models.DecimalField(decimal_places=5, max_digits=6)),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="successors",
                        to="organisation.orgunit",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="predecessors",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("predecessor", "successor", "on"), name="succession_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share__gt", 0), ("share__lte", 1)), name="share_of_a_whole"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="not_after_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("annat namn", "Alias"), ("fel namn", "Wrong")], max_length=10),
                ),
                ("name", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="organisation.orgunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "kind", "name"), name="unit_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WrongName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wrong_names",
                        to="organisation.authority",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "code", "name"), name="wrong_name_once")
                ],
            },
        ),
    ]

"""What people have said about findings, remembered by the figures they are about."""

from django.db import models

from utfall.records.organisation.models import Authority, Person, Round


class Explanation(models.Model):
    """Why a finding of a round stands as it is; auditors see it. `key` is the finding's own, made of its figures."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="explanations")
    round = models.ForeignKey(Round, models.CASCADE, related_name="explanations")
    key = models.TextField()
    """As long as the captions and labels that it is made of."""
    code = models.CharField(max_length=60)
    sentence = models.TextField()
    text = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "key"), name="explanation_once"),)

    def __str__(self) -> str:
        return self.text[:60]

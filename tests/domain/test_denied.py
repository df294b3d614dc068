"""Refusals: values that say why not."""

from utfall.domain.denied import Denied, first_refusal

NO, NEVER = Denied("a", "Nej."), Denied("b", "Aldrig.")


def test_the_first_refusal_counts_although_refusals_are_false():
    assert (NO or None) is None
    assert first_refusal(None, NO, NEVER, None) is NO
    assert first_refusal(None, None) is None
    assert first_refusal() is None

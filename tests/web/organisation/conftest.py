"""The example's site and its people, as the pages of reports have them."""

from tests.web.review.conftest import d2, example, example_site, open_round, people, sen, signed_in

__all__ = ["d2", "example", "example_site", "open_round", "people", "sen", "signed_in"]

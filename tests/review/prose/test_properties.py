"""Whatever stands in the text, the rules answer, answer the same twice, and point into the document."""

from hypothesis import given
from hypothesis import strategies as st

from tests.review.prose.reports import RESULT, UNITS, context
from utfall.documents.model import walk
from utfall.review.prose.layer import check

WORDS = (
    "Nämnden Område 2 resultatet prognosen är +3,2 mnkr -1,8 mnkr 45 % 12,5 procent inklusive exklusive underskott på "
    "från till varav ökat minskat med vilket motsvarar jämfört föregående år budget drygt ca 505 av 600 (84 %) . , : ; "
    "och bättre än 2030: per portion CO2e/kg kg Bibliotek MS Delår 1 delår målet: Läsande barn alla inte"
).split()
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=24).map(" ".join), min_size=1, max_size=8
)


@given(TEXTS, st.sampled_from(["", RESULT, UNITS]), st.sampled_from(["sv", "en"]))
def test_any_words_get_an_answer_that_points_into_the_document(texts, table, code):
    text = table + "\n" + "\n\n".join(texts) + "\n"
    under = context(text, code)
    first, again = check(under), check(context(text, code))
    assert first == again
    paths = {path for path, _node in walk(under.document)}
    for finding in first.findings:
        assert set(finding.spots) <= paths
        assert finding.sentence(code)
    for relation in first.relations:
        assert set(relation.paths) <= under.numbers.keys()
        assert relation.target not in {term.path for term in relation.terms}

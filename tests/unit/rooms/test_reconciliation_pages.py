"""What SOM tells of a comparison comes in pages, which overtake each other."""

from hub.messages.reconciliation import MismatchesFound
from tests.unit.rooms.som_inventory import Som, below


def test_what_is_overtaken_by_the_last_word_is_waited_for(som: Som) -> None:
    som.sell("1")
    som.found = [[below()]]
    som.reconcile()
    som.start("second")
    som.say(MismatchesFound(reconciliation_id="second", last=True, pages=2, compared=2))
    som.say(MismatchesFound(reconciliation_id="second", page=2, mismatch=[below()]))
    som.say(MismatchesFound(reconciliation_id="second", page=2, mismatch=[below()]))
    som.core.asked.pop(0)
    som.answer()
    assert (som.run("second").state, [m.state for m in som.mismatches()]) == ("running", ["open"])

    som.say(MismatchesFound(reconciliation_id="second", page=1, left_out=["s-1/tune"]))
    (kept,) = som.mismatches()
    assert (som.run("second").state, kept.state, kept.reconciliation_id) == ("completed", "open", "second")


def test_a_page_that_never_comes_ends_the_reconciliation_however_often_som_says_it_is_through(
    som: Som,
) -> None:
    som.sell("1")
    som.found = [[below()]]
    som.reconcile()
    som.start("second")
    som.core.asked.pop(0)
    som.answer()
    for _ in range(8):
        som.say(MismatchesFound(reconciliation_id="second", last=True, pages=1))
        wake = som.run("second").wake_at
        if wake is not None:
            som.core.pass_time(wake - som.core.now)
    assert (som.run("second").state, [m.state for m in som.mismatches()]) == ("failed", ["open"])

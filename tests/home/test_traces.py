import threading

import pytest

from home.traces import current_trace, traced

pytestmark = pytest.mark.once


def test_mark_is_of_chance_and_ends_with_what_it_is_of():
    with traced() as first:
        assert current_trace() == first
    with traced() as second:
        pass

    assert (len(first), len(second), current_trace()) == (8, 8, "")
    assert first != second


def test_mark_within_another_gives_way_to_it_again():
    with traced("outside"):
        with traced("inside"):
            assert current_trace() == "inside"
        assert current_trace() == "outside"


def test_mark_ends_with_an_error_too():
    with pytest.raises(RuntimeError), traced():
        raise RuntimeError
    assert current_trace() == ""


def test_each_thread_has_its_own():
    seen = []
    with traced():
        other = threading.Thread(target=lambda: seen.append(current_trace()))
        other.start()
        other.join()
    assert seen == [""]

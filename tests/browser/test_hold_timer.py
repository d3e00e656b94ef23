"""The timer under exercises, with the clock in the test's hand."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories.pages import make_article, make_home

pytestmark = pytest.mark.django_db

PRESS = {"name": "Press", "steps": ["Press."], "hold_min": 10, "hold_max": 15}
TILT = {"name": "Tilt", "steps": ["Tilt."], "hold_min": 20, "sides": "each", "repeats": 1}
LIFT = {"name": "Lift", "steps": ["Lift."], "hold_max": 4, "repeats": 3, "sides": ""}
ROLL = {"name": "Roll", "steps": ["Roll."], "repeats": 5}
# What a screen reader is given to say, in its order.
LISTEN = """() => {
    window.said = [];
    for (const status of document.querySelectorAll('[role=status]'))
        new MutationObserver(() => window.said.push(status.textContent))
            .observe(status, {childList: true});
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def address(own_database) -> str:
    make_home()
    exercises = [PRESS, TILT, LIFT, ROLL]
    return make_article(body=[{"type": "exercise", "value": one} for one in exercises]).url


@pytest.fixture
def quiet_page(page, address) -> Page:
    """The article; time passes when the test says so."""
    page.clock.install(time=0)
    page.goto(address)
    page.clock.pause_at(3_600_000)
    page.evaluate(LISTEN)
    return page


def timer(page: Page, name: str):
    return page.get_by_role("group", name=name, exact=True)


def hold(page: Page, name: str, seconds: int) -> str:
    """Press the button, let the time pass; what is written then."""
    timer(page, name).get_by_role("button").click()
    page.clock.run_for(seconds * 1000)
    return timer(page, name).get_by_role("status").inner_text()


def test_timer_counts_down_and_speaks_three_times(quiet_page):
    press = timer(quiet_page, "Press")
    clock = press.get_by_role("timer")
    press.get_by_role("button", name="Start a 15-second timer").click()
    seen = [clock.inner_text()]
    for seconds in (1, 6, 1, 6):
        quiet_page.clock.run_for(seconds * 1000)
        seen.append(clock.inner_text())
    assert seen == ["15", "14", "8", "7", "1"]
    quiet_page.clock.run_for(1000)
    expect(press.get_by_role("button")).to_have_text("Start a 15-second timer")
    expect(clock).to_be_hidden()
    assert quiet_page.evaluate("said") == ["Hold for 15 seconds", "Halfway", "Done. Let go slowly."]


def test_timer_tells_the_way_through_sides_and_repeats(quiet_page):
    assert [hold(quiet_page, "Tilt", 20) for _ in range(3)] == [
        "1 of 2 done. Now the other side.",
        "Done. Let go slowly.",
        "1 of 2 done. Now the other side.",
    ]
    assert [hold(quiet_page, "Lift", 4) for _ in range(3)] == [
        "1 of 3 done. Let go, then start the next one.",
        "2 of 3 done. Let go, then start the next one.",
        "Done. Let go slowly.",
    ]
    assert "Halfway" not in quiet_page.evaluate("said")[-6:]


def test_timer_is_stopped_by_keyboard_and_counts_no_broken_hold(quiet_page):
    button = timer(quiet_page, "Tilt").get_by_role("button")
    button.focus()
    quiet_page.keyboard.press("Enter")
    expect(button).to_have_text("Stop the timer")
    quiet_page.clock.run_for(5000)
    quiet_page.keyboard.press("Space")
    expect(button).to_have_text("Start a 20-second timer")
    expect(button).to_be_focused()
    quiet_page.clock.run_for(60_000)
    assert quiet_page.evaluate("said") == ["Hold for 20 seconds", "Stopped"]
    assert hold(quiet_page, "Tilt", 20).startswith("1 of 2")


def test_one_timer_runs_at_a_time(quiet_page):
    hold(quiet_page, "Tilt", 3)
    assert hold(quiet_page, "Press", 3) == "Hold for 15 seconds"
    expect(timer(quiet_page, "Tilt").get_by_role("status")).to_have_text("Stopped")
    expect(quiet_page.get_by_role("button", name="Stop the timer")).to_have_count(1)


def test_late_ticks_do_not_lengthen_a_hold(quiet_page):
    timer(quiet_page, "Press").get_by_role("button").click()
    quiet_page.clock.fast_forward(60_000)
    expect(timer(quiet_page, "Press").get_by_role("status")).to_have_text("Done. Let go slowly.")


def test_exercise_without_a_hold_has_no_timer(quiet_page):
    expect(quiet_page.get_by_role("heading", name="Roll")).to_be_visible()
    expect(timer(quiet_page, "Roll")).to_have_count(0)
    expect(quiet_page.locator(".hold-timer")).to_have_count(3)


def test_without_scripts_there_is_no_button(no_script_page, address):
    no_script_page.goto(address)
    expect(no_script_page.get_by_text("Hold 10 to 15 seconds")).to_be_visible()
    expect(no_script_page.get_by_role("main").get_by_role("button")).to_have_count(0)
    assert "timer" not in no_script_page.get_by_role("main").inner_text()


def test_timer_is_not_printed(quiet_page):
    expect(timer(quiet_page, "Press")).to_be_visible()
    quiet_page.emulate_media(media="print")
    expect(quiet_page.locator(".hold-timer").first).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_running_timer_is_accessible_on_a_phone(page, axe, address, scheme):
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    button = timer(page, "Press").get_by_role("button")
    button.click()
    assert axe(page) == []
    assert button.bounding_box()["height"] >= 48


def test_long_words_fit_the_smallest_screen(quiet_page):
    quiet_page.set_viewport_size({"width": 320, "height": 640})
    quiet_page.evaluate(
        """() => Object.assign(document.querySelector('#hold-timer').dataset, {
            stop: 'Zeitmessung vorzeitig unterbrechen',
            started: 'Halten Sie diese Stellung für {seconds} Sekunden',
        })"""
    )
    hold(quiet_page, "Press", 2)
    expect(timer(quiet_page, "Press").get_by_role("button")).to_contain_text("unterbrechen")
    assert quiet_page.evaluate(OVERFLOW) == 0

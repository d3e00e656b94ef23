"""How hypothesis searches: the same examples every time, so that a red test stays red.

`pytest --hypothesis-profile=search` looks further, and elsewhere every time.
"""

from hypothesis import configuration, settings

from tests.files import ROOT


def set_up() -> None:
    configuration.set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
    settings.register_profile("steady", derandomize=True, deadline=None, database=None)
    settings.register_profile("search", deadline=None, max_examples=5000)
    settings.load_profile("steady")

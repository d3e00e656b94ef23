"""A process that has a site loaded: a line of JSON in, what it says is done, a line out.

    {"do": "page", "path": "/", "times": 20}

What fails ends it; the reason stands in its log.
"""

import json
import os
import sys
from importlib import import_module

import django


def main() -> None:
    # Whatever the site prints goes to the log; the answers keep the way out for themselves.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    django.setup(set_prefix=False)
    # They import models, which there are only now.
    modules = [import_module(f"{__package__}.{name}") for name in ("filling", "looking")]
    deeds = {name: deed for module in modules for name, deed in module.DEEDS.items()}
    for line in sys.stdin:
        order = json.loads(line)
        found = deeds[order.pop("do")](**order)
        answers.write(json.dumps(found) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()

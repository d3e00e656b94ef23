"""What no log line may say."""

import logging
import re
from typing import Final

# The secret part of a client's link: whoever reads it may act as the client. And of a calendar
# feed's address: whoever reads it may read the diary.
LINK: Final = re.compile(r"(/(?:my-request|calendar)/)[^/?#\s]+")


class HideLinks(logging.Filter):
    """Cuts the secret out of addresses; for a handler, which sees the lines of every logger."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if LINK.search(line):
            record.msg, record.args = LINK.sub(r"\1…", line), ()
        return True

"""Keys of an installation that nobody set up: made once, kept in the state folder."""

import json
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet


def are_fernet_keys(keys: list[str]) -> bool:
    """At least one, and each of them 32 bytes in URL-safe base64."""
    try:
        return len([Fernet(key) for key in keys]) > 0
    except ValueError:
        return False


def local_keys(state_dir: Path) -> dict[str, str]:
    """The keys of this machine's trial or development site, made at its first start.

    Production never calls this: there they come from the environment.
    """
    path = state_dir / "keys.json"
    if not path.exists():
        state_dir.mkdir(parents=True, exist_ok=True)
        keys = {
            "SECRET_KEY": secrets.token_urlsafe(64),
            "HEALTH_KEY": Fernet.generate_key().decode(),
        }
        # Two processes may start at once: the link is made whole or not at all.
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(keys))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return json.loads(path.read_text())

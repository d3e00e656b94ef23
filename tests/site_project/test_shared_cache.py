"""The cache that machines share: a real Valkey, and one that goes away."""

import pytest
from environs import Env

from site_project.settings.caches import SHARED, caches
from site_project.shared_cache import ForgivingRedisCache

pytestmark = pytest.mark.once


@pytest.fixture
def machines(valkey, monkeypatch):
    """Two of them, each with its own connections."""
    monkeypatch.setenv("CACHE_URL", f"redis://127.0.0.1:{valkey.port}")
    config = caches(Env())["default"]
    assert config["BACKEND"] == SHARED
    both = [
        ForgivingRedisCache(config["LOCATION"], {"OPTIONS": dict(config["OPTIONS"])})
        for _ in range(2)
    ]
    yield both
    for machine in both:
        for pool in machine._cache._pools.values():
            pool.disconnect()


def test_what_one_machine_stores_another_finds(machines):
    here, there = machines
    here.set("name", {"a": 1})
    assert there.get("name") == {"a": 1}
    assert not there.add("name", 2)
    there.delete("name")
    assert here.get("name", "gone") == "gone"


def test_cache_that_is_away_is_an_empty_one_and_comes_back(machines, valkey, caplog):
    cache, _ = machines
    cache.set("name", 1)
    port = valkey.port
    valkey.stop()

    assert cache.get("name", "other") == "other"
    assert cache.add("name", 2)
    cache.set("name", 2)
    assert (cache.delete("name"), cache.touch("name"), cache.has_key("name")) == (False,) * 3
    assert (cache.get_many(["name"]), cache.set_many({"name": 1})) == ({}, [])
    cache.delete_many(["name"])
    cache.clear()
    assert {record.getMessage() for record in caplog.records} == {
        "The shared cache does not answer: ConnectionError"
    }

    valkey._desired_port = port
    valkey.start()
    cache.set("name", 3)
    assert cache.get("name") == 3

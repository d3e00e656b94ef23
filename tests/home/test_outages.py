"""What counts as an outage of the database or the disk, as the engines themselves say it."""

import errno

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError
from django.utils import timezone

from home.models import Job
from home.outages import is_outage, let_go
from tests.factories.outages import make_read_only


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (OperationalError("the server closed the connection"), True),
        (InterfaceError("the connection is closed"), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OSError(errno.EROFS, "Read-only file system"), True),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), False),
        (IntegrityError("UNIQUE constraint failed"), False),
        (DatabaseError("file is not a database"), False),
        (RuntimeError("A mistake of ours."), False),
        (None, False),
    ],
)
def test_outage_is_what_passes_by_itself(error, outage):
    assert is_outage(error) is outage


@pytest.mark.django_db
@pytest.mark.usefixtures("own_database")
def test_database_that_may_only_be_read_is_one_until_it_is_let_go():
    make_read_only()

    with pytest.raises(DatabaseError) as refused:
        Job.objects.create(name="tick", started_at=timezone.now())
    assert is_outage(refused.value)
    let_go()

    assert Job.objects.create(name="tick", started_at=timezone.now()).pk


@pytest.mark.django_db
def test_transaction_is_not_let_go():
    Job.objects.create(name="tick", started_at=timezone.now())

    let_go()

    assert Job.objects.get().name == "tick"

"""Accounts, each in the group of its role."""

import itertools
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group

from site_project.roles import Role

_number = itertools.count(1)


def make_user(*, role: Role | None = None, **fields: Any) -> AbstractUser:
    """An account that can log in with force_login; without a role it may do nothing."""
    fields.setdefault("username", f"user-{next(_number)}")
    user = get_user_model().objects.create_user(**fields)
    if role:
        user.groups.add(Group.objects.get(name=role.name))
    return user

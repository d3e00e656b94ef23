"""Who signs in: by username or by email address, with the same work for any name."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractUser
from django.db.models import Q
from django.http import HttpRequest

User = get_user_model()


def find_account(name: str) -> AbstractUser | None:
    """The account of a username or an email address, active or not; one query.

    An email address that several accounts share is none of theirs to sign in with.
    """
    name = name.strip()
    if not name or "\0" in name:
        return None
    found = list(User.objects.filter(Q(username=name) | Q(email__iexact=name))[:3])
    named = [user for user in found if user.username == name]
    if named:
        return named[0]
    return found[0] if len(found) == 1 else None


class StaffBackend(ModelBackend):
    """Checks one password hash whoever is named: an account, an unknown one, one that is shut.

    Who is signed in comes with what Wagtail keeps of them, and all that they may do is one query:
    every page of the admin asks for these.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> AbstractUser | None:
        if username is None or password is None:
            return None
        user = find_account(username)
        if user is None:
            User().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None

    def get_user(self, user_id: Any) -> AbstractUser | None:
        user = User.objects.select_related("wagtail_userprofile").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """As ModelBackend's, of which it is the sum: the account's own and those of its groups."""
        if (
            user_obj.is_superuser
            or not user_obj.is_active
            or user_obj.is_anonymous
            or obj is not None
        ):
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "every_permission"):
            ways = (self._get_user_permissions(user_obj), self._get_group_permissions(user_obj))
            own, of_groups = (
                rows.order_by().values_list("content_type__app_label", "codename") for rows in ways
            )
            found = own.union(of_groups).order_by()
            user_obj.every_permission = {f"{app}.{codename}" for app, codename in found}
        return user_obj.every_permission

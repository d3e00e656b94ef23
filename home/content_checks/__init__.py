"""What a page could do better, found by one function: `find_issues`."""

from .issues import Issue, find_issues

__all__ = ["Issue", "find_issues"]

"""Searching the site: the page of it, and a backend that no query can break."""

"""The demonstration: a practice that does not exist, with words of our own.

The modules here are data; `loader` puts them into the database and `reset` takes them out.
Health wording is careful on purpose: what massage *can* or *may* do, never what it will.
"""

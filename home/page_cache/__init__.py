"""Answers that are kept, and how it is known that one is no longer true.

stamps.py      what has changed since: a number for all processes of a machine
writes.py      what is written to a table that pages show changes the number, when it is committed
listening.py   several machines on one PostgreSQL tell each other
limits.py      what a view or a tag says of how long its page is true, and by what it changes
memory.py      what Python computed, kept for as long as the number stays
addresses.py   what an answer is kept under, and who is never given one
entries.py     one that is kept, and all of a process, bounded in bytes
middleware.py  inside Django: which answers are kept
front.py       in front of Django: what is kept is given
"""

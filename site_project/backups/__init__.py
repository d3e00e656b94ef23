"""Everything of the site in one encrypted file, and back again.

`making.py` and `restoring.py` are the two ways; the commands `backup`, `restore` and `backup_key`
only call them. docs/recovery.md is for whoever stands before a lost site.
"""

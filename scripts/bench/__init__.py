"""How fast the site is, measured on this machine: `make bench` (docs/performance.md).

__main__.py    the command: which parts run, what is printed and written
parts/         what is measured: each part gives figures
figures.py     a figure, its target, and whether it is met
workshop.py    sites made for the bench, and what they need, in a temporary folder
engines.py     SQLite and a PostgreSQL of the bench's own
sites.py       one site: its settings, its server, a process inside it
inside.py      that process: it does what it is told on standard input
filling.py     rows by the thousand, made in it
looking.py     what is looked at in it: SQL and processor time without a server
client.py      visitors who keep asking, over kept connections
processes.py   processor time and memory of processes, and of all that they started
bare.py        the least that Django can answer, on the server of the site
nginx.py       the same bytes from nginx, where it is installed
addresses.py   pages that stand for their kind
table.py       what a person reads; picture.py the same as a drawing; document.py where both stand
"""

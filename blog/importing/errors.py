class Refused(Exception):
    """This can't become an article; its text is one sentence for the person who asked."""

"""Articles from files: a reader for each format, one recognition, one way to save.

    data → files.read → Reading (neutral parts) → compose → Draft → saving.save_draft → ArticlePage

Nothing here publishes. What it was not sure of travels along as sentences (`doubts`).
"""

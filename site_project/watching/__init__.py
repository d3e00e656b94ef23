"""What the site tells whoever runs it: a log, figures, reports of errors. None says a secret."""

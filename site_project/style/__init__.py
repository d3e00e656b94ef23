"""The living style page: what the look is made of, shown by the site's own templates and CSS."""

"""The pages of signing in: allauth's views, with our forms, templates and limits."""

"""How search engines and shared links see the site: titles, addresses, structured data."""

"""Who this site is to those that are no readers: browsers, phones, machines."""

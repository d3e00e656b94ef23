"""What staff type at the desk. Each form about a row carries the version that they saw."""

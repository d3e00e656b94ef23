"""What the practice keeps of a person: for how long, all of it in one file, and none of it."""

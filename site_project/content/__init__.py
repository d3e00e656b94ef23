"""Pages from data: what the demonstration and the start of a real practice share."""

"""Chinese full-text search over documents of any kind; knows nothing of the archive it serves."""

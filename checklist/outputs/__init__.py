"""One module per format; each takes a `Plan` and computes no law."""

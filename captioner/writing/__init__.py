"""What to say about a photo: plain values in, plain values out, no Django and no torch."""

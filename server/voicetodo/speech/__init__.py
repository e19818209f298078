"""Audio in, words out: speech engines behind one small interface."""

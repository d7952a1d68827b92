"""What a screen reader is told of a pack: its structure, written into the PDF as PDF/UA-1 asks.

The rule behind it: what is drawn is decoration unless an element of the structure claims it.
"""

"""In and out: what other programs' files say, and what a book says to them."""

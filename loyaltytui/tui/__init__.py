"""What is seen. The only room that speaks Textual; what is true lives in the book."""

"""What is uploaded: bytes in, sheets of text out, and what their headings and rows mean."""

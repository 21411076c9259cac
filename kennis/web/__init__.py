"""The pages: Flask stops here; everything below is given values and gives values back."""

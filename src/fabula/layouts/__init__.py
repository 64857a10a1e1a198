"""Where the lines and points of pictures go: from counts alone, for whatever draws them."""

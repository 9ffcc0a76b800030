"""Reports as officers meet them."""

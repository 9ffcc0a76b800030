"""What stands in the papers: the contexts of templates, and the templates the program ships."""

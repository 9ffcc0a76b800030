"""The portal's own pages: home, help, about, and what machines ask."""

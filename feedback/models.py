"""What people thought of a caption. No rows yet; captioner never imports this app."""

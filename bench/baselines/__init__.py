"""What a user would pick instead: the same weights behind other servers, and behind none."""

"""What is measured of Snap2Caption, and what it is measured against."""

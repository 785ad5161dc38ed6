"""Django's own take twice the room, and a clock of twelve hours suits few who read logs."""

DATE_FORMAT = "j M Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j M Y, H:i"

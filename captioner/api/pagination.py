"""Lists in pages, newest first."""

from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination


class Pages(CursorPagination):
    """Pages by cursor: what is made meanwhile neither repeats a row nor hides one."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100
    ordering = "-id"

    def decode_cursor(self, request):
        """The cursor, refused where its position is no row's number."""
        cursor = super().decode_cursor(request)
        if cursor and not (cursor.position or "0").isdecimal():
            raise NotFound(self.invalid_cursor_message)
        return cursor

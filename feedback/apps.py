from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"

    def ready(self) -> None:
        from captioner.deletion import photo_deleted
        from feedback import snapshots

        photo_deleted.connect(snapshots.on_photo_deleted)

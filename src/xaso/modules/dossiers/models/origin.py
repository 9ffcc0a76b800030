"""How a dossier reached the one-stop, where that is not the usual way."""

from django.db import models

from .dossier import Dossier


class Origin(models.Model):
    """Nơi và cách hồ sơ đến: the paper that authorises, the letter, where people were helped and where
    it was handed in (onestop.md 4.1, 4.2).

    A row stands only where something is to be said. Empty places mean the commune's own centre.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="origin")
    authorisation = models.CharField(
        max_length=200, blank=True, help_text="giấy ủy quyền: số, ngày, nơi chứng thực"
    )
    post_number = models.CharField(max_length=60, blank=True, help_text="số bưu gửi")
    help_place = models.CharField(max_length=160, blank=True, help_text="nơi giúp bà con làm hồ sơ")
    reception_place = models.CharField(
        max_length=160, blank=True, help_text="nơi nhận hồ sơ thay cho xã (phi địa giới)"
    )

    def __str__(self) -> str:
        return self.reception_place or self.help_place or self.post_number or self.authorisation

"""What can be filled in about findings, and the file that is to be checked."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy

from utfall.locale import mark as _
from utfall.review.apart import MAX_BYTES

ENDINGS = (".docx", ".pdf", ".html", ".htm", ".md", ".txt")


class Explain(forms.Form):
    """Why a finding stands as it is; the finding is named by its key."""

    key = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Varför stämmer det ändå?"),
        help_text=gettext_lazy("Revisorerna kan läsa det du skriver."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv varför det stämmer ändå. Revisorerna kan läsa det.")},
    )


class Foreign(forms.Form):
    """A report made elsewhere."""

    file = forms.FileField(
        label=gettext_lazy("Rapport"),
        help_text=gettext_lazy("Word, PDF, HTML eller text. Högst 20 MB och 100 sidor."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        allow_empty_file=True,
        max_length=200,
        error_messages={"required": gettext_lazy("Välj den fil som ska granskas.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)

    def clean_file(self) -> "UploadedFile[bytes]":
        """The file, unless it is larger than what is read at all."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is not None and file.size > MAX_BYTES:
            size = f"{file.size / 2**20:.1f}".replace(".", ",")
            raise forms.ValidationError(
                gettext(_("Filen är %(size)s MB. Högst 20 MB granskas; dela upp den eller minska bilderna."))
                % {"size": size}
            )
        return file

"""Asks a work address, to which a link goes that signs in."""

from __future__ import annotations

from django import forms


class AddressForm(forms.Form):
    """One field."""

    use_required_attribute = False

    address = forms.EmailField(
        label="Uw werkadres",
        help_text="Het e-mailadres van uw gemeente of organisatie. Wij tonen het aan niemand.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Vul uw werkadres in.",
            "invalid": "Dit is geen e-mailadres. Schrijf het zoals naam@gemeente.nl.",
            "max_length": "Dit e-mailadres is te lang.",
        },
    )

    def clean_address(self) -> str:
        """Refuse letters that a database takes for others, such as a dotless i: the mail would go to somebody else."""
        address: str = self.cleaned_data["address"]
        if not address.isascii():
            raise forms.ValidationError(self.fields["address"].error_messages["invalid"], code="invalid")
        return address

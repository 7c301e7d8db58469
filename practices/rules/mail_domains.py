"""Which domain of a mail address tells where somebody works."""

from __future__ import annotations

#: Providers that anybody can have an address at: it says nothing of an organisation, whatever a list says.
_FREE_ONES = """
    gmail.com googlemail.com outlook.com outlook.nl hotmail.com hotmail.nl live.com live.nl msn.com yahoo.com yahoo.nl
    icloud.com me.com mac.com proton.me protonmail.com ziggo.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl home.nl
    xs4all.nl upcmail.nl casema.nl chello.nl quicknet.nl telfort.nl tele2.nl online.nl solcon.nl zonnet.nl gmx.net
    gmx.com mail.com aol.com zoho.com yandex.com tutanota.com fastmail.com
"""
FREE = frozenset(_FREE_ONES.split())


def domain_of_work(address: str) -> str:
    """Return the domain of a mail address in lower case, or nothing when everybody can have an address there.

    Nothing either for "jan+x@...": one mailbox has as many of those as one likes, also after its account went off.
    """
    name, at, domain = address.strip().lower().rpartition("@")
    return domain if name and "+" not in name and at and domain not in FREE else ""

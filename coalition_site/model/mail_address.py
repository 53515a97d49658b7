"""E-mail addresses in the form that every mail program knows: ASCII, the domain by IDNA."""


def ascii_form(address: str) -> str:
    """The address with an international domain as `xn--…` (RFC 5891); empty where it has no such form.

    Letters outside ASCII before the `@` (RFC 6531) have none, and neither have domains of signs such as hearts.
    """
    if address.isascii():
        return address
    local, _, domain = address.rpartition("@")
    if not local.isascii():
        return ""
    import idna  # large tables, for the few who need them

    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"
    except idna.IDNAError:
        return ""

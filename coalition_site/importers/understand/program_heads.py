"""Heads as programs export them, where they say something else, or more, than the same words in somebody's own table.

The names are those that the programs document: CiviCRM's fields as its import page and its export of primary fields
write them ("Import column headings", CiviCRM documentation), Salesforce's labels and the names that Data Loader writes
("Field Mapping for Other Data Sources and Organization Import", Salesforce Help; "Contact" and "Account", Object
Reference), Mailchimp's ("View or Export Contacts", Mailchimp Help), Airtable's kinds of fields that hold what nobody
wrote ("Formula, rollup, lookup and created time fields", Airtable Support), and the two columns that Google Forms puts
before the questions ("View and manage form responses", Google Docs Editors Help).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Program:
    """A program by its name, the compared heads that only it writes, and what its heads mean, several parted by "|".

    `kind_and_name` are the heads of the kind of a record and of what it is called, where one table holds several kinds.
    """

    name: str
    shown_by: frozenset[str]
    heads: Mapping[str, str]
    kind_and_name: tuple[str, str] = ("", "")

    def column(self, head: str) -> str:
        """What a compared head means; empty where the program says nothing of it."""
        return next((column for column, heads in self.heads.items() if head in heads.split("|")), "")


_CIVICRM = Program(
    "CiviCRM",
    frozenset(
        {
            "contact subtype",
            "do not trade",
            "is opt out",
            "no bulk emails opt out",
            "sort name",
            "current employer",
            "internal contact id",
        }
    ),
    {
        "name": "organization name|current employer|household name",
        "first name": "first name",
        "last name": "last name",
        "title": "job title|formal title",
        "language": "preferred language",
        "wish": "do not email|do not phone|do not mail|do not sms|is opt out|no bulk emails|"
        "no bulk emails opt out|no bulk emails user opt out",
        "street": "street address|supplemental address 1|supplemental address 2",
        "city": "city",
        "state": "state|state / province",
        "zip": "postal code",
        "country": "country",
        "short_name": "nickname",
        "notes": "note body",
        "leave out": "contact id|internal contact id|external identifier|external identifier match to contact|"
        "do not trade|sort name|display name|contact type|image url|contact hash|individual prefix|"
        "individual suffix|addressee|email greeting|postal greeting|created date|modified date|"
        "contact source|location type|phone type|email location type|preferred mail format|"
        "legal identifier|sic code|deleted|contact is in trash|current employer id|"
        "communication style|is deceased|gender|birth date",
    },
    kind_and_name=("contact type", "display name"),
)
_SALESFORCE = Program(
    "Salesforce",
    frozenset(
        {
            *(
                "account id",
                "account name",
                "accountid",
                "billing street",
                "mailing street",
                "billingstreet",
                "mailingstreet",
            ),
            *("email opt out", "hasoptedoutofemail", "account owner", "account record type"),
        }
    ),
    {
        "name": "account name|account account name|accountname",
        "first name": "firstname",
        "last name": "lastname",
        "contact": "contact full name|contact name",
        "type": "account type|account record type",
        "email": "email|business email",
        "phone": "business phone|phone|mobile|mobile phone|mobilephone|account phone",
        "wish": "email opt out|do not call|fax opt out|hasoptedoutofemail|donotcall|hasoptedoutoffax",
        "street": "mailing street|billing street|mailingstreet|billingstreet|mailing address line 1|"
        "mailing address line 2|billing address line 1",
        "city": "mailing city|billing city|mailingcity|billingcity",
        "state": "mailing state|mailing state / province|billing state|billing state / province|mailingstate|"
        "billingstate",
        "zip": "mailing zip / postal code|billing zip / postal code|mailing postal code|billing postal code|"
        "mailingpostalcode|billingpostalcode|mailing zip|billing zip",
        "country": "mailing country|billing country|mailingcountry|billingcountry",
        "about": "description|account description",
        "leave out": "account id|accountid|contact id|id|isdeleted|masterrecordid|ownerid|owner id|account owner|"
        "account owner alias|contact owner|created date|createddate|createdbyid|last modified date|"
        "lastmodifieddate|lastmodifiedbyid|systemmodstamp|last activity|last activity date|"
        "lastactivitydate|record owner|salutation|photourl|jigsaw|jigsawcontactid",
    },
)
_MAILCHIMP = Program(
    "Mailchimp",
    frozenset({"member rating", "optin time", "confirm time", "leid", "euid", "gmtoff", "dstoff"}),
    {
        "email": "email address",
        "first name": "first name",
        "last name": "last name",
        "phone": "phone number",
        "address": "address",
        "name": "company|organization",
        "language": "language",
        "leave out": "member rating|optin time|optin ip|confirm time|confirm ip|latitude|longitude|gmtoff|dstoff|"
        "timezone|cc|region|last changed|leid|euid|birthday",
    },
)
_FORMS = Program(
    "Google Forms", frozenset({"timestamp"}), {"timestamp": "timestamp", "email": "email address|username"}
)
_AIRTABLE = Program(
    "Airtable",
    frozenset({"record id", "last modified time", "created time", "autonumber"}),
    {"leave out": "record id|last modified time|created time|last modified by|created by|autonumber"},
)
PROGRAMS = (_CIVICRM, _SALESFORCE, _MAILCHIMP, _FORMS, _AIRTABLE)


def program_of(heads: Sequence[str]) -> Program | None:
    """The program that exported a table with these compared heads; None where no head shows it."""
    return next((program for program in PROGRAMS if program.shown_by & set(heads)), None)

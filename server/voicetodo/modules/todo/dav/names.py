"""The names of WebDAV and CalDAV, in Clark's notation: `{namespace}name`."""

from typing import Final

DAV: Final = "DAV:"
CALDAV: Final = "urn:ietf:params:xml:ns:caldav"
CALENDAR_SERVER: Final = "http://calendarserver.org/ns/"
APPLE: Final = "http://apple.com/ns/ical/"

#: How they are abbreviated in what we write.
PREFIXES: Final = {DAV: "D", CALDAV: "C", CALENDAR_SERVER: "CS", APPLE: "A"}

_D, _C, _CS, _A = (f"{{{each}}}" for each in (DAV, CALDAV, CALENDAR_SERVER, APPLE))

RESOURCETYPE: Final = f"{_D}resourcetype"
DISPLAYNAME: Final = f"{_D}displayname"
GETETAG: Final = f"{_D}getetag"
GETCONTENTTYPE: Final = f"{_D}getcontenttype"
GETCONTENTLENGTH: Final = f"{_D}getcontentlength"
GETLASTMODIFIED: Final = f"{_D}getlastmodified"
CREATIONDATE: Final = f"{_D}creationdate"
OWNER: Final = f"{_D}owner"
PRINCIPAL_URL: Final = f"{_D}principal-URL"
CURRENT_USER_PRINCIPAL: Final = f"{_D}current-user-principal"
CURRENT_USER_PRIVILEGES: Final = f"{_D}current-user-privilege-set"
PRINCIPAL_COLLECTIONS: Final = f"{_D}principal-collection-set"
SUPPORTED_REPORTS: Final = f"{_D}supported-report-set"
SYNC_TOKEN: Final = f"{_D}sync-token"
GETCTAG: Final = f"{_CS}getctag"
EMAIL_ADDRESSES: Final = f"{_CS}email-address-set"
CALENDAR_HOME: Final = f"{_C}calendar-home-set"
USER_ADDRESSES: Final = f"{_C}calendar-user-address-set"
SUPPORTED_COMPONENTS: Final = f"{_C}supported-calendar-component-set"
SUPPORTED_DATA: Final = f"{_C}supported-calendar-data"
SUPPORTED_COLLATIONS: Final = f"{_C}supported-collation-set"
MAX_RESOURCE_SIZE: Final = f"{_C}max-resource-size"
CALENDAR_DATA: Final = f"{_C}calendar-data"
CALENDAR_COLOR: Final = f"{_A}calendar-color"
CALENDAR_ORDER: Final = f"{_A}calendar-order"

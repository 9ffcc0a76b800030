"""The files of a pack and the shape of each."""

from xaso.sites.setup.pack import activity_files as activity
from xaso.sites.setup.pack import catalogue_files as catalogue
from xaso.sites.setup.pack import commune_files as commune
from xaso.sites.setup.pack import fee_files as fees
from xaso.sites.setup.pack import queue_files as queues
from xaso.sites.setup.pack.shapes import Check, many

FILES: dict[str, Check] = {
    "commune.json": commune.COMMUNE,
    "settings.json": many(commune.SETTING),
    "units.json": many(commune.UNIT, 1),
    "positions.json": many(commune.POSITION, 1),
    "officers.json": many(commune.OFFICER),
    "villages.json": many(commune.VILLAGE),
    "calendar.json": commune.CALENDAR,
    "divisions.json": commune.DIVISIONS,
    "ethnic_groups.json": commune.ETHNIC_GROUPS,
    "fields.json": many(catalogue.FIELD, 1),
    "routes.json": many(catalogue.ROUTE, 1),
    "procedures.json": many(catalogue.PROCEDURE),
    "fees.json": many(fees.TABLE),
    "life_events.json": many(catalogue.LIFE_EVENT),
    "search_words.json": many(catalogue.SEARCH_WORDS),
    "plan.json": catalogue.PLAN,
    "activities.json": activity.ACTIVITIES,
    "queues.json": queues.QUEUES,
}

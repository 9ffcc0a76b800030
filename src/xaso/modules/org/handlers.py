"""What org tells the platform at start: which choices its forms may offer, and when to doubt its memory."""

from django.core.signals import request_started

from xaso.modules.org import queries
from xaso.modules.org.queries.cache import doubt
from xaso.platform.eforms import sources

request_started.connect(doubt, dispatch_uid="org.doubt")
sources.register("village", queries.village_options)
sources.register("ethnicity", queries.ethnic_groups)
sources.register("province", queries.provinces)
sources.register("commune", queries.communes)
sources.register("home", queries.home)

"""What people ask other assistants: music, weather, lights, travel, money. Said here so that it is not taken for a todo."""

#: One of these words, and it is not ours unless it speaks of reminders, lists or tasks.
HARD = frozenset(
    """song songs music playlist playlists album albums artist tune tunes track tracks soundtrack podcast podcasts audiobook radio
    spotify pandora iheartradio netflix youtube itunes soundcloud deezer shuffle volume mute unmute louder quieter
    weather forecast temperature humidity umbrella raining rainy snowing sunny windy sunrise sunset celsius fahrenheit degrees
    light lights lamp lamps brightness dim thermostat socket curtain curtains blinds hue
    uber lyft taxi cab traffic directions route gps eta freeway
    joke jokes recipe calories nutrition definition synonym translate translation pronounce spell
    stock stocks nasdaq exchange currency interest apr balance routing paycheck 401k payday direct-deposit pto overdraft
    reservation reservations itinerary airline airlines visa luggage
    movie movies cinema theater theatre theatres theaters screening showtimes
    tweet twitter facebook instagram hashtag
    alarm alarms timer timers stopwatch
    coin dice roomba vacuum-cleaner
    novel chapter essay stars points rating
    latitude longitude timezone accent language whisper
    your yourself settings factory
    sensor sensors occupancy hvac""".split()
)
#: One of these words, and a bare request is not ours; "I need to …" or a moment makes it ours.
SOFT = frozenset(
    """credit debit checking savings account accounts card cards flight flights ticket tickets hotel restaurant restaurants bank bill bills book table dinner train car news show
    email emails contact contacts text message messages inbox insurance tax taxes oil gas tire tires
    passport game games phone location name""".split()
)
#: Requests that begin like this are not ours unless they speak of reminders, lists or tasks.
REQUESTS = """
    (play|pause|resume|skip|repeat|shuffle|rewind|mute|unmute|rate|dislike|like|stream|replay) <rest>
    (turn|switch|shut) (on|off|up|down) <rest>
    turn <rest> (on|off|up|down) [<rest2>]
    (dim|brighten|illuminate|increase|decrease|lower|raise|adjust) <rest>
    (translate|define|spell|pronounce|convert|calculate|google|navigate|drive me|take me|roll|flip|sing|whisper) <rest>
    (set) (the|my) [<rest>] (to|at|on) <rest2>
    book (a|an|me|us|spot|at|table|reservation|room) <rest>
    (what|what's|whats|who|who's|where|where's|when|when's|why|how|how's|which|whose|is|are|am|do|does|did|has|have|was|were|will|should|would|can) <rest>
    (tell|show|give|read|find|search|look|get) me <rest>
    (search|look) (for|up) <rest>
    (i|we) (like|love|hate|enjoy|am|'m|was|think|believe|feel|just) <rest>
    i'm <rest>
    (my|our|your) <rest>
    (good) (morning|night|evening|afternoon) [<rest>]
    (thank you|thanks|hello|hi|hey|bye|goodbye|see you|yes|no|ok|okay) [<rest>]
"""
#: Lists of others ("create a playlist").
NOT_LISTS = frozenset({"playlist", "playlists"})

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
    pin ringtone wallpaper
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
    (book|get|find|reserve|rent|need|want) [me|us] [a|an|some|the|two|three] [round trip|one way|cheap|direct|nonstop|return|rental|hire|hotel|dinner] (flight|flights|hotel|hotels|room|rooms|car|cars|airbnb|table|seat|seats|bus|train) (from|out of|in|near|between|under|to|at|leaving|departing|for two|for three|for four|for five|for six) <rest>
    [i|we] [need|want|have] [to] (book|get|find|reserve|rent|make) [me|us] [a|an|some|the|two|three] (flight|flights|hotel|hotels|airbnb|table|seats|reservation|reservations) (from|out of|in|near|between|under|leaving|departing|at|for|under the name) <rest>
    (buy|get|order|book|find|bring|fetch|reserve|purchase|brew|make|pour|play|sing|call|teach|pick|pick out|send) (me|us) <rest>
    (cancel|change|move|confirm) (my|our|the) (table|reservation|booking|order|ride|flight|room|seat|dinner reservation) <rest>
    (text|message|whatsapp|dm|email|call|tell) <rest> (that|and say|and tell|saying|and ask|and let|i'll|i'm|i am|i will|we're|we'll|asking|if she|if he|if they|whether) <rest2>
    (send|write|shoot|leave) [a|an|the] (text|message|email|voicemail|note|reply|sms|dm) to <rest> (that|saying|and say|i'll|i'm|to say|to tell|asking|to ask) <rest2>
    (send|write|shoot) <rest> [a|an] (text|message|email|sms|dm) [that|saying|telling|asking] <rest2>
    (reply|respond|write back|answer) [to] <rest> (and say|saying|that|with|and tell) <rest2>
    (call|phone|ring|dial|facetime|skype) <rest> on (speaker|speakerphone|facetime|skype|video|whatsapp|zoom|my cell|the other line|my phone)
    (buy|sell|trade|short) [<rest>] shares [<rest2>]
    (freeze|unfreeze|lock|unlock|block|unblock|suspend|close|activate|deactivate) (my|the|our) [<rest>] (account|card|cards|accounts|debit|credit|door|doors|phone) [<rest2>]
    (when|what time|how early|how soon) (do|should|must|would) (i|we) (need|have|leave) [to] (leave|go|depart|head out|set off|head|get going|be there|catch) <rest>
    (put in|submit|file|request|ask for) [a|my|some] (pto|vacation|leave|time off) <rest>
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

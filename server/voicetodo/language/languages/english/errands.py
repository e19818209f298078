"""What people do themselves, in the words of a bare request: said without "remind me", it is a todo all the same."""

#: Whole requests by verb and object, where the verb alone could as well be said to an assistant.
ERRAND = """(
    do [all] [the|my|some|our|her|his] (dishes|laundry|taxes|homework|ironing|shopping|cleaning|housework|chores|washing|dusting|vacuuming|gardening|groceries|yoga|workout|exercises|expenses|invoices|paperwork) [<rest>]
    | change [the|my|our] [bed|air|water|car|cat|winter|summer] (oil|sheets|bedding|diaper|diapers|nappy|filter|filters|batteries|battery|bulb|bulbs|lightbulb|lightbulbs|passwords|tires|tyres|locks|linens|bed|litter) [<rest>]
    | go to [the|a|my] (gym|bank|doctor|doctors|dentist|store|supermarket|shop|shops|market|mall|pharmacy|library|vet|hairdresser|barber|church|pool|dump|tailor|office|post office|hardware store|grocery store) [<rest>]
    | go (grocery|food|clothes) shopping [<rest>]
    | go for (a|my) (run|walk|swim|jog|ride|hike) [<rest>]
    | see [the|a|my] {provider} [<rest>]
    | (book|call) [the|a|an|my] {provider} [<rest>]
    | make [a|an|the|my] [{provider}] (appointment|appointments) [<rest>]
    | make [the|my|some|a] [birthday] (dinner|lunch|breakfast|cake|cookies|bed|beds|copies) [<rest>]
    | (take|bring) (the|my|our) (car|bike|dog|cat|kids|baby|trash|bins|bin|rubbish|garbage|recycling|clothes|shoes) (to|out|in|for) [<rest>]
    | (take|bring) out (the|my|our) [<rest>]
    | drop off (the|my|our|a|some) <rest>
    | turn in (the|my|our) <rest>
)"""
PROVIDER = (
    "(dentist|doctor|vet|hairdresser|barber|mechanic|plumber|electrician|physio|physiotherapist|optician|therapist|"
    "orthodontist|pediatrician|dermatologist|accountant|lawyer|landlord|haircut|checkup|massage)"
)
#: With these verbs anything is a todo ("replace the light bulbs", "buy two tickets"), unless an assistant is asked.
PLAIN_ACTS = frozenset(
    """buy clean wash fix repair sell wrap print renew replace return file submit prepare cook bake sign scan apply study
    finish review refill mend collect donate install organize organise pack sort iron mow weed write paint charge update cancel""".split()
)
#: What bills are paid with: who says so wants it paid now.
PAYING_NOW = frozenset("from using with account checking savings card visa mastercard paypal $ now".split())
#: Verbs by which one writes to somebody; with something to write about they are todos ("email Sarah the slides").
WRITING = frozenset("email mail message fax text".split())
WRITTEN_ABOUT = frozenset("the about a an my our his her their regarding re".split())
#: What is sent at once by an assistant.
SENT_NOW = frozenset(
    "email emails mail text texts message messages tweet sms money dollars bucks euros pounds e-mail location directions $".split()
)
#: What can be bought, written or finished by an assistant on the spot.
DONE_HERE = frozenset(
    "song songs music album albums playlist playlists track tracks stock stocks shares text texts message tweet".split()
)
#: After the verb they say that somebody else is to do it ("order me a pizza").
FOR_SPEAKER = frozenset({"me", "us"})
PAYING = frozenset({"pay"})
CALLING = frozenset({"call", "phone", "ring"})
SENDING = frozenset({"send"})

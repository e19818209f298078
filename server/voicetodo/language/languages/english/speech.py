"""What is said around a request: courtesies, fillers, corrections, and how one asks."""

#: Said before a request without changing it. Stripped again and again from the beginning.
OPENERS = """
please
kindly
(hey|hi|hello|okay|ok|yo) [there] [alexa|siri|google|olly|computer|jarvis|assistant|cortana]
(alexa|siri|google|olly|jarvis|cortana|ollie)
(so|well|okay|ok|oh|alright|right|now|right now|also|and|then|but|actually|yeah|yes|yep|sure|anyway|additionally|next|finally|first|plus|lastly|great|perfect|thanks)
(um|uh|erm|er|hmm|ah|like|you know|basically)
and then
by the way
oh (and|also|yeah)
while you're at it
you know what
[oh] (wait|hold on) [a (second|minute)]
(after|before) that
(can|could|would|will|won't|can't|may|might) (you|u|we|ya) [please|kindly|also|just|maybe|possibly]
you (can|could|may|should|will|need to|have to|must) [also|now|please|just]
(can|could|may) i [please|also|just]
(i|we) (want|need|would like|would love|wish|like|'d like|would prefer) (you|u) to [please|also|just|now]
(i'd|we'd|id) (like|love|prefer|want) (you|u) to [please|also|just]
(i|we) (must|should|better|had better|really need to|really should|really have to|still need to|still have to) [also|please|just|really]
(i|we) (want|need|would like|wish|would love|wanted|wanna|was hoping|am trying|'m trying|have|got|ought) to [please|also|just|now|go ahead and]
(i'd|we'd|id) (like|love|want) to [please|also|just]
(i|we) (wanna|gotta) [also|just]
(i've|we've) got to [also|just]
(i'm|i am) (going|gonna|trying|hoping|looking) [to]
(it would be|it'd be) (great|nice|good|helpful) if you (could|would|can)
(would|do) you mind [please|just]
(how|what) about [you]
(i'd|i would|we'd) (appreciate|love) [it if] you
(any chance|is there any chance|is there a chance|any way) [that] (you|i|we) (could|can|might)
(think|feel like|would you be able to|are you able to|you able to|can i get you to|could i get you to|i'll have you|let me have you|i need you to|need you to|want you to|have to ask you to|time to|it's time to|i was hoping you could|i was hoping you would|i was thinking you could|i hope you can|if you could|if you would|if you can|if it's not too much trouble|if you don't mind|when you get a chance|when you have a second|when you get a second|when you have a chance|real quick|quick|for me)
(i would|i'd) appreciate it if you (could|would)
(be so kind as|be kind enough) to
[since|because|while] (i'm|i am|we're|we are) (at|in|by|near|going to|headed to|heading to|on my way to|off to) (the|a|my) (store|shop|supermarket|market|mall|pharmacy|hardware store|grocery store|office|gym|bank) [now|right now]
go (ahead|on) [and] [just|please]
go and
(let's|lets|let us) [just|also|please]
make sure (to|you|that you)
be sure (to|you)
just
help me [to|out by]
do me a favor and
(i was wondering|i wonder) if you (could|can|would)
(is it possible|is it ok|would it be possible) (to|for you to)
quickly
"""
#: Said after a request without changing it.
CLOSERS = """
(please|thanks|thank you|ok|okay|too|also|as well|asap|now|right now|immediately|if you can|if you could|for me|would you|will you|won't you|could you|can you)
(while i'm out|while i am out|while we're out|while you're at it|while i'm at it|while i'm there|while we're at it|i guess|i think|i suppose|or something|or whatever|if possible|when you can|when you get a chance|thank you very much|if (it is|it's|it isn't|they aren't|it's not|they are|they're) [not] [already] [on there|there|on it]|since i am|just in case|in case i forget|thanks a lot|you know)
"""
#: Passed over wherever they stand.
FILLERS = frozenset({"um", "uh", "umm", "uhh", "erm", "uhm", "hmm", "er", "ehm", "mhm"})
#: Passed over when set apart by commas.
ASIDES = frozenset(
    {"like", "you know", "i mean", "well", "so", "let's see", "let me think", "let me see", "sort of", "basically"}
)
#: "I need to know …" asks, it does not plan.
WONDERING = frozenset("know see hear find be check understand figure have say use switch".split())
#: First words of a question.
ASKING = frozenset(
    "what what's whats when when's whens where where's how how's who who's whose which why is are am do does did have has was were will would should can could anything any".split()
)
#: Words that are said twice only by mistake.
NEVER_DOUBLED = frozenset(
    "to the a an my me i of for and remind add put please on at in you it is that need have".split()
)
#: Between two moments: the second replaces the first.
CORRECTIONS = frozenset(
    {
        "no",
        "no wait",
        "no sorry",
        "sorry",
        "i mean",
        "no i mean",
        "or rather",
        "rather",
        "actually",
        "no actually",
        "wait",
        "wait no",
        "make that",
        "make it",
        "no make that",
        "no make it",
        "er no",
        "scratch that",
        "sorry i mean",
        "actually no",
        "oh no",
        "i meant",
        "no not",
        "well actually",
    }
)
#: After a word: the next replaces it. Said with True, only after a pause.
SLIPS: tuple[tuple[tuple[str, ...], bool], ...] = (
    (("no", ",", "i", "mean"), False),
    (("no", "i", "mean"), False),
    (("sorry", "i", "mean"), False),
    (("i", "mean"), False),
    (("i", "meant"), False),
    (("no", "wait"), False),
    (("wait", "no"), False),
    (("or", "rather"), False),
    (("no", "sorry"), False),
    (("make", "that"), True),
    (("actually", "no"), True),
    (("no",), True),
    (("sorry",), True),
    (("rather",), True),
)
ARTICLES = frozenset("the a an my our his her their".split())
#: What is corrected so begins with none of these.
NO_SLIP = frozenset(
    "it that this i you we they he she not need problem thanks thank worries please add remind reminder alert task todo item".split()
)
#: Everything said before is taken back.
TAKEN_BACK: tuple[tuple[str, ...], ...] = (
    ("scratch", "that"),
    ("never", "mind"),
    ("nevermind",),
    ("forget", "that"),
    ("forget", "it"),
    ("forget", "about", "it"),
    ("strike", "that"),
)
#: After them these begin what else is to be forgotten ("never mind about the reminder").
TAKEN_BACK_BY_NAME = frozenset("about reminding the my".split())
#: "I need to …": what follows is to be done.
DUTY = frozenset("need have gotta must should ought got supposed".split())
#: Before a bare request these speak to an assistant, not to oneself.
ADDRESS = frozenset("can could would will please want like wanna olly alexa siri google you hey kindly may".split())
#: A sentence with one of these tells how things are; it is no todo by itself.
STATING = frozenset("is are was were am will has i'm it's he's she's they're we're".split())
#: After a pause they begin what is told of a thing, no part of its name.
TELLERS = frozenset("i we she he they it it's i'm i've we're we've she's he's they're that's there's".split())
#: Who tells what they did.
SPEAKERS = frozenset({"i", "we"})

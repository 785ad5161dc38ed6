"""Three creators, made up: a dozen captions each, and plain sentences that are nobody's."""

COMMUTER = (
    "tram 14 and a sky like peach juice 🍑",
    "ok but the light on platform 3 today",
    "lowkey the best puddle of the week 💧",
    "monday, but make it golden ✨",
    "this corner again. never gets old ✨",
    "missed the bus, met a cat 🐈",
    "rain o'clock ☔",
    "lowkey obsessed with this staircase ✨",
    "ok but who left the moon on",
    "coffee first, tram later ☕ #tramlife #morninglight",
    "half asleep, fully golden ✨ #tramlife",
    "someone's balcony is showing off again 🌿",
)
CURATOR = (
    "The west stair of the library, shortly before closing. I keep returning to it for the way "
    "the concrete holds the evening light.",
    "A study in two materials: brick laid in 1911, glass added a century later. The seam between "
    "them is the most honest part of the building.",
    "Notes from a walk along the canal. Every bridge here was drawn by the same office, and yet "
    "no two of them share a railing.",
    "The market hall, emptied for repairs. Without the stalls you can finally read the roof.",
    "I have photographed this doorway four times in as many years. The paint changes; the "
    "proportions do not.",
    "Concrete, weathered to the colour of bread. The architect asked for exactly this, and waited "
    "thirty years to see it.",
    "A courtyard that nobody designed. Three back walls and a plum tree agreed on it between them.",
    "The reading room at noon. Whoever placed these windows understood how long a page takes.",
    "Notes on a car park. The ramp is cast in a single curve, and it is better than it has any "
    "need to be.",
    "The tiles in this underpass were fired two streets away. The proportions of the pattern come "
    "from the kiln, not from a drawing.",
    "Early morning at the pumping station. It is still in use, which is the finest thing one can "
    "say of a building.",
    "A railing worn bright by hands. No drawing ever specified this detail.",
)
COACH = (
    "LEG DAY! Who is with me?! 💪🔥",
    "You do NOT need motivation, you need a plan! 🔥🔥",
    "Up at 5, done by 6! Let's GO team! 💪",
    "This hill has NO chance! 🔥 Tag your running buddy!",
    "New week, new PERSONAL BEST! Are you ready?! 💪",
    "Sore today, STRONG tomorrow! 🔥",
    "The crew showed up in the RAIN! So proud of you! 💪💪 #crew #strong",
    "Let's GO! Ten minutes is better than zero! 🔥",
    "Who ran this morning?! Hands UP! 🙌🔥",
    "Small steps, BIG wins! Keep showing up, crew! 💪",
    "Rest days COUNT too! Drink your water, crew! 💧🔥",
    "Finish line feelings! Nothing beats it, NOTHING! 🏁💪",
)
# Written after the weights were set: habits by halves, as most people have them.
BAKER = (
    "Sourdough number 212, and yes, I still name them... Meet Gerald 🍞",
    "Cardamom buns are out of the oven! Doors open at eight, come hungry",
    "Would you eat the burnt one first? I always do...",
    "Flour on the camera, flour on the dog, flour everywhere 😅",
    "Gerald's little sister came out a bit flat, but she tastes wonderful",
    "Rye, honey and a long night. Worth it! 🍯",
    "Somebody asked for more cinnamon... so here is a LOT of cinnamon",
    "The oven broke at five this morning, so today it's flatbread 😅",
    "Which one would you take home? The seeded loaf or the plaited one?",
    "Tiny tarts for a tiny wedding 🍓 Congratulations, you two!",
    "Second rise, second coffee... we're getting there",
    "Sold out by ten! Thank you, really. More buns tomorrow 🍞",
)
CREATORS = {"commuter": COMMUTER, "curator": CURATOR, "coach": COACH, "baker": BAKER}

NEUTRAL = (
    "A brown dog runs along the beach with a ball.",
    "Two people sit on a bench in front of a lake.",
    "A nice day at the park with friends.",
    "Enjoying the beautiful view from the top of the mountain.",
    "A cup of coffee and a book on a wooden table.",
    "Sunset over the city.",
)

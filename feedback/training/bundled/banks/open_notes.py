"""Notes put together from so many parts that none can be remembered: they must be copied.

`{day}`, `{place}` and the like are slots, which `SLOTS` fills or `noting.Notes` draws.
"""

from feedback.training.bundled.banks import lines, listed
from feedback.training.bundled.banks.notes import NAMES

# Of which names and words are made up, so that a writer learns to copy any.
ONSETS = listed("""
    b, bl, br, c, ch, cl, cr, d, dr, f, fl, fr, g, gl, gr, gw, h, j, k, kh, kl, kn, l, m, n, ny,
    p, ph, pl, pr, qu, r, rh, s, sc, sh, sk, sl, sm, sn, sp, st, str, sw, t, th, tr, ts, tw, v, w,
    wh, x, y, z, zh
""")
VOWELS = listed("""
    a, e, i, o, u, y, a, e, i, o, u, aa, ai, au, ay, ea, ee, ei, eu, ia, ie, io, oa, oe, oi, oo,
    ou, ue, ui
""")
CODAS = (
    "",
    "",
    "",
    *listed("""
        b, ck, d, ff, g, k, ks, l, ld, ll, lm, ls, lt, m, mp, n, nd, ng, nk, ns, nt, p, r, rb, rd,
        rk, rm, rn, rt, s, sk, ss, st, t, th, tz, v, w, x, z, berg, ford, ham, ley, son, stad, ton,
        ville, wick
    """),
)
DAYS = listed("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday")
# "May" and "March" are also words, which small letters leave as they are.
MONTHS = listed("""
    January, February, April, June, July, August, September, October, November, December
""")
# A slot of `OPEN`, and what may stand there; the rest of the slots `noting.Notes` draws itself.
SLOTS = {
    "day": DAYS,
    "month": (*MONTHS, "March", "May"),
    "name": (*NAMES, *("{Made_up}",) * 80),
    "full": lines("""
        {name}
        {name} {Made_up}
        {name} and {name}
        Dr {Made_up}
        aunt {name}
        DJ {Made_up}
    """),
    "place": lines("""
        {Made_up}
        {Made_up}
        {Made_up}
        {Made_up} Street
        {Made_up} Bay
        {Made_up} Park
        {Made_up} Market
        {Made_up} Castle
        Lake {Made_up}
        Mount {Made_up}
        Port {Made_up}
        Saint {Made_up}
        Casa {Made_up}
        Studio {Made_up}
        {Made_up} and {Made_up}
        {word} lane
        the {Made_up} Inn
        the {word} {word}
        hall {dozens}
        {dozens} {Made_up} Road
    """),
    "time": lines("""
        {hour} pm
        {hour} am
        {hour}pm
        {hour}:{minute}
        {hour}:{minute} pm
        {hour24}:{minute}
        {hour} o'clock
        noon
        midnight
        half past {hour}
        sunrise
        dusk
    """),
    "price": lines("""
        €{dozens}
        ${dozens}
        £{dozens}
        {dozens} euros
        {dozens} dollars
        €{dozens}.{cents}
        ${digit}.{cents}
        {number} kr
        {dozens} pounds
        {dozens} cents
    """),
    "percent": ("{dozens}%", "{dozens} percent"),
    "span": lines("""
        {time} to {time}
        {hour} to {hour}
        {hour24}:{minute}-{hour24}:{minute}
        {day} to {day}
        {month} to {month}
        {date} to {date} {month}
    """),
    "when": lines("""
        on {day}
        this {day}
        next {day}
        every {day}
        from {day}
        until {day}
        {day} night
        on {day} at {time}
        at {time}
        on {date} {month}
        on {month} {date}
        in {month}
        since {year}
        in {digit} days
        tonight
        tomorrow at {time}
        all {month}
        this {month}
    """),
    "what": lines("""
        {word} workshop
        {word} class
        {word} fair
        {word} night
        {word} and {word}
        new {word}
        {Made_up} festival
        the {word} show
        open house
        big sale
        {word} tour
        {word} lessons
        first {word} of the season
        {number} {word}
        free {word}
        handmade {word}
        {Made_up} concert
        season finale
        the {year} reunion
        {dozens} years of {Made_up}
        {word} swap
        last {word}
    """),
    "some": lines("""
        we
        my {word}
        the {word}
        {name}
        {name} and i
        our {word}
        he
        she
        they
        aunt {name}
    """),
    "did": lines("""
        found the {word}
        lost {digit} {word}
        won {price}
        baked {number} {word}
        ran {dozens} km
        waited {digit} hours
        met {full} in {place}
        drove from {place} to {place}
        called it {Made_up}
        painted the {word} {word}
        saved the {word} for {day}
        slept until {time}
        paid {price} for the {word}
        walked {number} steps
        won game {dozens}
        came from {place}
        made {word} out of {word}
        said yes on {day}
        moved to {place} in {year}
        borrowed the {word} from {name}
    """),
}
# Notes that no list could hold, by the kind of frame that carries them.
OPEN = {
    "event": lines("""
        {what} {when}
        {what} {when}
        {what} {when}
        {what} {when}, {price}
        {what} at {place}
        {what} at {place} {when}
        {what} with {full}
        {what} with {full} {when}
        {when}: {what}
        half price {when}
        {percent} off {when}
        {percent} off all {word}
        {percent} off with code {Made_up}{dozens}
        two for one {when}
        {word} for {price}
        {word} from {price}
        {word} only {price} {when}
        tickets {price}
        tickets from {price} at {place}
        {word} {price}, {word} {price}
        open {span}
        open {day} {span}
        we open at {time}
        closed {when}
        we close at {time} {when}
        now open in {place}
        find us at {place}
        meet us at {place} {when}
        doors {time}, {full} at {time}
        only {dozens} {word} left
        {dozens} places left {when}
        book by {day}
        sign up by {date} {month}
        {word} arrives {when}
        we are back {when}
        call {number} {number}
        table {dozens}, {time}
        route {dozens} {when}
        the {word} moves to {place} {when}
        free {word} for the first {dozens}
        {full} plays {when}
    """),
    "occasion": lines("""
        {name}'s {word}
        {name}'s {dozens}th birthday
        {name} and {name}'s wedding
        my {word}'s {digit}th birthday
        {digit} years of {word}
        {dozens} years in {place}
        {full}'s last {word}
        the {year} {word} cup
        {name}'s first {word}
        day {dozens} of our {word} trip
        our {word} week in {place}
        {day} at {place}
        {month} {year}
        summer {year}
        {date} {month} {year}
        the {Made_up} {word} race
        lap {dozens} of the {Made_up} run
        the road to {place}
    """),
    "sentence": lines("""
        {some} {did}
        {some} {did}
        {some} {did}
        {some} {did} {when}
        {name} is {dozens} today
        {name} turns {digit} {when}
        {name} turned {dozens} on {day}
        {name} loves {word} and {word}
        {name} weighs {dozens} kg now
        {name}, {dozens}, from {place}
        shot at {time} on {day}
        taken with {name} {when}
        taken by {full}
        photo by {full}, {year}
        made by {full} in {place}
        built in {year} by {full}
        {number} {word} and one {word}
        {number} km from {place}
        {dozens} degrees at {time}
        room {number}, {place}
        my {word} is called {Made_up}
        the {word} is from {place}
        the {word} and the {word} are {name}'s
        it took {dozens} {word}
        back in {place} after {digit} years
        for {full}, who loves {word}
        thank you {full} for the {word}
        {Made_up} means {word}
        {word}, {word} and {word}
        {place}, {year}
    """),
}

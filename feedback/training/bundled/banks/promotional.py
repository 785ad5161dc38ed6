"""Invitations to act, by tone: no brand, no price, nothing to buy that the photo cannot carry.

`HOOKS` open on the photo, `CALLS` close with what to do.
"""

from feedback.training.bundled.banks import lines

HOOKS = {
    "quirky": lines("""
        [Apply within|Now boarding|Casting call]: a world where {the} {s}.
        Your [compass|horoscope|left shoe] was right about {the}.
        [Step|Slip|Tumble] through the looking glass, where {the} ~rule {place}.
        Fancy {act}? {The} and the [gnomes|teacups|clouds] are saving you a seat.
        {The} {there}: your [portal|riddle|golden ticket] starts here.
        Wanted: curious people, {the} and a [kazoo|cape|map].
        Meet {the}, our [minister|wizard|keeper] of odd ideas.
        {The} {ing}: [page one|the trailer] of your strangest story yet.
        {The}, {place} and a door that was not there [yesterday|before].
        [Rumour has it|The tea leaves say] {the} ~hand out the maps {there}.
        {Act}, but make it [a fairy tale|gloriously odd]: {the} will show you.
        Missing: your sense of wonder. Last seen near {the}.
        Curiosity, [bottled|unboxed]: {the} {ing}.
        {Thing}, {the} and the [world's oddest|least sensible] welcome.
        {The} {doing}? On our [planet|map], that is a greeting.
        Trade your to-do list for {the} {there}.
    """),
    "funny": lines("""
        [Warning|Heads up]: {the} {ing} may cause sudden plans.
        {The} {s}. What's your [excuse|sofa doing for you]?
        Tired of [chores|meetings|your inbox]? {The} recommended {place}.
        We promised {the} a [crowd|fan club|standing ovation]. Help.
        Fancy {act}? Dignity is [optional|not provided]. Ask {the}.
        {The} wrote our [advert|slogan|manual]. It shows.
        Our entire [strategy|campaign]: {the} {ing}.
        {Place}, {the} and you: what could [possibly|hilariously] go wrong?
        {The} {ing}. Our insurance says [hi|no comment].
        Fun fact: {the} ~be our [best|only] salesperson.
        {Act} beats explaining your [screen time|haircut]. {The} would know.
        Nobody leaves {place} with clean [shoes|excuses]. Ask {who}.
        {Thing} included. [Talent|Common sense] sold separately.
        Be honest, who looks better {doing}: you or {who}?
        {The} {there}, doing our [paperwork|marketing] again.
        We asked {the} for a testimonial and got this [look|chaos].
    """),
    "serious": lines("""
        {The} {ing}: [this is why we do it|an hour worth defending].
        Some [places|moments] must be met in person. {Place} is one.
        What {who} ~find {there}, others should be able to find.
        For those who value [substance|care|depth]: {the} {ing}.
        {The} {there}. Behind it stands [patient|careful|steady] work.
        Thinking about {act}? {The} began with [intention|good guidance].
        We take {who} seriously, and {place} too.
        [Experience|Craft|Knowledge] starts by paying heed to {the}.
        {The} {ing}. No [slogan|promise] improves on that.
        There is a reason people return to {place}.
        {Act} asks for [time|practice]. {The} made room for it.
        Where {who} ~be welcome, there is room for [everyone|thought].
        {Thing} is the least of it. What matters is [trust|care].
        Look at {the} {doing}, then ask what you [need|support].
        Good work is quiet: {the} {there}.
        {The}, {place} and a standard we [keep|defend].
    """),
    "happy": lines("""
        Feel like {act}? [Oh yes|So do we|Yippee]. {The} too!
        {The} {ing}: [this could be your week|happy plans start here]!
        Smiles [wanted|welcome|included]! {The} already ~have plenty.
        {Place} is calling, and {the} ~say hello!
        Hurrah for [sparkle|giggles|merry times] with {the}!
        Want a [lift|boost|treat]? Think of {the} {ing}!
        {The}, {place} and a seat for you: [hurrah|perfect|jackpot]!
        [Sing|Hum|Clap] along: {the} {ing}!
        {The} {there}, with [room|joy] for more!
        Who's up for {act}? [Me, me, me|Hands in the air], like {the}!
        {The} {doing} is our kind of [welcome|party]!
        [Mood lifter|Grin alert]: {the} {ing}!
        [Yay|Oh joy], {the} saved you a spot!
        Happiness, this way: {place}!
        {Thing}, giggles and {the}: [hop on|come play]!
        Let's make you as [merry|jolly] as {the} {ing}!
    """),
    "inspiring": lines("""
        {The} {ing}. Your [story|first step|breakthrough] could begin like this.
        Ready for {act}? Like {the}, you are more [capable|prepared] than you feel.
        What {who} ~do, you can [dare|learn|master] too.
        {Place} is where [effort|courage|potential] meets you halfway.
        If {who} can [rise|try|dare], so can you.
        Your next [challenge|milestone] might look like {the} {ing}.
        {The} {there}: an [invitation|open door] to grow.
        [Strength|Confidence] starts somewhere. For {who}, it started {there}.
        {Act} is a skill. [Courage|Patience] is too. Ask {the}.
        {The} {doing}: now picture [yourself|your team].
        Somewhere like {place}, you find out who you are.
        {The} {ing}, because [growth|change] never waits.
        Pick up {thing}. The [rest|confidence] follows.
        Every expert was once like {who} {there}: [new|trying].
        Meet your [future|bolder] self where {who} ~be.
        Hope is a verb. {Who}, [doing|living] it {there}.
    """),
    "romantic": lines("""
        {The} {ing}: an [invitation|overture] in soft focus.
        Fall for {place}, as {who} did.
        Some [memories|promises] begin with {the} {there}.
        Imagine {place}, unhurried, and only [tenderness|sweet time] ahead.
        [Dearest|Gentle] dreamers, {the} {ing} is for you.
        What one [remembers|longs for] later: {the} {there}.
        Let {the} [whisper|sing] you closer.
        A [serenade|soft note] to slow hours: {the} {ing}.
        {Place} has been waiting, [soft|patient] as a song.
        {The}, and the kind of [hush|glow] you remember for years.
        {The} {doing}: [tenderness|sweetness], by invitation.
        {Act} beside {the}, with [music|poetry] in the air.
        {Thing}, {the} and a [promise|dream] to keep.
        Come close: {the} {ing}, and [time|the heart] slows down.
        Where {the} ~linger, [music|poetry] is never far.
        A gentle reason to visit {place}: {the}.
    """),
    "witty": lines("""
        {The} {ing}: [the reviews write themselves|no small print].
        We could describe {place}, but {the} ~have it covered.
        {Act}: [surprisingly legal|better than your inbox], and {the} ~have the alibi.
        {The} {there}. Your [move|weekend excuse], frankly.
        In lieu of a [slogan|brochure], {the}.
        [Experts|Skeptics] agree: {the} outclassed {place}.
        {The} needed no [persuading|second memo]. You might.
        Ambition, [abridged|annotated]: {the} {ing}.
        {The} {doing}: our terms and conditions, [summarised|in full].
        {Place} comes highly recommended, mostly by {the}.
        Objections to {the} {doing} may be [submitted|shouted] in verse.
        {Thing}: optional. {The}: [non-negotiable|the main clause].
        {The}, or how we stopped needing [adjectives|billboards].
        Some brochures exaggerate. {The} ~prefer [understatement|evidence].
        {The} {ing}: [persuasion|rhetoric] without a single bullet point.
        Consider {the} {there} our [opening argument|cover letter].
    """),
    "minimal": lines("""
        {The}. You [next|too]?
        {Place}. [Open|Ready|Waiting].
        {Act}, like {the}? [Yes|Good].
        {The} {there}. [Your turn|Room for you].
        [See|Picture] {the} {ing}.
        {The} {ing}. [Simple|Easy].
        [Small|Quick] idea: {the}, {place}, you.
        [First|Now] {the}. Then you.
        {The}. [Curious|Tempted]?
        {The}. {There}. [Come|Stay].
        {The}. {Act}. [No rush|Anyone]?
        {Thing}. {The}. [Room|Time] for you.
        {Place}, [this way|near].
        {The} {doing}. [Why not|Same]?
        [Simply|Only] this: {the} {ing}.
        {The} {ing}. [No fuss|No queue].
    """),
}

CALLS = {
    "quirky": lines("""
        Visit soon, bring your strangest [hat|umbrella|theory]. [🎩|]
        [Book|Plan|Choose] an adventure your diary won't believe.
        Follow along for more [delightful nonsense|tea-stained maps].
        Come explore; the goblins are [friendly|punctual].
        Tag your oddest friend and join the [parade|séance|marching band].
        Discover your own corner of [weird|whimsy].
        Sign up for wonder, unsubscribe from [boring|beige].
        Step inside: [reserve|claim] your spot before it turns into a pumpkin. [🌀|]
        Share this with someone who talks to [plants|spoons].
        The portal is open, so [drop in|tumble in].
        Ask us for the [riddle|password], then bring the answer.
        RSVP by [owl|paper boat|carrier snail].
    """),
    "funny": lines("""
        Book now, overthink it [later|professionally]. [😂|]
        Come visit before we all act our age.
        Tag the friend who would [absolutely|regrettably] do this.
        Join us. [Snacks|Dignity] cannot be promised, chaos can.
        Follow for more, your [boss|cat] isn't watching.
        Try it [once|sober-faced] and blame us. [😅|]
        Save your seat before your [excuses|responsibilities] wake up.
        Share this with someone who needs a [laugh|nudge].
        Sign up; bring friends, or at least [witnesses|snacks].
        Stop scrolling, start [packing|stretching].
        Message us, we're [lonely|bored] too.
        Show up, we'll pretend you [planned it|know how].
    """),
    "serious": lines("""
        Visit us and [see it for yourself|judge with your own eyes].
        [Take|Set aside] the time: plan your visit.
        Learn more, and support what [deserves|ought] to last.
        Join those who [care|choose] to look closely.
        Follow our work for more [honest|considered] pictures.
        [Reserve|Request] a place and experience it in person.
        Stand with us; share this where it [counts|is needed].
        Make room for what [matters|endures]. Book a conversation.
        Ask us about the [work|people] behind it.
        Get in touch and [take part|contribute].
        Talk to us [first|today]; decide afterwards.
        Read on, then [act|get involved].
    """),
    "happy": lines("""
        Come [join the fun|play|share the glee]! [🎉|]
        Grab your [friends|favourite people] and visit us!
        Book your [happy|jolly] day now!
        [Hop|Jump|Dance] in, room for everyone!
        Tag a friend and spread the [smiles|sparkle]!
        Turn up with [bells|dancing shoes] on! [🥳|]
        Save your spot and [start humming|bring a grin]!
        Follow us for a [daily|weekly] dose of giggles!
        Say yes, [sign up and celebrate|we'll bring the confetti]!
        Bring the whole [gang|family|crew] along!
        Share the [delight|giggles], pass this on!
        Wave hello, pop in and [stay a while|make merry]!
    """),
    "inspiring": lines("""
        [Start|Begin] small: sign up.
        Your [journey|chapter] is waiting. Come and begin it.
        Discover what you are capable of, [with us|and tell us].
        Join the people who [choose to try|refuse to settle].
        Dare to [come along|say yes]; reserve your spot.
        Follow for daily [courage|momentum], then act on it.
        Visit, explore, return [braver|stronger].
        Share this with someone ready to [rise|grow].
        Make this the [day|moment]: get started.
        Choose a [goal|date], then let us help you reach it.
        Train, [learn|grow] and build with us.
        Take the leap; we'll [stand beside|cheer for] you.
    """),
    "romantic": lines("""
        Book a [tender|sweet] escape for hearts in step. [❤️|]
        Bring someone you [cherish|adore] and visit soon.
        Reserve an hour worth remembering [together|for years].
        Come fall for it in person. [💕|]
        Plan a gentle [getaway|interlude] with us.
        Share this with your favourite person, then [wander over|come closer].
        Walk in, hand in hand, and [linger|stay a while].
        Treat your sweetheart: save the date. [🌹|]
        Discover a place to say the [soft|unsaid] things.
        Follow us for more [sighs and verses|tender notes].
        Slip away with us, [slowly|unseen].
        Ask your [darling|beloved] to meet you here.
    """),
    "witty": lines("""
        Book now; regret is for the [undecided|punctual].
        Visit us, if only to prove us [right|wrong].
        Join in. Your [sofa|calendar] will forgive you.
        Reserve a spot and keep your alibi [simple|charming].
        Follow us, your algorithm deserves better [taste|gossip].
        Come along; [clever|reasonable] people already have.
        Try it once, quote it [forever|at dinner].
        Sign up. It reads better than your [inbox|terms of service].
        Discover it before it becomes everyone's [idea|personality].
        Share it with someone who appreciates a good [line|loophole].
        See for yourself; we're [biased|unreliable narrators].
        Ask us anything [sensible|quotable].
    """),
    "minimal": lines("""
        Come [see|along|over].
        [Visit us|Drop in|Stop by].
        Book [today|now|a place].
        Join [us|in].
        Save [the date|a seat].
        [Discover|Learn|Ask for] more.
        Follow [along|us].
        Try it [once|out].
        Reserve [yours|a spot].
        [Write|Call|Message] us.
        [Pick|Choose] a day.
        [Share|Send] this.
    """),
}

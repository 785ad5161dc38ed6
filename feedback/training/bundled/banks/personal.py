"""A friend's voice: for each tone, sentences that name the photo."""

from feedback.training.bundled.banks import lines

CORES = {
    "quirky": lines("""
        [Plot twist|Small-print alert|Late bulletin]: {the} ~be in charge of {place} now.
        Somewhere a [cloud|teapot|retired wizard] is taking notes on {the} {ing}.
        {The} {ing}, as foretold by [absolutely nobody|a fortune cookie|my left shoe].
        In [an alternate|a slightly tilted|a parallel] universe, {place} belongs to {the} alone.
        [Breaking news|Postcard|Gossip] from {place}: {the} ~have other ideas.
        {This} clearly ~read a different [manual|rulebook|horoscope].
        {The} and {place} [walked|wandered|tiptoed] into a daydream.
        {The} {doing}? Yes. Explanations? [None whatsoever|Lost in the post|Eaten by the narrator].
        [Next|Final|Lost] chapter: {the} and the [mystery|riddle|secret soup] of {place}.
        {The} ~speak fluent [stardust|marmalade|riddle] and {place} understands every word.
        If {place} had a secret [handshake|password|trapdoor], {the} would know it.
        {The} ~operate on [moon rules|biscuit logic|octopus time].
        A tiny [parade|opera|conspiracy], starring {the} {ing}.
        {The} borrowed {place} from a [dream|pop-up book|snow globe] and forgot to return it.
        {The} {doing} like gravity is a [rumour|hobby|polite suggestion].
        {Thing} is obviously a [portal|decoy|very patient spy] and {the} ~know it.
        Legend says {thing} chose {the}, never the other way round.
        {The}, starring in a film only [pigeons|moths|lampshades] will understand.
        Sources confirm {the} ~be powered by [glitter|jam|pure static] and mischief.
        {The} {there}, humming a tune from [another planet|the wrong century|inside a seashell].
        [Note to self|Memo to the goblins|Dear diary]: {the} {ing}, and the teaspoons are jealous.
        {The} ~be [mostly|largely|officially] riddle, the rest is [custard|static|confetti].
        I asked {place} for a sign and it sent {the}.
        Somebody wound {the} up and let go {there}.
        Believe it or not, {thing} has the [leading|speaking|villain's] role here.
        {The}: [part comet|half kaleidoscope|mostly fable], entirely [unbothered|unlicensed].
        [Museum label|Spell|Recipe], first draft: {the} {ing}.
        The [atlas|almanac|encyclopedia] skipped a page, and on it was {the} {there}.
        Do {place} and {the} share a [secret|jellybean|time zone]? Discuss.
        I blinked and {the} turned into a [folk tale|weather system|small legend].
        {Ing}: the traditional greeting of the [moon people|weekday wizards|upside-down folk].
        [Imagine|Picture] explaining {the} {ing} to a [jellyfish|Victorian ghost|cuckoo clock].
        {The} ~answer to no clock except the [cuckoo|melted|imaginary] kind.
        What if {the} only ~exist when somebody [whistles|hiccups|sneezes]?
    """),
    "funny": lines("""
        {The} ~have no plan, no brakes and [all of|strong feelings about] {place}.
        {The} {ing} like [rent is due|the bill just arrived|someone is keeping score].
        Nobody asked {the} to go this hard {there}.
        {The}: zero hesitation, [full commitment|no refunds|a single working brain cell].
        Me [pretending to have it together|replying to an email|after too much coffee]: {the} {ing}.
        {The} {doing} with the confidence of someone who skipped the [instructions|briefing].
        {Place} called. It wants its [dignity|deposit|peace and quiet] back from {the}.
        {The} ~be a [snack|sneeze|bad idea] away from total chaos.
        I came for {place} and stayed for {the} losing the plot.
        {The} {ing}, and somehow I'm the [tired|sweaty|injured] one.
        Live footage of my [last brain cell|inner monologue|coping strategy]: {the} {ing}.
        {Thing} did nothing to deserve this.
        Tell {the} I said no [refunds|returns|take-backs] on {thing}.
        {Who} woke up and chose {place}.
        When the group chat says [back soon|casual|quick errand]: {the} {ing}.
        {Who} ~be either a genius or very lost {there}.
        [Pretty sure|I suspect|Word is] {the} ~think this counts as [cardio|a meeting|networking].
        Somebody give {the} a [raise|trophy|snack]. Or a nap.
        {The} {there}, avoiding every [email|chore|group project] since forever.
        This is {the} on a full tank of [bad decisions|sugar|unearned confidence].
        {The} {doing}: full marks for effort, [none for technique|fewer for grace].
        My [therapist|dentist|landlord] will be hearing about {the} {ing}.
        {The} versus {place}. Place your bets.
        Proof that {who} should never be left [unsupervised|alone with ideas] {there}.
        {A} {doing}? In this economy?
        [Not now|Hold my calls], I'm busy watching {the} {ing}.
        {The} ~have the energy of an [unread|accidental] reply-all.
        I'd explain {who}, but I'm [not qualified|not paid enough|also confused].
        Job interview question: describe yourself. Me: {the} {ing}.
        {The} and {thing}: a [buddy comedy|lawsuit|sitcom] in one frame.
        Whoever taught {who} this should [apologise|take a bow|hide].
        The vibe {there} was fine until {the} showed up with [a bit|main-character energy].
        [Warning|Disclaimer]: {the} may contain traces of [nonsense|nuts|caffeine].
        {Ing}: an entire [personality|career|love language] now, apparently.
    """),
    "serious": lines("""
        {The} {ing}, and nothing else [asks for attention|competes|intrudes].
        {Place} holds its [silence|breath|ground] around {the}.
        There is [weight|gravity|purpose] in the way {the} {s}.
        {The} {there}: a plain fact, and [enough of one|a full one].
        What remains is {the}, and {place} [behind it all|as witness].
        We rarely [stop|pause] to consider {the} {ing}.
        {Who} ~ask for nothing more than an honest [look|hour|reading].
        [Care|Respect|Attention] is owed to {the} {ing}.
        {Place} has seen a great deal. [Now|Here] it sees {the}.
        {The} {doing} without an audience in mind.
        Between {the} and {place} lies a story [worth respecting|not mine to tell].
        Look long enough at {the} and the noise [falls away|recedes].
        {The} {ing}, [unadorned|plainly seen|nothing staged].
        {Thing} says as much as words could about {the}.
        No drama here, only {the} {ing}.
        {The} ~carry the scene with quiet [resolve|authority|composure].
        It [matters|helps] to record {the} as things truly were.
        {The} {there}. Some pictures need no [argument|defence|headline].
        A [sober|measured|candid] moment: {the} {ing}.
        {Place} does not flatter {the}; it [simply tells the truth|keeps to the facts].
        {The} ~belong to this hour and to no other.
        One [decision|intention|gesture], one breath: {the} {doing}.
        {The} and {thing}, shown without [ornament|comment|excuse].
        I keep returning to {the} {there}, and to [what it asks of us|what stays unsaid].
        [Patience|Discipline|Concentration] has a shape, and here it is {the} {ing}.
        Consider {the}: [steady|present|particular], and not to be [hurried|summarised].
        I did not interrupt {the} {doing}. It seemed [wrong to|unnecessary].
        How much of a life is in {the} {ing}? More than a frame can [hold|admit].
        Beyond {the}, {place} goes on as it [always has|must].
        [Strip away|Leave out] the rest and {the} still ~stand for something.
        Some [truths|facts] are small. Take {the} {there}.
        What {thing} [means|weighs] to {the}, a picture cannot settle.
        {The}, [exactly|only] as found.
        To [photograph|describe] {the} is to admit how little one knows.
    """),
    "happy": lines("""
        {The} {ing} and [my mood just doubled|everything feels lighter|I'm all in]!
        Can't stop [smiling|grinning|whooping] at {the} {ing}!
        {The} {there} made my whole [week|month|year] brighter!
        Pure [joy|bliss|gladness] looks like {the} {ing}.
        {The} ~have me grinning from ear to ear!
        [Hooray|Hurrah|Bravo] for {the} and for {place}!
        All the [bubbly|warm|fizzy] feelings: {the} {ing}!
        {The} {doing}, sunny as a [song on repeat|tune you can't shake|brass band]!
        [Best|Brightest|Bounciest] mood ever, thanks to {the} {there}.
        Happiness found {there}, right beside {the}!
        {Place} plus {the} equals a very big [smile|grin|yes]!
        [Look at|Hello to|Hurrah for] {the}! [Delight|A treat|Joy], start to finish!
        [Yay|Bravo|Hurrah] to {the} {ing}!
        {The} and {thing}: my favourite kind of [fun|duet]!
        {The} just turned {place} into a [party|festival|playground]!
        Here ~come {the}, bringing the [vibes|sparkle|happy news]!
        My heart did a little [cartwheel|jig|hop] for {the} {ing}!
        Nothing [beats|tops] {the} {doing} and a [light|full|glad] heart!
        {This}? An instant [pick-me-up|lift|cure for grumbles]!
        [Lucky us|Lucky me|Jackpot], we got {the} {ing}!
        [Bottling|Keeping|Framing] this feeling: {the} {there}!
        {The} {ing}, and I am [giddy|thrilled|tickled pink] about it!
        Big love for {place} and {the}, in that order or the [other|reverse]!
        Thumbs up for {the}, {thing} and [pure fun|silly songs|the simple stuff]!
        Who else is [smiling|beaming|clapping]? Thank {the}!
        If delight had a [mascot|logo|face], {the} would be it!
        {The} {ing} and a whole lot of [woohoo|happy dancing|whistling]!
        Is there anything [merrier|jollier|lovelier] than {the} {there}?
        I needed this: {the} {ing}, [full sparkle|bright and bouncy|no frowns in sight]!
        [Ta-da|Surprise|Oh happy sight]! {The} {there}!
        Found my [happy place|grin]: {place}, with {the} in it!
        An absolute [gem|treasure|star], that's {the}!
        [Simple pleasures|Little joys|Bright things], exhibit A: {the} {ing}!
        A glance at {the} and I'm [humming|skipping|glowing]!
    """),
    "inspiring": lines("""
        {The} {ing}: proof that the first [step|try|move] takes [nerve|courage|heart].
        Take it from {who}: begin before you feel [ready|certain|fearless].
        {Place} is big. So is the [courage|will] it takes to [start|stay].
        {The} {ing}, a [breath|heartbeat] closer to the dream.
        Great [journeys|changes|stories] open with something as small as {the} {ing}.
        Let {the} remind you how far a little [faith|nerve|patience] can travel.
        {Who} never asked {place} for permission to [shine|try|belong].
        When it gets hard, [rise|breathe] and think of {the} {ing}.
        {The} {doing}: [practice|fuel|hope] for whatever tomorrow asks.
        You are stronger than [doubt|your excuses]. Just watch {who} {doing}.
        {Place} belongs to those who [dare|show up|keep at it].
        [Dream|Picture|Want] it, then move: {the} {ing}.
        {Who} ~show us that limits are only lines to [cross|redraw|question].
        What if you trusted yourself the way {who} ~trust {place}?
        Keep your eyes on {who} and your hopes [even higher|wide open].
        Small [efforts|habits|steps] build mighty things. Ask {the} {ing}.
        {The} {there}, turning [fear|hesitation|maybe] into forward motion.
        Growth [begins|happens] {there}, exactly where {the} ~be.
        {Thing} is only a tool. The will belongs to {the}.
        Chase it with your whole [heart|self|strength]. See {the} {ing}.
        {The} ~carry a lesson: [persist|keep faith|practise], and the path appears.
        Meet {place} where it is, and give it [everything|your best|all you have].
        [Believe|Trust] in slow progress: {the} {ing}.
        Someone needs this [now|reminder]: {the}, and the [courage|nerve] to begin.
        {The} {ing}, and the horizon [answers|moves closer|makes room].
        Purpose has a look, and {who} ~wear it well.
        What would you [attempt|build|become] with the nerve of {who} {doing}?
        It starts with {thing} and ends with [believing|who you become].
        There is a [mountain|champion|spark] in all of us. See {the}.
        [Nobody|No one] drifts into greatness. Look at {the} {ing}.
        {Place} stayed the size it was; courage [did the growing|grew instead].
        When it feels [impossible|too far], remember {the} {there}.
        {Who}: [determined|wholehearted|unstoppable], [little by little|step by step].
        {The} {doing}: how [change|strength|trust] is made, again and again.
    """),
    "romantic": lines("""
        {The} {ing}, and I forget every [hurry|errand|clock].
        A long letter to {place}, [signed|sealed|whispered] by {the}.
        {The} {there}, tender as a [promise|lullaby|first word].
        I would keep {the} {ing} in a [locket|music box|pressed book] if I could.
        {Place} [whispered|sighed|hummed], and {the} stayed a little longer.
        [Softly|Gently|Slowly], the world gathers around {the} {ing}.
        Some moments [glow|ache|bloom] softly: {the} {there}.
        {The} and {place}, verses of a single [poem|song].
        A note to {place}: take [gentle|loving|good] care of {the}.
        [Hold this close|Keep this one|Remember this with me]: {the} {ing}.
        If [tenderness|devotion|longing] had a picture, it would be {the} {ing}.
        {The} {doing}, the way slow [music|singing] feels in my head.
        I fell for this [view|frame|second], and for {the} {there}.
        {The} ~glow, a keepsake [worth holding|I never want to fold away].
        Let me [linger|stay|dream] {there}, where {the} ~be all that matters.
        {The} {ing}: a sigh the camera [managed to catch|kept for me].
        There are [sighs|ballads|soft words] in the air around {the} {there}.
        {Thing}, {the}, and everything gone quietly [soft|tender].
        [Thank you, world|Bless this life], for {the} {ing}.
        {The} ~turn even {place} into a [sonnet|serenade|sealed envelope].
        My [sweetest|dearest|fondest] souvenir: {the} {ing}.
        {Place} in a hush, {the} in a dream, me in [awe|pieces].
        Once upon a [tender|quiet|golden] time, {the} {ing}.
        [Adore|Cherish|Treasure] the little things: {the} {there}.
        {The}, [cherished|adored|beloved] for as long as pictures last.
        I'd write {the} into every [verse|refrain|letter] if rhyme allowed.
        How [fondly|sweetly|dearly] {place} seems to hold {the}.
        What is it about {the} {ing} that [undoes|disarms|melts] me?
        [Here|In this frame], time forgets itself for {the}.
        {The} {there}: [a ballad without words|poetry, barely breathing].
        Someone, somewhere, is [longing|yearning] for {place} and {the}.
        My heart is a quiet album, with {the} {ing} on its first page.
        Even {thing} looks [beloved|enchanted] near {the}.
        [Forever|Always] might be as simple as {the} {ing}.
    """),
    "witty": lines("""
        {The} {ing}: understated, unless you have [eyes|taste|neighbours].
        {Place} offered a backdrop. {The} negotiated [top billing|better terms].
        {The} {there}, proving that subtlety is [optional|overrated|for amateurs].
        One does not [simply|lightly] ignore {the} {ing}.
        {The} ~have mastered {doing}. Modesty is [next semester|on the waiting list].
        Call it [strategy|research|diplomacy]: {the} {ing}.
        {The} came, saw and [improved|annotated|upstaged] {place}.
        In fairness to {place}, {the} started it.
        {The} {doing}, as any reasonable [committee|horoscope|barrister] would advise.
        Some seek fame. {The} settled for {place}.
        A short [essay|treatise|sermon] on ambition: {the} {ing}.
        {Thing}: the accessory that brings its own [punchline|agent|alibi].
        {The} ~regard {place} as a [rough draft|mere suggestion|branch office].
        Technically {the} {s}. Poetically, it is a [press conference|manifesto|coup].
        {The}: [genius level|overqualified|ahead of schedule], as usual.
        {Place} has excellent taste in [company|guests|plot devices]: see {the}.
        If [wit|irony|nerve] were visible, it might resemble {the} {ing}.
        {The} {ing}, with [footnotes|royalties|applause] pending.
        The plot thickens; {the} merely ~add [seasoning|stock|pepper].
        {The} {there}. The irony was [complimentary|included|hand-delivered].
        Exhibit A: {the}. Exhibit B: {place}. The defence rests.
        {The}, {thing} and the fine print of a good [idea|alibi|story].
        [Centuries|Decades] of progress led up to {the} {ing}.
        {The} put the [punctuation|italics|exclamation mark] in {place}.
        {The}, [late|early|lost]? No, merely ahead of the [argument|metaphor].
        {The} {doing}: [kinder|quicker] than therapy, louder than tact.
        I asked for context and got {the} {ing}.
        History favours the bold; {place} apparently favours {the}.
        {The} ~need no introduction, so I wrote [several|a preface].
        To stop or not to stop {doing}: {the} skipped the [soliloquy|preamble].
        {Thing} has a [supporting role|good lawyer]. {The} ~have the lead.
        [Rumours|Reports] of {the} being [subtle|ordinary|modest] were exaggerated.
        As [metaphors|alibis|opening lines] go, {the} {there} will do nicely.
        The [obvious|scholarly] question about {the} is rhetorical.
    """),
    "minimal": lines("""
        {The}. {Place}. [Enough|Done|That's it].
        {The}, {doing}. [Nothing else|No more|Only that].
        [Just|Only|Merely] {the} {ing}.
        {Ing}. [That's all|So be it|Full stop].
        {The}, {there}. [Plain|Bare|Clear].
        {The} and [stillness|space|a pause].
        {Place}, [uncluttered|unhurried|left alone]. {The}.
        Less [noise|talk|fuss]. {The}.
        [Quietly|Calmly|Slowly] {ing}: {the}.
        {Doing}, [here|now|as ever]. {The}.
        {The}. Nothing [added|missing|else].
        {The}. [Pause|Breathe|Look].
        One [frame|glance|breath]: {the} {there}.
        {Thing}. {The}. [A duet|A pair|In short].
        Simply {the} {ing}.
        {The}, [as is|unedited|in short].
        [Only|Still] {the} {there}.
        {Place}. [Breathe|Exhale|Wait]. {The}.
        [Plain and good|Small and true|Clean lines]: {the}.
        [Bare bones|No frills|In brief]: {the} {there}.
        {The}, [softly|lightly|barely].
        [Still thinking of|Back to|Again,] {the} {there}.
        {Place} and {the}. [Period|Balance|Quiet].
        {The}, {thing}, [air|little else|no plan].
        {The} {ing}. [Kept|Noted|Seen].
        [A line|A word] for {the}: [calm|here|present].
        {A}, {there}.
        {A} {ing}.
        {The}: [one thought|a single line|less is plenty].
        [Not much|Hardly anything]: {the}, {place}.
        {Thing}, then {the}. [Simple|Tidy].
        [Today|For now]: {the} {ing}.
        {The}. {Doing}. [Repeat|Rest|Go on].
        {Place}, [pared down|in outline]: {the}.
    """),
}

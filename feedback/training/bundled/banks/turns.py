"""What one verb says in each tone, for scenes whose action it is: verbs of moving.

`TURNS` holds sentences by the verb's participle and the tone; they are the most a photo's own.
"""

from feedback.training.bundled.banks import themes

TURNS = themes("""
== running
quirky: {The} ~run as if a [rainbow|bakery|portal] were about to close.
quirky: Somewhere a clock lost its [hands|shoes]; {the} ~run after them.
funny: {The} ~run faster than my [wifi|excuses|patience], and that's saying something.
funny: Nobody told {the} the [ice cream van|bus] left hours ago. Still running.
serious: {The} ~run, and for that long nothing else is [true|asked].
serious: To watch {the} run is to remember what [effort|breath] is for.
happy: Go, go, go! {The} ~run for the [joy|fun|thrill] of it!
happy: {The} ~run and the whole [world|place] grins back!
inspiring: {The} ~run because [standing still was never the plan|the dream won't wait].
inspiring: You don't have to be fast; {the} simply ~keep running.
romantic: {The} ~run as longing does, [home|toward someone].
romantic: Let me live as {the} ~run: [wholly|without looking back].
witty: {The} ~run; punctuality has rarely looked so [elegant|alarming].
witty: {The}, running: [deadline unknown|late for nothing in particular].
minimal: {The}. Run. [Repeat|Breathe].
minimal: {The}, all [stride|pace].
quirky: {The} ~run on [peppermint|rumours], never stopping for tea.
funny: {The} ~run. I get [emotional|sweaty] finding the remote.
serious: {The} ~run, and the distance keeps no [record|opinion].
happy: Run wild, run [merry|silly]: {the}, full tilt!
inspiring: {The} ~run into the [wind|unknown]; courage keeps up.
romantic: {The} ~run, and the air seems to [part|open] for tenderness.
witty: {The} ~run rings around [reason|my itinerary].
minimal: {The}, running. [Gone|Light].

== jumping
quirky: {The} ~jump and the ground [pretends not to notice|files for custody].
quirky: A hop and {the} ~be [halfway to the moon|part kite].
funny: {The} ~jump: the floor is [lava|a group project].
funny: {The} left the ground. My [knees|back] left the conversation.
serious: {The} ~jump, and gravity is the only [critic|witness].
serious: Between ground and ground, {the} ~be entirely [certain|unheld].
happy: {The} ~jump and my heart hops [along|too]!
happy: Up ~go {the}, and up goes my [mood|grin]!
inspiring: {The} ~jump first and ~find [courage|wings] on the way.
inspiring: The ground will wait. Jump, the way {the} ~do.
romantic: {The} ~jump, and for a breath the world [holds on|lets go].
romantic: I know that lift: {the} ~leave the ground, [I lose my words|and I sigh].
witty: {The} ~jump to conclusions, [beautifully|headlines first].
witty: Gravity drafted a contract; {the} ~jump the [clause|queue].
minimal: {The}. Up.
minimal: {The}, briefly [airborne|elsewhere].
quirky: {The} ~jump through a hole in the [plot|calendar].
funny: {The} ~jump; my lower back [resigns|weeps].
serious: {The} ~jump. There is no halfway in [that|a leap].
happy: Jump, jumped, jumping: {the} ~make it [wheee|hooray]!
inspiring: {The} ~jump at the chance. Will [you|we]?
romantic: {The} ~jump, light as a [promise|kept secret].
witty: {The} ~jump the [gun|queue], gracefully.
minimal: {The}. [Leap|Lift]. Air.

== playing
quirky: {The} ~play by rules written in [jelly|invisible chalk].
quirky: The game has no name, but {the} ~be [winning|on level purple].
funny: {The} ~play for a [trophy|snack] nobody mentioned.
funny: {The} called it playing. My [chiropractor|sofa] called it rent money.
serious: {The} ~play, and the world is for once [proportionate|enough].
serious: There is nothing trivial in how {the} ~play.
happy: {The} ~play and every worry takes a [holiday|hike]!
happy: Let's all play like {the}, [hip hip hooray|starting now]!
inspiring: Play is practice for [courage|everything]. {The} ~know.
inspiring: Give your work the [heart|focus] {the} ~give to playing.
romantic: {The} ~play, and time turns [soft|golden] at the edges.
romantic: I could spend a whole life as {the} ~play: [tenderly|without counting].
witty: {The} ~play for keeps, [rhetorically|with footnotes].
witty: All work and no play? {The} ~beg to differ.
minimal: {The}. Play. [Enough|More].
minimal: {The}, [mid-game|at play].

== walking
quirky: {The} ~walk as if the [map|moon] were whispering directions.
quirky: {The} took a walk and the walk took [notes|flight].
funny: {The} ~walk to theme music [nobody else hears|without a permit].
funny: Step counters fear {the}. Mine [sends condolences|has given up].
serious: {The} ~walk. [Distance|Thought] does the rest.
serious: Each step {the} ~take is [plain|small], and none is wasted.
happy: {The} ~walk and I swear it's nearly a [skip|dance]!
happy: {The}, walking: [whistling allowed|what a stroll]!
inspiring: {The} ~walk on; that is how [far|mountains] is done.
inspiring: Step after step, {the} ~prove it [can be done|counts].
romantic: Walk with me as {the} ~walk: [unhurried|close].
romantic: {The} ~walk, and each step grows [tender|dear].
witty: {The} ~walk the walk and ~spare us the [talk|slides].
witty: {The} ~walk: a [pedestrian|modest] triumph.
minimal: {The}. [Step|Walk] by step.
minimal: {The}, walking. [Onward|Slow].

== riding
quirky: {The} ~ride as though the [horizon|teapot] were [hiring|watching].
quirky: Tickets, please: {the} ~ride to the [edge of the map|planet of hats].
funny: {The} ~ride. The brakes are [decorative|shy].
funny: {The} ~ride; I get [winded|lost] finding parking.
serious: {The} ~ride with [care|intent], which is the whole of skill.
serious: {The} ~ride; the rest of us [measure|consider] the distance.
happy: {The} ~ride and I shout [wheee|woohoo] from here!
happy: What a ride for {the}! [Encore|Once more]!
inspiring: {The} ~ride toward the [unknown|next try].
inspiring: Balance comes in motion: {the} ~ride to [learn|prove] it.
romantic: {The} ~ride, and my heart [rides pillion|follows after].
romantic: Take me where {the} ~ride, [slowly|softly].
witty: {The} ~ride roughshod over [understatement|my comfort zone].
witty: Let it ride, said nobody. {The} did [anyway|so beautifully].
minimal: {The}. [Ride|Roll]. Gone.
minimal: {The}, riding. [Go|Air].
quirky: {The} ~ride by the light of an [imaginary trombone|unpaid moon].
funny: {The} ~ride. My licence [expired|blushed] in sympathy.
serious: {The} ~ride, and attention does the [steering|rest].
happy: Ride on and [rejoice|sing]: {the} in full swing!
inspiring: {The} ~ride on. Wobbling still [counts|gets there].
romantic: {The} ~ride as if someone [dear|beloved] were waiting.
witty: {The} ~ride high, [morally|on principle].
minimal: {The}, riding. [On|Far].

== swimming
quirky: {The} ~swim as if the water hid a [pearl|ballroom].
quirky: Half myth, half splash: {the} ~swim on.
funny: {The} ~swim; I sink with [style|conviction].
funny: {The} ~swim. Rumour has it [pizza|wifi] waits on the other side.
serious: {The} ~swim, and each stroke is [answered|earned].
serious: Water lets {the} pass. That is [skill|trust].
happy: {The} ~swim and the water [giggles|sparkles with me]!
happy: Splashy hooray for {the} [swimming|making waves]!
inspiring: {The} ~swim past the point where it [felt safe|was easy].
inspiring: Stroke by stroke {the} ~cross what once looked [wide|impossible].
romantic: {The} ~swim, held as one holds a [secret|lullaby].
romantic: To be carried as water carries {the}: [tenderly|wholly].
witty: {The} ~swim; small talk [sinks|drowns].
witty: {The}, going swimmingly, [as they say|in every sense].
minimal: {The}. Swim. [Blue|Breathe].
minimal: {The}, afloat.

== climbing
quirky: {The} ~climb to return a [cloud|library book] to its owner.
quirky: Up there lives a [hat|hiccup]; {the} ~climb to fetch it.
funny: {The} ~climb; I need a rest after [stairs|one sock].
funny: {The} ~climb; there must be [signal|cake] at the top.
serious: {The} ~climb, and every hold is [decided|considered].
serious: Height asks a question. {The} ~answer by [climbing|hand].
happy: Up ~climb {the}, [yippee|what a hero of a mood]!
happy: {The} ~climb and I'm whooping from [below|here]!
inspiring: {The} ~climb, hold by hold. So do [dreams|we all].
inspiring: Nobody sees the [fear|training]; everyone sees {the} climb.
romantic: {The} ~climb toward something [tender|only the heart knows].
romantic: I'd follow {the} up any height, [trembling|heart first].
witty: {The} ~climb socially, [geologically|without small talk].
witty: {The} ~be up to something: [mostly up|altitude, chiefly].
minimal: {The}. Up. [Hold|Higher].
minimal: {The}, climbing. [Slow|Sure].

== catching
quirky: {The} ~catch it before it turns into a [pumpkin|proverb].
quirky: {The} ~catch things the [wind|universe] drops by accident.
funny: {The} ~catch everything. I caught a [cold|bus, once].
funny: {The}: great hands, or whatever [those|one calls them] are.
serious: {The} ~catch, and timing becomes [visible|character].
serious: A fraction later and {the} would [miss|regret]. That is all.
happy: Good catch by {the}, [woohoo|what a grab]!
happy: {The} ~catch it and the crowd in my head goes [wild|bananas]!
inspiring: {The} ~catch what others only [hope for|talk about].
inspiring: Be ready, like {the}. The [chance|moment] won't call twice.
romantic: Catch me as {the} ~catch: [surely|softly].
romantic: {The} ~catch the air, and I catch my breath.
witty: {The}: quite the catch, [and quite aware|no strings].
witty: The catch? {The}, [obviously|as advertised].
minimal: {The}. [Caught|Got it].
minimal: {The}: [reach|catch], [kept|done].

== throwing
quirky: {The} ~throw it clean into [next week|another fable].
quirky: Whatever {the} ~throw comes back as a [pigeon|rumour].
funny: {The} ~throw. Somewhere a window [holds its breath|is nervous].
funny: Incoming! {The} ~throw first and ~aim [later|emotionally].
serious: {The} ~throw, and the arc is [decided|out of reach].
serious: Release is also a skill. {The} ~know when to [let go|part].
happy: {The} ~throw it high and my spirits [follow|fly]!
happy: Up it goes! {The} ~throw with [glee|zing]!
inspiring: {The} ~throw [heart|everything] into it.
inspiring: You miss what you never throw. Ask {the}.
romantic: {The} ~throw caution [away|somewhere sweet].
romantic: Throw me a [look|line], as {the} ~throw.
witty: {The} ~throw in everything but the [towel|thesaurus].
witty: {The}: a throwaway gesture, [kept|archived].
minimal: {The}. [Throw|Release].
minimal: {The}: arm, [arc|air].

== leaping
quirky: {The} ~leap clean over [the calendar|the narrator].
funny: {The} ~leap; I [pulled something|need a chair] watching.
serious: {The} ~leap, and doubt stays [behind|grounded].
happy: {The} ~leap and I yell [yippee|wahoo]!
inspiring: {The} ~leap. Look later; [trust|begin] now.
romantic: {The} ~leap, and something in me [leaps after|answers].
witty: {The} ~leap to the point, [unlike me|mercifully].
minimal: {The}. Leap. [Sky|Hush].

== chasing
quirky: {The}, {doing} into the next [chapter|galaxy].
funny: {The}, {doing} the way I chase [naps|deadlines].
serious: {The} {doing}. Pursuit has its own [honesty|hunger].
happy: {The} {doing}, and what a [merry|zippy] chase!
inspiring: {The} {doing}. Go after it, [wholly|today].
romantic: {The} {doing}, as I would chase [a sigh|your shadow].
witty: {The} {doing}: the thrill, [abridged|itemised].
minimal: {The}, {doing}. [Near|Almost].

== swinging
quirky: {The} ~swing between [centuries|opinions of the moon].
funny: {The} ~swing: my mood before [lunch|coffee].
serious: {The} ~swing; every return is [slightly different|earned].
happy: {The} ~swing and [wheee|la-la-la] goes my whole heart!
inspiring: {The} ~swing back. So do [dreams|the brave].
romantic: {The} ~swing, as hearts do, [near and nearer|away, then home].
witty: {The} ~swing both [high|far], with opinions.
minimal: {The}. Swing. [Return|Air].

== dancing
quirky: {The} ~dance to a [kettle|comet] only slightly off key.
funny: {The} ~dance as if nobody's [filming|billing]. I am.
serious: {The} ~dance, and the body [remembers|speaks] for itself.
happy: {The} ~dance and my toes [tap|join in]!
inspiring: {The} ~dance before the music is [perfect|sure].
romantic: {The} ~dance, and the hour [leans in|softens].
witty: {The} ~dance around the [issue|point], flawlessly.
minimal: {The}. [Dance|Turn]. Again.

== splashing
quirky: {The} ~splash in code; the fish [reply|take notes].
funny: {The} ~splash. I'm wet and [somehow guilty|unpaid].
serious: {The} ~splash, and the surface [forgives|closes] at once.
happy: {The} ~splash and [squeee|hooray] for every drop!
inspiring: {The} ~splash in. Dry feet tell no [stories|tales].
romantic: {The} ~splash, and light falls in [little vows|soft beads].
witty: {The} ~splash out, [without a budget|liquidly].
minimal: {The}. Splash. [Drops|Done].

== surfing
quirky: {The} ~surf the tongue of a [sleeping dragon|salty poem].
funny: {The} ~surf waves. I surf [channels|the sofa].
serious: {The} ~surf, and the wave [decides|consents].
happy: {The} ~surf and I'm [stoked|whooping] out loud!
inspiring: {The} ~surf what others would [flee|fear].
romantic: {The} ~surf as if the sea had [whispered|promised].
witty: {The} ~surf: a swell [argument|idea].
minimal: {The}. A wave. [One|Ride].

== skiing
quirky: {The} ~ski down the spine of a [white whale|frozen hymn].
funny: {The} ~ski. I fell over [reading this|in the lift queue].
serious: {The} ~ski, and the line is [drawn|written] once.
happy: {The} ~ski and [swoosh|wheee] goes my mood!
inspiring: {The} ~ski into the steep part on [purpose|trust].
romantic: {The} ~ski, writing something [tender|fond] on the slope.
witty: {The} ~ski: downhill, [on the upside|brilliantly].
minimal: {The}. Ski. [Line|Glide].
""")

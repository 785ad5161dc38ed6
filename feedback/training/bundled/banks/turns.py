"""What one verb says in each tone: sentences for a scene whose action is that verb.

`TURNS` holds them by the verb's participle and the tone; they are the most the photo's own.
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
romantic: {The} ~run the way longing does, [home|toward someone].
romantic: Let me love the way {the} ~run: [wholly|without looking back].
witty: {The} ~run; punctuality has rarely looked so [elegant|alarming].
witty: {The}, running: [deadline unknown|late for nothing in particular].
minimal: {The}. Run. [Repeat|Breathe].
minimal: {The}, all [stride|pace].
quirky: {The} ~run on [peppermint|rumours] and refuse to stop for tea.
funny: {The} ~run. I get [emotional|sweaty] finding the remote.
serious: {The} ~run, and the distance keeps no [record|opinion].
happy: Run wild, run [merry|silly]: {the}, full tilt!
inspiring: {The} ~run into the [wind|unknown]; courage keeps up.
romantic: {The} ~run, and the air seems to [part|open] for love.
witty: {The} ~run rings around [reason|my itinerary].
minimal: {The}, running. [Gone|Light].

== jumping
quirky: {The} ~jump and the ground [pretends not to notice|files for custody].
quirky: One hop and {the} ~be [halfway to the moon|part kite].
funny: {The} ~jump like the floor is [lava|a group project].
funny: {The} left the ground. My [knees|back] left the conversation.
serious: {The} ~jump, and gravity is the only [critic|witness].
serious: Between ground and ground, {the} ~be entirely [certain|unheld].
happy: {The} ~jump and my heart hops [along|too]!
happy: Up ~go {the}, and up goes my [mood|grin]!
inspiring: {The} ~jump first and ~find [courage|wings] on the way.
inspiring: The ground will wait. Jump, the way {the} ~do.
romantic: {The} ~jump, and for a breath the world [holds on|lets go].
romantic: I know that lift: {the} ~leave the ground, [I lose my words|and I sigh].
witty: {The} ~jump to conclusions, [beautifully|and sticks no landing].
witty: Gravity drafted a contract; {the} ~jump the [clause|queue].
minimal: {The}. Up.
minimal: {The}, briefly [airborne|elsewhere].
quirky: {The} ~jump through a hole in the [plot|calendar].
funny: {The} ~jump; my lower back [resigns|weeps].
serious: {The} ~jump. There is no halfway in [that|a leap].
happy: Jump, {the} ~say without saying it, and [wheee|hooray]!
inspiring: {The} ~jump at the chance. Will [you|we]?
romantic: {The} ~jump, light as a [promise|kept secret].
witty: {The} ~jump the [gun|queue], gracefully.
minimal: {The}. [Leap|Lift]. Air.

== playing
quirky: {The} ~play by rules written in [jelly|invisible chalk].
quirky: The game has no name, but {the} ~be [winning|on level purple].
funny: {The} ~play like there's a [trophy|snack] at the end.
funny: {The} called it playing. My [chiropractor|sofa] called it Thursday.
serious: {The} ~play, and the world is for once [proportionate|enough].
serious: There is nothing trivial in how {the} ~play.
happy: {The} ~play and every worry takes a [holiday|hike]!
happy: Let's all play like {the}, [hip hip hooray|starting now]!
inspiring: Play is practice for [courage|everything]. {The} ~know.
inspiring: Give your work the [heart|focus] {the} ~give to playing.
romantic: {The} ~play, and time turns [soft|golden] at the edges.
romantic: I could love a whole life the way {the} ~play: [tenderly|without counting].
witty: {The} ~play for keeps, [rhetorically|with footnotes].
witty: All work and no play? {The} ~beg to differ.
minimal: {The}. Play. [Enough|More].
minimal: {The}, [mid-game|at play].

== standing
quirky: {The} ~stand there as if [summoned|auditioning] for a lighthouse.
quirky: {The} ~stand still so the [planet|soup] can turn.
funny: {The} ~stand like someone waiting for the [microwave|plot].
funny: {The} ~stand around [professionally|with benefits]. Dream job.
serious: {The} ~stand, and that is [statement|testimony] enough.
serious: {The} ~stand and that is a [choice|position]. I [respect|note] it.
happy: {The} ~stand there and I'm [clapping|cheering]!
happy: Outstanding! No, really: {the} ~stand [proud|gloriously]!
inspiring: {The} ~stand firm. So [can|will] you.
inspiring: First you stand. Then, like {the}, you [belong|begin].
romantic: {The} ~stand as quietly as a [held breath|line of verse].
romantic: {The}, standing: let me [remember|adore] this.
witty: {The} ~stand on ceremony, and the ceremony is [grateful|flattered].
witty: {The}: outstanding, in the [literal|least disputed] sense.
minimal: {The}, [upright|standing]. Fine.
minimal: {The}. [Still|Steady].
quirky: {The} ~stand like a [chess piece|weather vane] between moves.
quirky: {The} ~stand by for instructions from the [pigeons|ceiling of the world].
funny: {The} ~stand like I do after entering a room and forgetting [why|everything].
funny: {The} ~stand firm, like my refusal to [cook|jog].
serious: {The} ~stand without [hurry|ornament]; the frame follows suit.
serious: Standing asks little and [shows|means] much. See {the}.
happy: {The} ~stand there and I'm [waving|beaming] like a fool!
happy: Let's hear it for {the}, standing by with [sparkle|joy]!
inspiring: {The} ~stand for something: the [next|harder] step.
inspiring: Stand up, stand [firm|open]. {The} ~lead the way.
romantic: {The} ~stand as if the next word were a [vow|kindness].
romantic: Time stands still; {the} merely ~stand [nearer|in its light].
witty: {The} ~stand corrected, [never|rarely]. Simply stand.
witty: Stand-up without the [jokes|microphone]: {the}.
minimal: {The}, [upright|unmoved]. Beat.
minimal: {The}, standing. [Wait|Hush].

== sitting
quirky: {The} ~sit like a [riddle|teapot] waiting to be asked.
quirky: The seat and {the} exchanged [vows|passwords].
funny: {The} ~sit with the dedication I bring to [avoiding laundry|brunch].
funny: {The} found a seat and a [lifestyle|personality].
serious: {The} ~sit, and the hour [sits too|slows].
serious: There is a discipline in how {the} ~sit and [wait|keep still].
happy: {The} ~sit there being [lovely|splendid], and I'm delighted!
happy: Best seat in the [house|world], and {the} got it!
inspiring: Even resolve sits down. {The} ~gather [strength|thoughts].
inspiring: {The} ~sit with a plan. [Rise|Move] when you're ready.
romantic: Save me the place where {the} ~sit, [close|warm].
romantic: {The} ~sit, and the hush sits [beside|tenderly].
witty: {The} ~take a seat; the [seat|minutes] will be insufferable about it.
witty: {The} ~sit in judgement, [leniently|off duty].
minimal: {The}. [Seated|A seat]. That's it.
minimal: {The}, sitting. [Calm|Good].
quirky: {The} ~sit so still that a [myth|mushroom] could grow.
funny: {The} ~sit like the meeting ran [long|into spring].
serious: To sit, simply, is to [consent|attend]. {The} ~do.
happy: {The} ~sit pretty and I'm [humming|clapping] along!
inspiring: Sit with the question, as {the} ~do, until you [know|grow].
romantic: {The} ~sit as if waiting for a [song|letter].
witty: {The} ~sit this one out, [triumphantly|with distinction].
minimal: {The}, sitting. [Pause|Ease].

== walking
quirky: {The} ~walk as if the [map|moon] were whispering directions.
quirky: {The} took a walk and the walk took [notes|flight].
funny: {The} ~walk like there's theme music [in the air|and a wind machine].
funny: Ten thousand steps? {The} ~be on step [four|nine].
serious: {The} ~walk. [Distance|Thought] does the rest.
serious: Each step {the} ~take is [plain|small], and none is wasted.
happy: {The} ~walk and I swear it's nearly a [skip|dance]!
happy: {The}, walking: [whistling allowed|what a stroll]!
inspiring: {The} ~walk on; that is how [far|mountains] is done.
inspiring: Step after step, {the} ~prove it [can be done|counts].
romantic: Walk with me the way {the} ~walk: [unhurried|close].
romantic: {The} ~walk, and the way grows [tender|dear].
witty: {The} ~walk the walk and ~spare us the [talk|slides].
witty: {The} ~walk: a [pedestrian|modest] triumph.
minimal: {The}. [Step|Walk] by step.
minimal: {The}, walking. [Onward|Slow].

== riding
quirky: {The} ~ride as though the [horizon|teapot] were [hiring|watching].
quirky: Tickets, please: {the} ~ride to the [edge of the map|planet of hats].
funny: {The} ~ride like the brakes are [decorative|shy].
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
funny: {The} ~swim like there's [pizza|wifi] on the other side.
serious: {The} ~swim, and each stroke is [answered|earned].
serious: Water lets {the} pass. That is [skill|trust].
happy: {The} ~swim and the water [giggles|sparkles with me]!
happy: Splashy hooray for {the} [swimming|making waves]!
inspiring: {The} ~swim past the point where it [felt safe|was easy].
inspiring: Stroke by stroke {the} ~cross what once looked [wide|impossible].
romantic: {The} ~swim, held like a [secret|lullaby].
romantic: To be carried the way water carries {the}: [tenderly|wholly].
witty: {The} ~swim; small talk [sinks|drowns].
witty: {The}, going swimmingly, [as they say|in every sense].
minimal: {The}. Swim. [Blue|Breathe].
minimal: {The}, afloat.

== climbing
quirky: {The} ~climb to return a [cloud|library book] to its owner.
quirky: Up there lives a [hat|hiccup]; {the} ~climb to fetch it.
funny: {The} ~climb; I need a rest after [stairs|one sock].
funny: {The} ~climb like there's [signal|cake] at the top.
serious: {The} ~climb, and every hold is [decided|considered].
serious: Height asks a question. {The} ~answer by [climbing|hand].
happy: Up ~climb {the}, [yippee|what a hero of a mood]!
happy: {The} ~climb and I'm cheering from [below|here]!
inspiring: {The} ~climb, hold by hold. So do [dreams|we all].
inspiring: Nobody sees the [fear|training]; everyone sees {the} climb.
romantic: {The} ~climb toward something [tender|only the heart knows].
romantic: I'd follow {the} up any height, [trembling|heart first].
witty: {The} ~climb socially, [geologically|without small talk].
witty: {The} ~be up to something: [mostly up|altitude, chiefly].
minimal: {The}. Up. [Hold|Higher].
minimal: {The}, climbing. [Slow|Sure].

== holding
quirky: {The}, {doing} as if it might [hatch|sing opera].
quirky: {The}, {doing}: obviously the [key|spell], cleverly disguised.
funny: {The} ~hold on tighter than I hold [grudges|my coffee].
funny: {The}, {doing} like [evidence|the last parking ticket].
serious: What {the} ~hold is [light|small]; the holding is not.
serious: Hands say it. {The} ~hold on with [care|purpose].
happy: {The} {doing}, and [hooray|grins] all round!
happy: {The} {doing} has me holding back [giggles|happy tears]!
inspiring: {The} ~hold on. Some days that is the [victory|work].
inspiring: Hold what matters the way {the} ~do, with [both hands|intent].
romantic: {The} ~hold it as one holds a [letter|promise].
romantic: {The} {doing}. Hold my heart [like that|as gently].
witty: {The} ~hold court, [naturally|without appeal].
witty: {The} ~hold all the cards, [metaphorically|or so it looks].
minimal: {The}, {doing}. [Held|Kept].
minimal: {The}, {doing}. [Still|Only].

== looking
quirky: {The} ~look as if the [air|silence] just said something odd.
quirky: Look where {the} ~look: [an invisible door|the moon's spare key].
funny: {The} ~look like someone said the word [salad|audit].
funny: {The} ~look. I also have [questions|no idea].
serious: {The} ~look, and the looking is [the event|enough].
serious: What {the} ~see we cannot know, [rightly|and need not].
happy: {The} ~look and I just have to [wave|smile back]!
happy: Look at {the} looking! [Oh, the fun|Hello back]!
inspiring: {The} ~look ahead. That's where the [work|story] is.
inspiring: See what {the} ~see: a [beginning|chance].
romantic: If you ever look at me as {the} ~look now, I'm [lost|yours].
romantic: {The} ~look, and something in me [softens|listens].
witty: {The} ~look into the matter. The matter [blushes|looks away].
witty: {The} ~be looking well, [also literally|as evidence shows].
minimal: {The}. A look. [Quiet|Kept].
minimal: {The}, looking. [On|Out].

== smiling
quirky: {The} ~smile like someone who found the [moon's receipt|universe's off switch].
quirky: That smile on {the} was [imported from a fable|grown in a greenhouse].
funny: {The} ~smile as if the [bill|exam] was cancelled.
funny: {The} ~smile. [Suspicious|Explain].
serious: {The} ~smile, and something is [answered|settled].
serious: A smile, unforced: {the} ~offer no [explanation|reason].
happy: {The} ~smile and now so do [I|we all]!
happy: Grin back at {the}, I [dare|double dare] you!
inspiring: {The} ~smile first. Be [that|so] brave.
inspiring: Joy is a decision; {the} ~smile and [decide|begin].
romantic: {The} ~smile, and I forget [every clever word|the hour].
romantic: For that smile on {the} I'd [cross oceans|write ballads].
witty: {The} ~smile like someone who read the [ending|small print].
witty: {The} ~smile; the defence has no further [questions|grimaces].
minimal: {The}. A smile.
minimal: {The}, smiling. [Same|Yes].

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
romantic: Catch me like {the} ~catch: [surely|softly].
romantic: {The} ~catch the air, and I catch my breath.
witty: {The}: quite the catch, [and quite aware|no strings].
witty: The catch? {The}, [obviously|as advertised].
minimal: {The}. [Caught|Got it].
minimal: {The}: [reach|catch], [kept|done].

== lying
quirky: {The} ~lie there plotting a very [slow|horizontal] revolution.
quirky: {The} melted into a [puddle of thought|soft comma].
funny: {The} ~lie down with my entire [work ethic|retirement plan].
funny: {The}: flat out, [in all senses|ask again never].
serious: {The} ~lie still. [Rest|Weight] needs no defence.
serious: {The} at rest is a kind of [answer|agreement].
happy: {The} ~lie back, and ahh, [bliss|lovely]!
happy: Snug, snugger, and then {the}! [Hooray for lazing|Cosy cheers]!
inspiring: {The} ~rest so the next step can be [bold|wider].
inspiring: Lie down like {the}; then [rise|return] as yourself.
romantic: {The} ~lie as softly as a [sleepy verse|folded note].
romantic: Let the hours lie down beside {the}, [dear|hushed].
witty: {The} ~lie, [convincingly|under no oath].
witty: {The} took the matter [lying down|horizontally].
minimal: {The}. [Low|Flat]. Quiet.
minimal: {The}, at [ease|rest].

== throwing
quirky: {The} ~throw it clean into [next Tuesday|another fable].
quirky: Whatever {the} ~throw comes back as a [pigeon|rumour].
funny: {The} ~throw like my [luggage|shade]: with feeling.
funny: Incoming! {The} ~throw first and ~aim [later|emotionally].
serious: {The} ~throw, and the arc is [decided|out of reach].
serious: Release is also a skill. {The} ~know when to [let go|part].
happy: {The} ~throw it high and my spirits [follow|fly]!
happy: Up it goes! {The} ~throw with [glee|zing]!
inspiring: {The} ~throw [heart|everything] into it.
inspiring: You miss what you never throw. Ask {the}.
romantic: {The} ~throw caution [away|somewhere sweet].
romantic: Throw me a [look|line], like {the} ~throw.
witty: {The} ~throw in everything but the [towel|thesaurus].
witty: {The}: a throwaway gesture, [kept|archived].
minimal: {The}. [Throw|Release].
minimal: {The}: arm, [arc|air].
""")

"""What one verb says in each tone, for scenes whose action it is: verbs of staying.

`TURNS` holds sentences by the verb's participle and the tone; they are the most a photo's own.
"""

from feedback.training.bundled.banks import themes

TURNS = themes("""
== standing
quirky: {The} ~stand there as if [summoned|auditioning] for a lighthouse.
quirky: {The} ~stand still so the [planet|soup] can turn.
funny: {The} ~stand there waiting for the [microwave|plot].
funny: {The} ~stand around [professionally|with benefits]. Dream job.
serious: {The} ~stand, and that is [statement|testimony] enough.
serious: {The} ~stand, and that is a [choice|position]. I [respect|note] it.
happy: {The} ~stand there and I'm [clapping|whooping]!
happy: Outstanding! No, really: {the} ~stand [proud|gloriously]!
inspiring: {Who} ~stand firm. So [can|will] you.
inspiring: First you stand. Then, like {who}, you [belong|begin].
romantic: {The} ~stand as quietly as a [held breath|line of verse].
romantic: {The}, standing: let me [remember|adore] this.
witty: {The} ~stand on ceremony, and the ceremony is [grateful|flattered].
witty: {The}: outstanding, in the [literal|least disputed] sense.
minimal: {The}, [upright|standing]. Fine.
minimal: {The}. [Still|Steady].
quirky: {The} ~stand like a [chess piece|weather vane] between moves.
quirky: {The} ~stand by for instructions from the [pigeons|ceiling of the world].
funny: {The} ~stand: me, entering a room and forgetting [why|everything].
funny: {The} ~stand firm. So does my refusal to [cook|jog].
serious: {The} ~stand without [hurry|ornament]; the frame follows suit.
serious: Standing asks little and [shows|means] much. See {the}.
happy: {The} ~stand there and I'm [waving|beaming] like a fool!
happy: Let's hear it for {the}, standing by with [sparkle|joy]!
inspiring: {Who} ~stand for something: the [next|harder] step.
inspiring: Stand up, stand [firm|open]. {Who} ~lead the way.
romantic: {The} ~stand as if the next word were a [vow|kindness].
romantic: Time stands still; {the} merely ~stand [nearer|in its light].
witty: {The} ~stand corrected, [never|rarely]. Simply stand.
witty: Stand-up without the [jokes|microphone]: {the}.
minimal: {The}, [upright|unmoved]. Beat.
minimal: {The}, standing. [Wait|Hush].
quirky: {The} ~stand {there} as if planted by a [gardener of hats|sleepwalking florist].
funny: {The} ~stand {there} the way I stand at an open [fridge|cash machine].
serious: {The} ~stand {there}, and the rest of the scene [defers|waits].
happy: {The} ~stand {there}, and that alone deserves a [fanfare|standing ovation]!
inspiring: {The} ~stand {there}. Ground is won by [staying|standing on it].
romantic: {The} ~stand {there} as if someone had asked the evening to [stay|wait].
witty: {The} ~stand {there}, a position hard to [argue with|improve upon].
minimal: {The}, {there}. [Rooted|Vertical].
quirky: {The} ~stand in for a [sundial|statue] on its day off.
funny: {The} ~stand there. My [step counter|gym] approves of the honesty.
serious: {The} ~stand without leaning on [anything|explanation].
romantic: {The} ~stand, and my pulse forgets its [manners|metre].

== sitting
quirky: {The} ~sit like a [riddle|teapot] waiting to be asked.
quirky: The seat and {the} exchanged [vows|passwords].
funny: {The} ~sit with the dedication I bring to [avoiding laundry|brunch].
funny: {The} found a seat and a [lifestyle|personality].
serious: {The} ~sit, and the hour [sits too|slows].
serious: There is a discipline in how {the} ~sit, [waiting|without stirring].
happy: {The} ~sit there being [lovely|splendid], and I'm delighted!
happy: Best seat in the [house|world], and {the} got it!
inspiring: Even resolve sits down. {Who} ~gather [strength|thoughts].
inspiring: {Who} ~sit with a plan. [Rise|Move] when you're ready.
romantic: Save me the place where {the} ~sit, [close|warm].
romantic: {The} ~sit, and the hush sits [beside|tenderly].
witty: {The} ~take a seat; the [seat|minutes] will be insufferable about it.
witty: {The} ~sit in judgement, [leniently|off duty].
minimal: {The}. [Seated|A seat]. That's it.
minimal: {The}, sitting. [Calm|Good].
quirky: {The} ~sit so still that a [myth|mushroom] could grow.
funny: {The} ~sit through what must be [a very long meeting|my life story].
serious: To sit, simply, is to [consent|attend]. {The} ~do.
happy: {The} ~sit pretty and I'm [humming|clapping] along!
inspiring: Sit with the question, as {who} ~do, until you [know|grow].
romantic: {The} ~sit as if waiting for a [song|letter].
witty: {The} ~sit this one out, [triumphantly|with distinction].
minimal: {The}, sitting. [Pause|Ease].
quirky: {The} ~sit {there} like a [comma|punchline] that lost its sentence.
funny: {The} ~sit {there} with no plans to [stretch|reply].
serious: {The} ~sit {there}, and nothing about it is [idle|accidental].
happy: {The} ~sit {there}, comfy as can be, and I [giggle|hum]!
inspiring: {The} ~sit {there}, resting on [purpose|what was earned].
romantic: {The} ~sit {there}, saving the [warm|quiet] side for you.
witty: {The} ~sit {there}, chairing a meeting of [nobody|equals].
minimal: {The}, {there}. [Seated|Settled].
funny: {The} ~sit like the bill has just [arrived|doubled].
inspiring: {The} ~sit with what is hard until it [softens|speaks].
witty: {The} ~sit; the furniture has never been so well [cast|read].

== holding
quirky: {The}, {doing} as if it might [hatch|sing opera].
quirky: {The}, {doing}: obviously the [key|spell], cleverly disguised.
funny: {The} ~hold on tighter than I hold [grudges|my coffee].
funny: {The}, {doing}: [exhibit A, your honour|evidence, apparently].
serious: What {the} ~hold is [light|small]; the holding is not.
serious: Hands say it. {The} ~hold on with [care|purpose].
happy: {The} {doing}, and [hooray|grins] all round!
happy: {The} {doing} has me holding back [giggles|happy tears]!
inspiring: {The} ~hold on. Some days that is the [victory|work].
inspiring: Hold what matters the way {the} ~do, with [both hands|intent].
romantic: {The} ~hold it as one holds a [letter|promise].
romantic: {The} {doing}. Hold my heart [just so|as gently].
witty: {The} ~hold court, [naturally|without appeal].
witty: {The} ~hold all the cards, [metaphorically|or so it looks].
minimal: {The}, {doing}. [Held|Kept].
minimal: {The}, {doing}. [Still|Only].

== carrying
quirky: {The}, {doing} to the [queen of hats|end of the alphabet].
funny: {The}, {doing}, because [one trip is enough|regrets weigh more].
serious: {The} {doing}: some burdens are also [gifts|choices].
happy: {The} {doing}, and my heart [carries a tune|skips along]!
inspiring: {The} {doing}. You can carry [more|this] than you think.
romantic: {The} {doing}, as I carry [your name|a song].
witty: {The} {doing}: carried away, [responsibly|in style].
minimal: {The}, {doing}. [Light|Enough].

== looking
quirky: {The} ~look as if the [air|silence] just said something odd.
quirky: Look where {the} ~look: [an invisible door|the moon's spare key].
funny: {The} ~look as though someone said [salad|audit].
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

== watching
quirky: {The} ~watch for the [signal|snail] nobody mentions.
funny: {The} ~watch. No spoilers, [please|I beg you].
serious: {The} ~watch, and watching is a [duty|gift].
happy: {The} ~watch and I'm [giggling|aglow] already!
inspiring: {The} ~watch. [Next|Then] comes the doing.
romantic: {The} ~watch as though beauty had [asked|called softly].
witty: {The} ~watch closely; the subtext is [nervous|thrilled].
minimal: {The}, watching. [Wait|Rapt].

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
inspiring: Joy is a decision; {the} ~smile, [decided|and the rest follows].
romantic: {The} ~smile, and I forget [every clever word|the hour].
romantic: For that smile on {the}, I'd [cross oceans|write ballads].
witty: {The} ~smile like someone who read the [ending|small print].
witty: {The} ~smile; the defence has no further [questions|grimaces].
minimal: {The}. A smile.
minimal: {The}, smiling. [Same|Yes].

== lying
quirky: {The} ~lie there plotting a very [slow|horizontal] revolution.
quirky: {The} melted into a [puddle of thought|soft comma].
funny: {The} ~lie down with my entire [work ethic|retirement plan].
funny: {The}: flat out, [in all senses|ask again never].
serious: {The} ~lie still. [Rest|Weight] needs no defence.
serious: {The} at rest is a kind of [answer|agreement].
happy: {The} ~lie back, and ahh, [bliss|lovely]!
happy: Snug, snugger, and then {the}! [Hooray for lazing|Cosy cheers]!
inspiring: {Who} ~rest so the next step can be [bold|wider].
inspiring: Lie down like {who}; then [rise|return] as yourself.
romantic: {The} ~lie as softly as a [sleepy verse|folded note].
romantic: Let the hours lie down beside {the}, [dear|hushed].
witty: {The} ~lie, [convincingly|under no oath].
witty: {The} took the matter [lying down|horizontally].
minimal: {The}. [Low|Flat]. Quiet.
minimal: {The}, at [ease|rest].

== posing
quirky: {The} ~pose for a stamp issued by the [moon|teapots].
quirky: {The} ~pose as [evidence|a decoy] for a kinder planet.
funny: {The} ~pose; the album drops [soon|eventually].
funny: {The} ~pose. [Countless|Endless] takes later, my storage wept.
serious: {The} ~pose, consenting to be [remembered|seen].
happy: {The} ~pose and I shout [cheese|bravo]!
inspiring: {The} ~pose without apology. [Try it|So may you].
romantic: {The} ~pose, and the shutter [sighs|falls in love].
witty: {The} ~pose the question; nobody [objects|answers].
witty: {The} ~pose as if the sculptor were [late|paid].
minimal: {The}. A pose. [Held|Click].
quirky: {The} ~pose {there} for a portrait in [marmalade|invisible ink].
funny: {The} ~pose {there}; my passport photo is [jealous|suing].
serious: {The} ~pose {there}, and ~allow us a [glimpse|first line].
happy: {The} ~pose {there}, and the whole frame [twinkles|grins]!
inspiring: {The} ~pose {there}: let yourself be [seen|counted].
romantic: {The} ~pose {there}, and I'd hang it over every [mantel|memory].
witty: {The} ~pose {there}; the backdrop has asked for [equal billing|a credit].
minimal: {The}, {there}. [Posed|Ready].
quirky: {The} ~pose for the cover of a [catalogue of clouds|moth's diary].
funny: {The} ~pose; somewhere a school photographer [sheds a tear|nods].
serious: A pose is a [question|promise]; {the} ~hold it plainly.
happy: {The} ~pose and the shutter goes [click, click, hooray|giddy]!
inspiring: {The} ~pose without asking to be [smaller|softer].
romantic: {The} ~pose, and every frame after will [pale|blush].
witty: {The} ~pose: [candour, rehearsed|spontaneity, by appointment].
minimal: {The}, posed. [Still|So].

== eating
quirky: {The} ~eat in the key of [pumpkin|spoon].
funny: {The} ~eat. If it's a [competition|job], hired.
serious: {The} ~eat. Hunger makes all of us [plain|equal].
happy: {The} ~eat and I say [yum|seconds]!
inspiring: {The} ~eat well; big days need [fuel|bread].
romantic: {The} ~eat as if sweetness were a [secret|language].
witty: {The} ~eat; the critics were [not consulted|full].
minimal: {The}. A bite. [Good|More].

== talking
quirky: {The} ~talk in [semaphore|soup recipes] and italics.
funny: {The} ~talk. I nodded [too early|throughout].
serious: {The} ~talk; what matters is the [listening|pause].
happy: {The} ~talk and the giggles [spread|win]!
inspiring: {The} ~talk; every change starts with [words|asking].
romantic: {The} ~talk, low as a [lullaby|letter read aloud].
witty: {The} ~talk, [therefore|regrettably], the plot thinks.
minimal: {The}, talking. [Low|Long].

== performing
quirky: {The}, {doing} for an audience of [owls|forgotten buttons].
funny: {The}, {doing}. My talent is [applauding|leaving early].
serious: {The} {doing}: hours of [practice|silence] stand behind it.
happy: {The} {doing}! [Encore|Bravo], and again!
inspiring: {The} {doing}. The stage is any place you [begin|dare].
romantic: {The} {doing}, as if for one [heart|listener] alone.
witty: {The} {doing}: reviews [pending|were bribed].
minimal: {The}, {doing}. [Curtain|Hush].
""")

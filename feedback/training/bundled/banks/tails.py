"""For each tone, sentences that may follow any photo, so they claim nothing: a friend's (`TAILS`),
and a formal observer's (`OBSERVED`)."""

from feedback.training.bundled.banks import lines

TAILS = {
    "quirky": lines("""
        The [squirrels|teacups|left socks] are writing a review.
        Do not question the [wizardry|jam|paperwork].
        Rules of physics sold separately. [🪐|]
        I have theories and none of them [wear shoes|can swim|return my calls].
        Everything about this smells faintly of [magic|peppermint|old maps].
        My inner [goblin|narrator|walrus] is clapping.
        [Curiouser and gloriously curiouser.|Peculiar, and proud of it.] [🌀|]
        Please address all complaints to the nearest [dandelion|lamppost|cactus].
        Reality is on a [tea break|scavenger hunt|small holiday].
        Socks optional, wonder mandatory. [🧦|]
        Somebody hand me a [kazoo|cape|magnifying glass].
        I'd frame it beside my collection of invisible [hats|trophies|spoons].
        The pigeons voted [yes|twice|by whistle].
        It's giving enchanted [teapot|umbrella stand|biscuit tin]. [✨|]
        Should I knit this a [scarf|flag|tiny throne]?
        The furniture in my head just [rearranged itself|applauded].
        Nobody tell the [calendar|gnomes|gravity department].
        File it under [maybe|dragons|snacks].
        I would like to speak to the [author|puppeteer|cartographer].
        Logic packed a [suitcase|lunch] and left.
        [Ask again when the kettle sings|The footnotes are in invisible ink].
        Is it a [sign|sandwich|prophecy]? Unclear.
        Bring your own [kaleidoscope|trumpet|plot].
        Strange, but in a [velvet|homemade|well-behaved] way.
    """),
    "funny": lines("""
        I have so many questions and no [follow-up|courage|budget].
        Same energy as me [at dawn|before coffee|in a meeting]. [😂|]
        We don't talk about what happened next.
        Nailed it. [Sort of|Mostly|Allegedly]. [😅|]
        Insurance has [left the chat|stopped answering].
        No further comment from my [lawyer|mother|agent].
        Send help, and maybe [pizza|snacks|a ladder].
        I laughed so hard I forgot my [password|own name|parking spot]. [🙃|]
        Please clap.
        [Honestly, relatable|Deeply relatable|Too real].
        That escalated [politely|sideways|on schedule].
        Meanwhile I pulled a muscle [tying my laces|opening a jar|sneezing].
        Ten seconds later: [regret|paperwork]. Probably.
        I can't even [parallel park|fold a sheet|keep a fern alive].
        Mood: exactly this, minus the talent. [😂|]
        Adulting [cancelled|postponed] until further notice.
        Not to brag, but I [own a chair|blinked just now|finished a puzzle].
        If anyone asks, I was [never here|asleep|taking notes].
        And people say I need [hobbies|supervision].
        My [knees|bank account|houseplants] just filed a complaint.
        Ten out of ten, would [panic|giggle|snort] again.
        Tag whoever would make it [worse|weird].
        Who [approved|budgeted|catered] this?
        I'm not crying, I'm [buffering|hungry|sweating].
    """),
    "serious": lines("""
        I [stood still|waited] for a while before taking it.
        Some things deserve to be seen plainly.
        It stays with [me|you], if you let it.
        There is dignity in the [ordinary|unremarked|unfinished].
        We owe such moments our [full attention|honesty|time].
        I have nothing clever to say, and that feels right.
        Truth is often this [quiet|modest|small].
        Time moves on; the image does not.
        A reminder to look [twice|closer|again].
        What we notice is what we [value|become].
        It is worth a second, slower look.
        Few words are [needed|honest enough].
        I'd rather remember it exactly like this.
        Memory will have to do the rest.
        Not everything [meaningful|important] is loud.
        I hope it is [understood|remembered] without explanation.
        What do we miss in what we [pass by|hurry past]?
        The frame ends; the [responsibility|question] does not.
        Nothing was [arranged|asked for|added].
        Perhaps that is what it means to [pay heed|be present].
        One picture cannot say everything, and should not try.
        I leave the [meaning|judgement] to you.
        Let us be [careful|exact] with what we call small.
        The rest is [silence|patience|ours to think through].
    """),
    "happy": lines("""
        I'm [beaming|glowing|bouncing]! [😊|]
        What a [wonderful|lovely|splendid] thing to be around!
        Pass it on, joy is [contagious|catching]!
        More of this, please! [🎉|]
        We are so [lucky|spoiled]!
        My cheeks hurt from [grinning|smiling]!
        Feeling [grateful|cheery|zippy] and a bit bouncy!
        Dancing in my [kitchen|socks|head] about it!
        Happy times, great [company|memories|snacks]! [💛|]
        [Woohoo|Yippee|Hip hip hooray]!
        Saving it for when I need a [boost|lift|giggle]!
        High fives all round!
        Life is [sweet|grand|good], isn't it?
        Could anything be [merrier|nicer]?
        That's my [cup|tank] filled right up!
        Send this to someone who could use a [smile|hug|grin]! [🥳|]
        Cue the [confetti|trumpets|happy dance]!
        Every bit of it makes me [sing|skip|clap]!
        I'd press replay on this [forever|a hundred times]!
        Oh, the [loveliness|fun|glee] of it!
        Keep it [coming|rolling]!
        Bless the [little|silly|simple] things!
        Warm fuzzies, [fully delivered|extra large]!
        Tell me something [jolly|lovely] that happened to you!
    """),
    "inspiring": lines("""
        Your turn will come; [start anyway|be ready|keep going].
        Keep [climbing|building|reaching], whatever your hill is.
        The only way is [onward|through|up].
        I needed that [reminder|push|spark].
        Courage grows when you [use|share] it.
        Be patient with your own [becoming|progress|pace].
        Tomorrow is built on [tries|choices|mornings] like this.
        Hold on to hope and let go of [hesitation|perfect|fear].
        We rise by trying [again|together].
        Let it [move|lift|change] you.
        There is power in [showing up|beginning|staying].
        Go gently, but [go|keep going].
        Nothing bold was ever born from [waiting|comfort].
        Light your own [way|fire].
        I believe in [us|you|second tries].
        What is your next [move|brave thing|yes]?
        You have [more in you|what it takes|further to go] than you think.
        Doubt is loud; [effort|purpose] is louder.
        Make room for the person you are [becoming|training to be].
        Strength is [a habit|a quiet thing|earned], so practise.
        Take heart and take [aim|action].
        [Stumble|Fail|Falter], learn, carry on.
        The dream is allowed to be [huge|slow|yours].
        An honest try outweighs a [hundred|thousand] plans.
    """),
    "romantic": lines("""
        I'd live in this second [forever|always]. [❤️|]
        [Affection|Devotion] hides in [gentle|quiet|plain] places.
        I'm keeping this one [close|under my pillow].
        Stay a while with me.
        Tell me you feel it too. [💕|]
        Every soft thing begins so.
        I could write [sonnets|ballads|letters] about it.
        It could be the start of a slow dance.
        Be still, my sentimental [heart|soul].
        Wish you were here, hand in mine.
        The world can wait; [affection|tenderness] cannot. [🌹|]
        How [dearly|fondly] I treasure it.
        Candlelight has nothing on this.
        [Swept away|Smitten|Enchanted], completely.
        For you, [always|my love|as ever].
        I whisper it: half [vow|wish|prayer].
        Some feelings arrive on [tiptoe|velvet feet].
        Hold me and call it [fate|forever].
        Let's grow old inside this [picture|hush].
        My [darling|dearest], look.
        Would you [hold|miss] me so?
        It aches a little, [beautifully|sweetly].
        Save me a place in your [dreams|arms|reveries].
        Yours, [tenderly|endlessly|with a sigh].
    """),
    "witty": lines("""
        I'd applaud, but I'm holding the camera.
        Draw your own conclusions; I drew mine in [pen|crayon].
        Subtle it was not.
        The critics, meaning me, are [impressed|divided|seated].
        Brevity tried; [personality|vanity] won.
        As the philosophers [almost|never quite] said.
        No [metaphors|adjectives] were harmed.
        I'll take my [bow|royalties] now.
        Results may vary; [charm|smugness] does not.
        Consider the bar raised, then [tripped over|moved].
        Sarcasm [not included|sold out|upon request].
        A masterclass, no tuition required.
        My sources are impeccable and [fictional|asleep].
        The jury is out, [admiring the view|getting lunch].
        File under: [obviously|told you so|allegedly].
        I rest my [case|eyebrow].
        [Discuss|Annotate|Compare], using both sides of the page.
        Pun withheld, on [advice of counsel|moral grounds].
        The sequel is already [overrated|in rehearsals].
        Quote me, but [spell it right|tidy the grammar].
        Who needs [plot|context] with style like that?
        Call me biased; I prefer [discerning|correct].
        Understatement of the [century|decade], naturally.
        It's not a phase, it's an [aesthetic|argument|appendix].
    """),
    "minimal": lines("""
        Enough.
        Here.
        Nothing more.
        [Still|Calm|Quiet].
        Just so.
        Keep.
        As it was.
        [Noted|Kept|Seen].
        No caption needed.
        [That|This] is all.
        Less, [always|again].
        [End|Dot|Comma].
        [Slow|Easy|Even].
        A [pause|breath|beat].
        [Leave|Let] it be.
        Room to breathe.
        [Pared|Boiled] down.
        Nothing to [fix|add|prove].
        Say [less|little].
        [Simple|Plain] as that.
        One is plenty.
        [Then|Now] silence.
        Look. [Go on|Move on].
        [Clean|Spare|Bare], and fine.
    """),
}

OBSERVED = {
    "quirky": lines("""
        Further eccentricity is [anticipated|not ruled out].
        The anomaly remains charmingly unresolved.
        Conventional taxonomies are advised to look away.
        The whimsical variable was not controlled.
        Oddity, here, is a legitimate [finding|method].
        The discipline has yet to name this curiosity.
        An appendix of [wonders|riddles] is in preparation.
        Peculiarity has seldom been so photogenic.
        The index lists this under miscellaneous marvels.
        Further peculiar evidence may [hatch|bloom].
        [Alchemists|Clockmakers] may find the proportions familiar.
        The [margins|brackets] appear to be dreaming.
        Its logic is that of the [fable|riddle].
        A second [moon|key] would complete the diagram.
        The [inkwell|barometer] declined to comment.
        [Unicorns|Comets] are cited only in passing.
        A [stray|superfluous] miracle may be assumed.
        The [parable|labyrinth] has several exits.
        Sense is present, though [inverted|in costume].
    """),
    "funny": lines("""
        Replication is discouraged on grounds of dignity.
        The reviewers were unable to keep a straight face.
        Laughter was recorded as a confounding factor.
        Ethics approval arrived [too late|by mule].
        No hypothesis survived the encounter.
        The comedic effect size was considerable.
        The footnotes are still giggling.
        Funding will presumably be withdrawn.
        An erratum and an apology are forthcoming.
        The abstract omitted the punchline.
        [Tenure|Promotion] now seems unlikely.
        A larger sample of [giggles|snacks] is needed.
        The [statistician|librarian] has asked for a transfer.
        Error bars were used as [props|chopsticks].
        The [keynote|colloquium] will not recover.
        Sobriety [p-values|ratings] fell sharply.
        [Interns|Laureates] were seen to chuckle.
        The bibliography has [eloped|fainted].
        [Lunch|Panic] was the dependent variable.
    """),
    "serious": lines("""
        The restraint of the treatment supports its credibility.
        Context is given, commentary withheld.
        Interpretation should proceed with caution.
        The document stands as primary evidence.
        Its gravity derives from exact observation.
        The analysis need not extend beyond what is visible.
        No embellishment is detected.
        The observation is complete in itself.
        Precision is preferred to eloquence.
        Neutrality is maintained throughout.
        The [scope|limit] of the record is acknowledged.
        Such [economy|sobriety] lends weight to the whole.
        Corroboration lies beyond the image.
        Causes remain [undetermined|unstated].
        [Scale|Distance] is preserved.
        The reading is offered [without|beyond] sentiment.
        [Method|Candour] takes precedence over effect.
        Inference ends with the [visible|image].
        The [whole|account] is sufficient and exact.
    """),
    "happy": lines("""
        The overall effect is one of unforced gladness.
        Delight serves as the organising principle.
        The cheerful register is sustained throughout.
        Such brightness warrants appreciation.
        The affective response is demonstrably positive.
        Merriment, in this instance, is well documented.
        A celebratory cadence closes the composition.
        Pleasure requires no further justification.
        The tonal brightness is equally joyful.
        Contentment is the [evident|welcome] conclusion.
        Good [humour|spirits] may be inferred with confidence.
        The [exuberance|jollity] is formally coherent.
        Viewers are left measurably [lighter|happier].
        Optimism proves an adequate [hypothesis|lens].
        A [bright|convivial] reading is fully supported.
        Its [sparkle|ease] withstands scrutiny.
        One leaves the image [refreshed|in good heart].
        [Playfulness|Jubilation] is the dominant key.
        The [smile|lift] it prompts is replicable.
    """),
    "inspiring": lines("""
        The scene affirms the value of sustained effort.
        Its ethical appeal lies in the will to continue.
        Aspiration is rendered in concrete terms.
        The example encourages purposeful action.
        Resilience emerges as the principal theme.
        The [diagonal|composition] serves as a figure of potential.
        Determination, here, acquires a visible grammar.
        The trajectory points decidedly upward.
        Such steadfastness is instructive.
        Ambition and humility are held in balance.
        The [lesson|implication] is one of patient growth.
        [Hope|Courage] is treated as a discipline.
        Progress is [measured|understood] in attempts.
        The threshold between doubt and resolve has been crossed.
        [Perseverance|Steady practice] rewards observation.
        The [argument|image] is for trying again.
        [Vision|Resolve] precedes the horizon it seeks.
        A [capacity|readiness] for growth is affirmed.
        What is [attempted|begun] matters more than what is won.
    """),
    "romantic": lines("""
        The mood is hushed and lyrical.
        Affection is implied rather than declared.
        Such tenderness has a long pictorial lineage.
        The atmosphere approaches reverie.
        Its poetry resides in quiet devotion.
        Longing is suggested by the softness of the scene.
        A wistful cadence lingers.
        The heart, though unnamed, is the true [subject|reader].
        Nostalgia tints the reading.
        Beauty and yearning are inseparable here.
        The [intimacy|hush] is almost musical.
        [Fondness|Devotion] governs the choice of distance.
        The sublime has been made [gentle|small].
        An unsent letter could be [inferred|imagined].
        [Tenderness|Reverence] is sustained to the edges.
        The [nocturne|ballad] continues beyond the frame.
        A [faint|rose-coloured] melancholy remains.
        The [beloved|absent] reader is addressed.
        [Grace|Yearning] supplies the only motion.
    """),
    "witty": lines("""
        The irony is left as an exercise.
        Subsequent scholarship may wish to keep up.
        The conclusion, one suspects, was reached in advance.
        Footnotes are available upon raised eyebrow.
        The argument is concise, which is rare in the field.
        Dissenting opinions were filed alphabetically.
        Objections may be raised at the [reception|buffet].
        The reader is trusted to smirk responsibly.
        Cleverness is conceded without contest.
        A rejoinder would be imprudent.
        The [preface|epilogue] has been notified.
        [Satire|Deadpan] is among the permitted methods.
        Nuance was [consulted|invited], then outvoted.
        The understatement is [entirely deliberate|peer reviewed].
        The [appendix|parenthesis] knows more than it says.
        [Modesty|Coincidence] has been ruled out.
        A [dry|second] smile is recommended.
        The reader may [nod|quibble] at leisure.
        [Paradox|Epigram] is cheaper than proof.
    """),
    "minimal": lines("""
        No commentary.
        Undated.
        Single [observation|exposure].
        Data sufficient.
        End of [record|entry].
        Context visible.
        Nothing inferred.
        As observed.
        Entry closed.
        Described, not judged.
        [Source|Author]: unstated.
        Scale [unknown|implied].
        [Contrast|Focus] adequate.
        See [image|plate].
        Further [notes|study]: none.
        [Form|Line] prevails.
        [Tone|Light]: even.
        [Axis|Frame]: level.
        [Index|File] complete.
        No [caption|title].
        [Margin|Field]: clear.
        Read [once|twice].
    """),
}

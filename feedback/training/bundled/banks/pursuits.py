"""Themes of what people do, make, eat and rest on; see `living` for what the keys mean."""

from feedback.training.bundled.banks import themes

THEMES = themes("""
== music
words: guitar music singing sings sing microphone stage violin drum drums piano instrument
words: instruments concert musician musicians singer
tags: LiveMusic OnStage MusicMood FeelTheRhythm SoundCheck
quirky: The melody wears mismatched boots.
quirky: Encore requested by the [curtains|moths].
funny: I only know the chorus.
funny: My shower [career|tour] is over.
serious: Music is a discipline of listening.
serious: Between notes, [truth|silence].
happy: Turn it up, [dance|sing] it out!
happy: La la lovely!
inspiring: Play your own tune.
inspiring: Practise until it sings.
romantic: Our song is playing somewhere.
romantic: Every note leans toward you.
witty: Noteworthy, on several scales.
witty: Treble-maker at large.
minimal: Sound.
minimal: [Beat|Note].
calls: Come hear it live.
calls: Get on the list and join the show.
remarks: Performance is registered through gesture.
remarks: The musical context is readily identified.

== dance
words: dance dancing dances dancer dancers twirl twirling
tags: DanceFloor DanceDaily FeelTheRhythm KeepDancing MovesAndGrooves
quirky: Choreography by [jellyfish|runaway umbrellas].
quirky: The floor is [blushing|counting along].
funny: Two left feet, front row.
funny: My moves need [subtitles|a permit].
serious: The body thinks, too.
serious: A gesture is a sentence without [words|noise].
happy: Dance it, [wiggle|love] it!
happy: Twirls for [all|days]!
inspiring: Dance like the future is listening.
inspiring: Find your rhythm, then [trust|follow] it.
romantic: Dance with me till the music fades.
romantic: Every step a soft [yes|vow].
witty: Footwork: [peer reviewed|unionised].
witty: Toe-tally [composed|deliberate].
minimal: Step. Turn.
minimal: Rhythm.
calls: Save us a dance: join in.
calls: Come and learn the steps.
remarks: Choreographic form is apparent in the line of the body.
remarks: Rhythm is translated into posture.

== food
words: food eat eats eating pizza cake plate bowl sandwich pasta salad bread fruit dinner lunch
words: breakfast cooking cooks soup dessert meal restaurant cookies
tags: FoodMood TastyThings GoodEats TableTalk HomeCooked FoodLovers
quirky: The fork has prophecies.
quirky: Flavour profile: [confetti|thunder|wizard].
funny: Diet starts on a day that doesn't exist.
funny: I came, I saw, I ate.
serious: A meal is an act of care.
serious: To share food is to share time.
happy: Yum, yum, yay!
happy: Full plate, full of joy!
inspiring: Feed your dreams well.
inspiring: Good things are made from scratch.
romantic: A small table, a large heart.
romantic: Sweetness, shared slowly.
witty: Eloquence, served [warm|chilled].
witty: Calories: allegedly.
minimal: Plate. Fork.
minimal: Taste.
calls: Hungry? Come by and take a seat.
calls: Book a table and taste it.
remarks: The arrangement of food follows still-life convention.
remarks: Texture and colour are the principal descriptors.

== drink
words: coffee cup mug tea cafe latte espresso drink drinks drinking juice
tags: CoffeeTime CupOfJoy SlowSip CafeMood SipHappens
quirky: The foam is sending signals.
quirky: Every sip [spells|unlocks] a tiny spell.
funny: First, another one.
funny: Sip happens.
serious: A pause, held in both hands.
serious: A cup is a modest [luxury|ceremony].
happy: Clink, big and bright!
happy: Sips and smiles!
inspiring: Fill your cup first.
inspiring: Great plans begin with one sip.
romantic: Shared spoons, one secret.
romantic: Sip slowly, [stay longer|look at me].
witty: Grounds for celebration.
witty: A lot to unpack, one sip at a time.
minimal: Sip.
minimal: [One|Full] cup.
calls: Drop by for a cup.
calls: Take a break and join us for a sip.
remarks: The vessel is treated as an object of quiet study.
remarks: Everyday consumption is rendered as still life.

== flower
words: flower flowers rose roses tulips bouquet blossom blossoms sunflower petals plant plants vase
words: daisies
tags: InBloom FlowerPower PetalPerfect FlowerMood FreshFlowers
quirky: Petals are gossiping again.
quirky: Bees have season tickets.
funny: I keep plants alive by photographing them.
funny: Pollen count: rude.
serious: Bloom is brief and sufficient.
serious: Petals fall without complaint.
happy: Blooming marvellous!
happy: Petals and pep!
inspiring: Bloom in your own season.
inspiring: Roots do the unseen work.
romantic: For you, a garden.
romantic: Every petal says stay.
witty: Budding talent.
witty: Petal to the metal.
minimal: Bloom.
minimal: Petals.
calls: Visit while everything blooms.
calls: Stop by and gather a little colour.
remarks: Floral structure is described in fine detail.
remarks: Botanical form guides the chromatic scheme.

== space
words: astronaut rocket space launch launching spacecraft spaceship planet shuttle
tags: SpaceDreams LiftOff BeyondTheSky StarBound RocketDay LookUp
quirky: Packed: toothbrush, comet, spare moon.
quirky: The stars RSVP'd yes.
funny: Parking up there is terrible.
funny: Mission control has a mood.
serious: Exploration begins with restraint.
serious: We leave in order to understand.
happy: Blast off to bliss!
happy: Over the moon!
inspiring: Aim past the sky.
inspiring: Someone has to go first.
romantic: To the moon and back to you.
romantic: Stars rehearse our story.
witty: A small commute for mankind.
witty: Down to earth, eventually.
minimal: Liftoff.
minimal: Beyond.
calls: Look up and join us.
calls: Launch your curiosity: visit soon.
remarks: Aerospace imagery carries marked symbolic weight.
remarks: Technical equipment is depicted with clarity.

== work
words: working works work laptop computer office tools worker workers construction
tags: WorkInProgress AtWork DailyCraft WorkMood BehindTheWork
quirky: The to-do list has grown antlers.
quirky: Ideas are nesting in the ceiling.
funny: This meeting could have been a nap.
funny: Busy looking busy.
serious: Work done well is quiet.
serious: Labour deserves to be [seen|named].
happy: Love what you do!
happy: Busy hands, merry heart!
inspiring: Make something today.
inspiring: Skill is patience in disguise.
romantic: Made slowly, with devotion.
romantic: Hands that care leave traces.
witty: Productivity: a strong rumour.
witty: Deadline? Never met.
minimal: At work.
minimal: [Task|Focus].
calls: Come see how it's done.
calls: Talk to us about your next [project|plan].
remarks: The activity is documented with regard to process.
remarks: Labour is the [focal|structural] concern.

== craft
words: painting paint paints drawing draws chalk artist
tags: MadeByHand CreativeProcess MakersMood ArtEveryDay HandMade
quirky: The colours [negotiated|eloped].
quirky: Art is just [tidy|spilled] weather.
funny: My masterpiece is [stick people|a to-do list].
funny: Washes out, [they said|allegedly].
serious: Making is a way of [thinking|listening].
serious: Craft is care made visible.
happy: Colour me [happy|thrilled]!
happy: Splatter, swirl, [smile|yay]!
inspiring: Create before you [judge|doubt].
inspiring: Leave your mark.
romantic: Drawn by a [tender|loving] hand.
romantic: Beauty, one soft line at a time.
witty: Sketchy, [respectably|in the good way].
witty: Artistic licence, fully [renewed|endorsed].
minimal: Line.
minimal: [Colour|Mark].
calls: Come and make something with us.
calls: Join a session, [bring|lend] your hands.
remarks: Manual practice is the focal concern.
remarks: The act of making is given precedence over the product.

== photo
words: camera photograph photographer photographs photographing photos
tags: CameraReady ThroughTheLens BehindTheLens PhotoMoments SayCheese
quirky: The lens winked [first|in Latin].
quirky: Say [cheese|rhubarb|kaleidoscope].
funny: Nobody blinked. [Suspicious|A first].
funny: My good side is [off camera|the back].
serious: To look is also to [choose|answer for].
serious: Every portrait is an [agreement|exchange].
happy: Say cheese and [mean it|giggle]!
happy: Picture perfect, [yay|hooray]!
inspiring: Focus on what [matters|moves you].
inspiring: See the world as if it were [new|possible].
romantic: Captured, and [captivated|lovingly kept].
romantic: Look at me as light does.
witty: Picture this; [someone|a professional] did.
witty: Exposure: [flattering|metaphorical].
minimal: Click.
minimal: Framed.
calls: Tag us in your own picture.
calls: Book a shoot and [step in|be yourself].
remarks: The apparatus of photography is itself acknowledged.
remarks: The awareness of the lens [conditions|shapes] the pose.

== market
words: market shop store stall vendor shopping
tags: MarketDay ShopWindow LocalFinds StreetMarket TreasureHunt
quirky: Everything here is a [riddle|potion] with a label.
quirky: The bargain [winked|purred].
funny: I came for one thing. [Lies|Famous last words].
funny: My wallet [fainted|left early].
serious: Trade is a form of [trust|conversation].
serious: Behind every stall, [hours|hands].
happy: Browse, beam, [repeat|rejoice]!
happy: Treasure hunt, [hooray|whee]!
inspiring: Build it, then open the [door|shutters].
inspiring: Big things start at small counters.
romantic: Pick me something sweet.
romantic: Lost among lovely things, with you in mind.
witty: Window shopping: cardio for the [frugal|wise].
witty: Retail therapy, [session one|no diagnosis].
minimal: Browse.
minimal: Stall. [Choice|Choose].
calls: Come and browse.
calls: Stop by and see what's in.
remarks: Commercial display [orders|saturates] the visual field.
remarks: Exchange is inferred from [arrangement|context].

== book
words: book books reading reads newspaper magazine
tags: BookMood ReadMore PageTurner Bookish StoryTime
quirky: The commas are [hatching|migrating].
quirky: The last page smells of [thunder|toast].
funny: I'm waiting for the [film|pictures].
funny: One more chapter, [says everyone|famous lie].
serious: To read is to be quietly elsewhere.
serious: A page asks for [honesty|silence].
happy: Happy pages, [happy|merry] heart!
happy: Story time, [yay|hooray]!
inspiring: Read, then [write|live] your own.
inspiring: Every expert began on page one.
romantic: Read to me, [slowly|softly].
romantic: Between the lines, [a love story|you].
witty: Well read, [barely|over] dressed.
witty: Plot thickening; [bookmark|biscuit] advised.
minimal: Page.
minimal: [Read|Words].
calls: Tell us what you're reading.
calls: Join our [readers|book lovers].
remarks: Reading is depicted as absorbed attention.
remarks: The printed page directs the sight line.

== rest
words: relaxing rest resting rests lounging lounge hammock
tags: SlowDown EasyDoesIt TakeItEasy PauseMode SlowMoments
quirky: The minutes are [melting|wearing slippers].
quirky: Idleness, with a [crown|monocle].
funny: Productivity has been postponed.
funny: My kind of [workout|deadline].
serious: Rest is not idleness.
serious: Stillness takes practice.
happy: Lazy, lovely, light!
happy: Rest and be jolly!
inspiring: Rest, then rise.
inspiring: Even the bold sit down.
romantic: Lean on my shoulder a while.
romantic: Slow hours, [soft|loving] thoughts.
witty: Doing nothing, expertly.
witty: Leisure: [tenured|my native tongue].
minimal: At rest.
minimal: Slow.
calls: Take a break with us.
calls: Slow down and stay a while.
remarks: Repose is conveyed through posture.
remarks: The static pose allows sustained inspection.

== sleep
words: sleep sleeping sleeps asleep nap napping
tags: NapTime RestDay SweetDreams SleepMood LazyDays
quirky: Dreams currently buffering.
quirky: Piloting a [blanket|pillow] to the moon.
funny: Nap champion, undefeated.
funny: Do not disturb, [or do|I dare you].
serious: Sleep makes all of us equal.
serious: Trust is sleeping where one is seen.
happy: Sweet dreams, [sweet|happy] everything!
happy: Snooze and [sparkle|smile]!
inspiring: Dream it first.
inspiring: Even dreamers recharge.
romantic: Dream of [me|softness].
romantic: Hush, the dream is tender.
witty: Unconscious [bias|excellence].
witty: Snooze: hit, repeatedly.
minimal: Asleep.
minimal: Dreaming.
calls: Rest easy with us.
calls: Find your own slow [corner|hour] here.
remarks: Sleep removes the pose from portraiture.
remarks: Repose is conveyed through horizontal emphasis.
""")

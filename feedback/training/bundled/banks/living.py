"""Themes of people and animals: the words that call them, tags, and lines for every tone.

A line may claim no more than those words carry. A theme's `calls` invite (promotional), its
`remarks` are formal (academic); each other key is a tone of a friend's voice.
"""

from feedback.training.bundled.banks import themes

THEMES = themes("""
== dog
words: dog dogs puppy puppies greyhound greyhounds poodle terrier retriever collie
words: shepherd labrador bulldog dalmatian dachshund chihuahua
tags: DogLife HappyDog DogDays GoodDog DogsOfTheDay TailWag DogLovers PawPrints
quirky: Wag frequency: [interstellar|ultraviolet|operatic].
quirky: Paws first, paperwork [never|in a dream].
quirky: The [collar|tail] picks up foreign radio.
funny: Good dog status: [under review|pending|disputed].
funny: Somewhere a [sock|slipper|sandwich] is missing.
funny: Who's a good dog? [Opinions differ|The jury is barking].
serious: Loyalty needs no [translation|witness].
serious: A dog is [honest|undemanding] company.
serious: What a dog gives, it gives [whole|without counting].
happy: Tail wags for [everyone|the win]!
happy: Belly rubs and [bliss|biscuits] all round!
happy: Paws up if this made you [grin|melt]!
happy: Wag, woof, [wonderful|repeat]!
inspiring: Give it your whole [tail|nose].
inspiring: Run toward what you love.
inspiring: Love the moment the way a dog [does|can].
romantic: Puppy eyes, [melted|surrendered] heart.
romantic: A faithful heart has four paws.
romantic: Love, in its [furriest|truest] form.
witty: The leash is a [formality|footnote].
witty: Fluent in fetch, [literate in treats|deaf to recall].
witty: Paws for [thought|applause].
minimal: Four paws.
minimal: Nose [first|forward].
minimal: Good [dog|company].
calls: [Bring|Leash up] your dog and [join us|come along].
calls: Dog people, [come say hello|this one is for you]!
calls: Show us your own good dog in the [comments|replies].
remarks: Canine [behaviour|bearing] is shown here without evident constraint.
remarks: The posture is typical of a domestic dog.
remarks: The animal's [orientation|stance] guides the reading.
remarks: The [coat|outline] of the dog is separated cleanly from its ground.
remarks: Companion animals [recur|figure] widely in vernacular photography.
remarks: Attention, in the dog, is [legible|visible] from ear to tail.

== cat
words: cat cats kitten kittens kitty
tags: CatLife CatsOfTheDay WhiskerWatch HappyCat CatMood FelineGood
quirky: Whiskers tuned to [deep space|the spirit channel].
quirky: The purr runs on [starlight|static].
quirky: Nine lives, [eleven alibis|one monocle].
funny: Rent remains [unpaid|a human problem].
funny: Judging everyone, mostly me.
funny: I work here. [The cat manages|I'm only the tin opener].
serious: A cat keeps its own [counsel|hours].
serious: [Dignity|Attention], kept by whiskers.
serious: Trust, from a cat, is [earned|never owed].
happy: Purrs all round!
happy: Whiskers and [wonder|giggles] for all!
happy: Hooray for soft [paws|ears]!
inspiring: Land on your feet and [carry on|begin again].
inspiring: Claim your [place|corner] in the world.
inspiring: Stretch toward what you [want|dream of].
romantic: A purr is a [lullaby|love song] in fur.
romantic: Love comes on quiet paws.
romantic: Soft as a [whispered|treasured] word.
witty: Management has been informed, and [dismissed|ignored].
witty: Nine lives, zero [apologies|deadlines].
witty: The [cat-astrophe|purr-suasion] is in the details.
minimal: Cat. Of course.
minimal: [Whiskers|Purr].
minimal: Soft [paws|ears].
calls: Cat lovers, follow along!
calls: Come meet more whiskers with us.
calls: Tag your [favourite|nearest] cat person.
remarks: The feline posture suggests alert repose.
remarks: Domestic cats are a recurrent [subject|motif] of informal portraiture.

== horse
words: horse horses pony cowboy rodeo jockey jockeys
tags: HorseLife HorsePower SaddleUp EquineBeauty HorseLovers RidersView
quirky: Hooves by day, [comets|tap shoes] by night.
quirky: The mane has its own [weather|agent].
funny: Neigh means [neigh|maybe].
funny: Long face, [great hair|excellent timing].
funny: No horses were [impressed|consulted] in the making of this.
serious: Strength and trust share one stride.
serious: A horse remembers [kindness|hands].
happy: Giddy up, [good times|gladness]!
happy: Galloping [grins|glee] everywhere!
inspiring: Take the reins of your own [story|road].
inspiring: Fall seven times, saddle up eight.
romantic: Hoofbeats keep time with the heart.
romantic: Wild manes, [gentle|tender] souls.
witty: Horsepower, the [original|unplugged] edition.
witty: [Mane|Rein] event, no rehearsal.
minimal: Hooves.
minimal: Mane and [motion|muscle].
calls: Book a ride and see for yourself.
calls: Saddle up and [join us|meet the herd]!
remarks: Equestrian imagery has a long documentary tradition.
remarks: The [gait|bearing] of the animal is clearly legible.

== bird
words: bird birds duck ducks swan geese goose pigeon pigeons seagull seagulls owl eagle parrot
tags: BirdWatch BirdLife FeatherFriday BirdLovers OnTheWing FeatheredFriends
quirky: Feathers negotiate with the [wind union|clouds].
quirky: Tiny dinosaur, [big agenda|bigger opera].
funny: Winging it, [professionally|as usual].
funny: Bread was mentioned. [Things happened|Regrets followed].
serious: Flight is an old [discipline|inheritance].
serious: Feathers, built for [distance|patience].
happy: Chirps and [cheers|giggles]!
happy: Feathers up for [fun|joy]!
inspiring: Trust your [wings|instincts].
inspiring: Every flight begins by letting go of the branch.
romantic: Fly home to my heart.
romantic: A feather-light [feeling|longing].
witty: No luggage, excellent [legroom|connections].
witty: Tweeted before it was a [habit|business model].
minimal: Feathers.
minimal: Wing and [beak|bone].
calls: Come birdwatching with us.
calls: Spread your wings and [visit|follow]!
remarks: The plumage permits careful observation.
remarks: Avian form is described with [economy|exactness].

== animal
words: animal animals cow cows sheep goat goats monkey elephant camel deer rabbit squirrel turtle
words: lion tiger zebra giraffe llama
tags: AnimalLovers CreatureCorner CreatureComfort AnimalKingdom AnimalEncounters NatureLovers
quirky: The animal council has [convened|adjourned for tea].
quirky: Mild and slightly [psychic|haunted by jazz].
funny: No idea who let me in either.
funny: This one has [seniority|better hair than me].
serious: Every creature keeps its own time.
serious: Animals do not perform for us.
happy: Creature cheer for [everybody|all]!
happy: Animal magic, [hooray|yes please]!
inspiring: Instinct is a kind of [courage|wisdom].
inspiring: Move through life on your own [feet|terms].
romantic: Gentle eyes [undo|soften] me.
romantic: Tenderness comes in every [shape|creature].
witty: Nature: still the better casting director.
witty: Wildly [overqualified|photogenic].
minimal: Creature, [briefly|calmly].
minimal: Breath and [bone|hide].
calls: Come [closer|nearer] to nature with us.
calls: Visit and meet the animals.
remarks: The behaviour is recorded without disturbance.
remarks: The animal is the [dominant|sole] form of interest.

== child
words: child children boy boys girl girls kid kids toddler toddlers
tags: LittleAdventures ChildhoodUnplugged GrowingUp LittleOnes SmallWonders KidsOfTheDay
quirky: Pocket contents: one pebble, [two dragons|half a comet].
quirky: Imagination has the [car keys|steering wheel|master key].
quirky: Imaginary friends [not pictured|waved too].
quirky: Small boots, [enormous|galactic] plans.
funny: Bedtime is a [conspiracy|rumour].
funny: Powered by crumbs and [confidence|spite].
funny: The negotiations over [vegetables|shoes] continue.
funny: Grown-ups, [outwitted|baffled] again.
funny: Homework [disagrees|was never mentioned].
serious: Childhood is brief and [exact|unrepeatable].
serious: The young see [first|more], and say less.
serious: To be small is not to [matter less|feel less].
serious: Growing up happens in [plain sight|such minutes].
happy: Giggles [guaranteed|galore|unlimited]!
happy: To be little and [bold|silly], hooray!
happy: Little legs, big [cheer|wow]!
happy: Kid-sized [joy|fun], full-sized grin!
inspiring: Stay as curious as a child.
inspiring: Little [feet|hands] take giant [steps|chances].
inspiring: Grow up, but never grow [out of wonder|afraid to try].
inspiring: Everyone starts small; few [stay this brave|forget to].
romantic: Small hands, whole [hearts|worlds].
romantic: Innocence is the [sweetest|softest] light.
romantic: Childhood, folded [gently|tenderly] into memory.
romantic: Grow slowly; the [world|wonder] will wait.
witty: Small in stature, [large in agenda|sound in strategy].
witty: Naps declined, [politely and loudly|in writing].
witty: Youth, not [wasted|taxed] for once.
witty: Minor in age, [major|headline] in presence.
minimal: Small and mighty.
minimal: [Young|Little], for now.
minimal: Growing.
calls: Bring the little ones and [join in|stay a while]!
calls: Plan a family day with us.
calls: Families, [we saved you a seat|come as you are]!
calls: Kids welcome, [curious grown-ups too|wellies and all].
remarks: Childhood is presented as a serious mode of attention.
remarks: The scale of the young figure organises the frame.
remarks: Youth is treated without [sentiment|condescension].
remarks: The child's [agency|viewpoint] is respected by the framing.
remarks: The young subject is [framed|met] at eye level with the event.
remarks: Early competence is [documented|suggested] rather than staged.
remarks: The [proportions|gestures] of childhood structure the view.
remarks: Informal learning may be [inferred|assumed] from the scene.

== baby
words: baby babies infant newborn
tags: BabyDays TinyHuman LittleJoys BabyLove TinyToes SmallWonder
quirky: Ambassador from [Planet Milk|the Duchy of Drool].
quirky: Speaks three dialects of [babble|bubble].
funny: Sleep schedule: abstract art.
funny: The boss has spoken, mostly [vowels|burps].
serious: Everything begins this small.
serious: A new life makes all of us careful.
happy: Coos and cuddles galore!
happy: Tiny toes, [enormous|bouncing] cheer!
inspiring: Start small, [wonder often|grow daily].
inspiring: The future has tiny hands.
romantic: Lullabies live here.
romantic: Heart, meet your smallest [owner|keeper].
witty: Tiny landlord, [unlimited demands|no lease].
witty: New here and already in charge.
minimal: Tiny.
minimal: [New|So small].
calls: Families, come and join us!
calls: Bring your tiny one along.
remarks: Early life is depicted with observational clarity.
remarks: The infant occupies the [perceptual|compositional] centre.

== woman
words: woman women lady ladies bride female
tags: PortraitMood PeoplePictures EverydayGrace PeopleWatching GoodCompany EverydayStories
quirky: Main character of an unwritten [comet novel|sea shanty].
quirky: Aura: [peppermint|cinnamon|violet] lightning.
quirky: Carries three [riddles|keys] and a spare moonbeam.
funny: Calendar full, patience [empty|on back order].
funny: Running on [snacks|spite] and opinions.
funny: The group chat remains [unread|undefeated].
serious: A person holds more than a picture tells.
serious: Presence, without [announcement|apology].
serious: To be seen is not to be [known|explained].
happy: What a [sparkle|gem|joy]!
happy: Good energy, and it's [catching|everywhere]!
happy: [Confetti|Cheers] for being exactly oneself!
inspiring: Stand tall, take up [space|your place].
inspiring: Confidence is a [choice|practice].
inspiring: Write your own [rules|ending].
romantic: Grace, caught between two heartbeats.
romantic: A [verse|ballad] in human form.
romantic: Some people carry their own [music|moonlight].
witty: Composure courtesy of [practice|caffeine].
witty: Poise: [sold out|backordered] elsewhere.
witty: Protagonist, with [range|footnotes].
minimal: Poise.
minimal: [Presence|Grace].
minimal: [Presence|Being], wholly.
calls: Find your moment with us.
calls: Come as you are and [join in|say hello].
calls: Meet the [people|faces] behind our work.
remarks: The figure is presented with compositional clarity.
remarks: Gesture and bearing carry the informational load.
remarks: The figure's [contour|attitude] repays study.
remarks: Portraiture here [borders|verges] on social description.
remarks: [Dress|Attitude] and setting are given equal weight.
quirky: Rumoured to speak [kettle|owl|marble].
quirky: Keeps a [thunderstorm|violin] in the hall closet.
funny: Three tabs open, [none|all] loading.
funny: The plan is [vibes|soup]. That's the plan.
serious: Strength is often [unannounced|patient].
serious: What we admire we should [name|protect].
happy: [Shine|Sparkle] on, you marvel!
happy: Somebody put this mood on [repeat|posters]!
inspiring: Begin as you are; [grow|arrive] as yourself.
inspiring: Courage can look [calm|ordinary].
romantic: A softness the [moon|music] would envy.
romantic: I'd learn every [silence|sonnet] for this.
witty: Fashionably [early|unbothered].
witty: The last word, [in person|unspoken].
minimal: A figure.
minimal: [Calm|Light], held.

== man
words: man men guy guys gentleman male
tags: PortraitMood PeopleWatching EverydayPeople CandidMoments HumanStory PeoplePictures
quirky: Reportedly raised by polite [tornadoes|librarians|otters].
quirky: The compass points to [jam|Thursday|trombones].
quirky: Hums in [triangles|minor planets].
funny: [Half|None] of the manual was read.
funny: Ask about the [plan|map]. There isn't one.
funny: Somebody said [hold my sandwich|watch this].
serious: Character shows in small gestures.
serious: A person is more than a [pose|picture].
serious: Each life is [larger|quieter] than its portrait.
happy: Good spirits, [well earned|all the way]!
happy: Cheers to a grand [spirit|moment]!
happy: [Top marks|Bravo] for living out loud!
inspiring: Effort is a quiet superpower.
inspiring: Show up, stand firm, [move on|try again].
inspiring: Character is [built|chosen] in small hours.
romantic: A gentle soul in plain sight.
romantic: Hearts, too, have [posture|weather].
romantic: [Longing|Kindness] has its own silhouette.
witty: Confidence by [appointment|subscription] only.
witty: Casual, with [intent|paperwork].
witty: Of [parts|letters], some assembly required.
minimal: One of a kind.
minimal: [Steady|Present].
minimal: Someone, [somewhere|here].
calls: Come along and meet us.
calls: Join us and bring a friend.
calls: [Stop by|Look in], there is always a spare chair.
remarks: The figure anchors the composition.
remarks: Stance and gesture are rendered with precision.
remarks: The human [presence|figure] sets the scale.
remarks: The [individual|subject] is treated as type and person at once.
remarks: Social role is [suggested|left open] by the setting.
quirky: Pockets full of [string theory|walnuts|lost weather].
quirky: Possibly a [lighthouse|chess piece] in disguise.
quirky: Knows the [sea shanty|handshake] of every lamppost.
funny: Somewhere a [spreadsheet|sock drawer] waits in vain.
funny: Looks like the before AND the [after|during].
funny: Told the group chat [five minutes|on my way], obviously.
serious: Nobody is [only|merely] what a picture keeps.
serious: A stranger is a whole [country|history] away.
serious: We read faces; we rarely [understand|ask].
happy: Somebody's having a moment, and [I'm here for it|hooray]!
happy: [Nod|Wave] if you feel the good in this!
happy: Hats off and spirits [up|high]!
inspiring: Ordinary people do the [bravest|biggest] things.
inspiring: Stand where you can [grow|see further].
inspiring: Today is a fine place to [begin|try].
romantic: Every stranger is somebody's [longing|love letter].
romantic: A whole heart, [quietly|softly] carried.
romantic: I wonder who [waits|hums] for this one.
witty: [Distinguished|Mysterious], within reason.
witty: Ask for the memoir; expect [footnotes|denials].
witty: Effortless, after considerable [effort|paperwork].
minimal: A figure.
minimal: [Someone|A life], passing.
minimal: Human, [simply|plainly].

== crowd
words: people crowd group crowded audience onlookers spectators team family students band
words: parade festival
tags: BetterTogether GoodCompany PeopleTogether CommunityLife SharedMoments OurCrowd
quirky: Collective noun: a [kerfuffle|wobble|marmalade].
quirky: A flash mob of pure [maybe|mischief].
funny: Nobody knows who planned this.
funny: The group chat [made real|escaped].
funny: Somebody in here [owes me money|forgot the snacks].
serious: To gather is already to say something.
serious: Many lives, one [frame|hour].
happy: The more, the merrier!
happy: Together is our favourite place!
happy: All of us, [hooray|high fives]!
inspiring: Together we go [farther|higher].
inspiring: Many hands, one [hope|purpose].
romantic: Hearts keep better in company.
romantic: Belonging is a love story.
witty: Consensus was [briefly sighted|never the goal].
witty: Plus-ones got out of hand.
minimal: Together.
minimal: All [here|in].
calls: Gather your crew and [come along|pick a table]!
calls: Be part of it: [join the crowd|bring everyone].
calls: Better together, so [tag your people|round them up].
remarks: Collective presence is the principal subject.
remarks: The [arrangement|spacing] of figures suggests informal cohesion.
remarks: Group dynamics are [implied|sketched] by proximity.
remarks: The plural subject resists a single [focus|reading].
quirky: Someone here is secretly [three ducks|a weather vane].
quirky: The quorum includes one [ghost|tuba].
funny: We said [casual|small]. We lied.
funny: At least one of us needs [a snack|directions].
serious: Company asks us to [listen|make room].
serious: What we do together, we [answer for|remember].
happy: My [people|favourite bunch], hooray!
happy: Group hug in [three, two, now|my head]!
inspiring: None of us gets there [alone|unhelped].
inspiring: Find your people, then [build|dream].
romantic: Among many, the heart [finds|knows] its own.
romantic: So much tenderness fits in a [circle|gathering].
witty: Attendance: [strong|unaudited]. Agenda: unknown.
witty: Committee of the [willing|well dressed].
minimal: A few. [Enough|Near].
minimal: Us.

== pair
words: couple friends girlfriend bride groom
tags: BetterTogether GoodCompany SharedMoments SideBySide FriendlyFaces TogetherTime
quirky: Two [orbits|teaspoons], one peculiar planet.
quirky: Fluent in each other's [nonsense|semaphore].
funny: One plans, the other [panics|snacks].
funny: Shared brain cell, [alternate days|currently charging].
serious: Company is a form of care.
serious: What is shared weighs [less|differently].
happy: Good company, [great|goofy] times!
happy: Side by side and [smiling|singing]!
inspiring: Go further, [go together|bring a friend].
inspiring: Someone beside you makes the road [shorter|braver].
romantic: Side by side is the [loveliest|dearest] place.
romantic: Some silences [rhyme|harmonise].
witty: Double act, single [script|umbrella].
witty: Plus one, [minus nothing|with interest].
minimal: Side by side.
minimal: [Company|Together].
calls: Bring a friend, [share the fun|save two seats].
calls: Tag your [other half|partner in everything].
remarks: Proximity between the figures [structures|governs] the image.
remarks: The social [bond|relation] is suggested by placement.

== smile
words: smile smiles smiling laughing laugh laughs grin
tags: SmileMore GoodVibes LaughOften JoyfulMoments HappyFaces KeepSmiling
quirky: Grin borrowed from a [moonbeam|crescent].
quirky: Smile size: extra [sideways|spiral].
funny: The joke was not even good.
funny: Snort [imminent|achieved].
serious: A smile, honestly come by.
serious: Laughter is a kind of trust.
happy: Smile power, full [blast|beam]!
happy: That grin is [pure gold|everything]!
inspiring: Choose joy on purpose.
inspiring: Lead with a smile.
romantic: That smile undoes [me|every worry].
romantic: A smile to come home to.
witty: Teeth: deployed with [purpose|flair].
witty: Smiling, pending further notice.
minimal: Smile.
minimal: Laugh [lines|out].
calls: Come and smile with us!
calls: Share a smile, tag a friend.
remarks: The expression denotes evident pleasure.
remarks: Facial affect is unambiguous.

== costume
words: costume costumes clown pirate spiderman santa wig
tags: DressUp CostumeParty CharacterMode PlayDressUp InCostume BoldLooks
quirky: The wardrobe has achieved [sentience|tenure].
quirky: Disguise level: [cryptid|teapot].
funny: The invitation said casual.
funny: Laundry day got [creative|political].
serious: What we wear speaks first.
serious: Every costume keeps a truth.
happy: Dressed for a ball of fun!
happy: Best dressed, [best mood|hooray]!
inspiring: Dress for the dream you want.
inspiring: Wear your courage loudly.
romantic: Behind every [mask|guise], a heart.
romantic: Dressed for a waltz with wonder.
witty: Subtle attire was [unavailable|at the cleaner's].
witty: Fashion, with plausible deniability.
minimal: Dressed up.
minimal: In character.
calls: Dress up and join us!
calls: Put on something [bold|silly] and visit.
remarks: Attire operates as a conspicuous semiotic code.
remarks: The clothing signals [role|persona] rather than utility.
""")

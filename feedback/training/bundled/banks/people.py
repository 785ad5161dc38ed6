"""Themes of people; see `living` for what the keys mean."""

from feedback.training.bundled.banks import themes

THEMES = themes("""
== child
words: child children boy boys girl girls kid kids toddler toddlers
tags: LittleAdventures ChildhoodUnplugged GrowingUp LittleOnes SmallWonders KidsOfTheDay
quirky: Pocket contents: one pebble, [a dragon|half a comet].
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
happy: Little legs, big [woo|wow]!
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
remarks: The scale of the young figure organises the picture.
remarks: Youth is treated without [sentiment|condescension].
remarks: The child's [agency|viewpoint] is respected by the framing.
remarks: The young subject is [framed|met] at eye level with the event.
remarks: Early competence is [documented|suggested] rather than staged.
remarks: The [proportions|gestures] of childhood structure the view.
remarks: Informal learning may be [inferred|assumed] from the scene.
calls: Big fun for small people: [reserve a spot|come and see].
calls: Grab the kids and [explore|play along].
calls: Make a family memory [with us|this week].

== baby
words: baby babies infant newborn
tags: BabyDays TinyHuman LittleJoys BabyLove TinyToes SmallWonder
quirky: Ambassador from [Planet Milk|the Duchy of Drool].
quirky: Speaks every dialect of [babble|bubble].
funny: Sleep schedule: abstract art.
funny: The boss has spoken, mostly [vowels|burps].
serious: Everything begins this small.
serious: A new life makes all of us careful.
happy: Coos and cuddles galore!
happy: Tiny toes, [enormous|bouncing] joy!
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
quirky: Carries [riddles|keys] and a spare moonbeam.
funny: Calendar full, patience [empty|on back order].
funny: Running on [snacks|spite] and opinions.
funny: The group chat remains [unread|undefeated].
serious: A person holds more than a picture tells.
serious: Presence, without [announcement|apology].
serious: To be seen is not to be [known|explained].
happy: What a [sparkle|gem|joy]!
happy: Good energy, and it's [catching|everywhere]!
happy: [Confetti|Hurrah] for being exactly oneself!
inspiring: Stand tall, take up [space|your place].
inspiring: Confidence is a [choice|practice].
inspiring: Write your own [rules|ending].
romantic: Grace, caught between heartbeats.
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
funny: Every tab open, [none|all] loading.
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
calls: Tell us what moves you, then [join in|come along].
calls: Stories like this start with [hello|showing up].
calls: Pull up a chair and [stay|share].

== man
words: man men guy guys gentleman male
tags: PortraitMood PeopleWatching EverydayPeople CandidMoments HumanStory PeoplePictures
quirky: Reportedly raised by polite [tornadoes|librarians|otters].
quirky: The compass points to [jam|yesterday|trombones].
quirky: Hums in [triangles|minor planets].
funny: [Half|None] of the manual was read.
funny: Ask about the [plan|map]. There isn't one.
funny: Somebody said [hold my sandwich|watch this].
serious: Character shows in small gestures.
serious: A person is more than a [pose|picture].
serious: Each life is [larger|quieter] than its portrait.
happy: Good spirits, [well earned|all the way]!
happy: Here's to a grand [spirit|moment]!
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
funny: Told the group chat [nearly there|on my way], obviously.
serious: Nobody is [only|merely] what a picture keeps.
serious: A stranger is a whole [country|history] away.
serious: We read faces; we rarely [understand|ask].
happy: Somebody's having a moment, and [I'm here for it|hooray]!
happy: [Nod|Wave] if you feel the good in this!
happy: Hats off and spirits [up|high]!
inspiring: Ordinary people do the [bravest|biggest] things.
inspiring: Stand where you can [grow|see further].
inspiring: Today is a fine place to [begin|try].
romantic: Every stranger is somebody's [longing|sweetheart].
romantic: A whole heart, [quietly|softly] carried.
romantic: I wonder who [waits|hums] for this one.
witty: [Distinguished|Mysterious], within reason.
witty: Ask for the memoir; expect [footnotes|denials].
witty: Effortless, after considerable [effort|paperwork].
minimal: A figure.
minimal: [Someone|A life], passing.
minimal: Human, [simply|plainly].
calls: Meet someone new: [join in|pull up a chair].
calls: Everyone is welcome, so [drop by|come round].
calls: Tell us your own story [below|in person].
calls: Bring yourself, [we bring the rest|nothing else needed].

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
quirky: Someone here is secretly [several ducks|a weather vane].
quirky: The quorum includes one [ghost|tuba].
funny: We said [casual|small]. We lied.
funny: At least one of us needs [a snack|directions].
serious: Company asks us to [listen|make room].
serious: What we do together, we [answer for|remember].
happy: My [people|favourite bunch], hooray!
happy: Group hug in [a heap|my head]!
inspiring: None of us gets there [alone|unhelped].
inspiring: Find your people, then [build|dream].
romantic: Among many, the heart [finds|knows] its own.
romantic: So much tenderness fits in a [circle|gathering].
witty: Attendance: [strong|unaudited]. Agenda: unknown.
witty: Committee of the [willing|well dressed].
minimal: A few. [Enough|Near].
minimal: Us.
calls: There's always a place for [one more|you].
calls: Bring your people, [meet ours|make it a crowd].

== pair
words: couple friends girlfriend bride groom
tags: BetterTogether GoodCompany SharedMoments SideBySide FriendlyFaces TogetherTime
quirky: Separate [orbits|teaspoons], one peculiar planet.
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
calls: Bring a friend, [share the fun|save a pair of seats].
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

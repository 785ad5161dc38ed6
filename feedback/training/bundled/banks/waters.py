"""Themes of water, sand and snow; see `living` for what the keys mean."""

from feedback.training.bundled.banks import themes

THEMES = themes("""
== beach
words: beach shore shoreline seaside
tags: BeachDay SandyToes BeachLife ShoreThing SaltyAir CoastLine
quirky: The sand is plotting a [castle|coup].
quirky: Seashells hold the [minutes|gossip].
funny: Sand in everything, regrets in nothing.
funny: I'm [mostly|officially] sand now.
serious: The shore keeps no footprints.
serious: Sand, water, time.
happy: Sandy toes, [merry|jolly] souls!
happy: Beach days are the best days!
inspiring: Write your dreams where the tide can read them.
inspiring: Every shore is a [start|crossing].
romantic: Footprints side by side in the sand.
romantic: Salt air and [sweet nothings|soft vows].
witty: Shore thing.
witty: Sandcastles: real estate at its most honest.
minimal: Sand. Salt.
minimal: [Shoreline|Tide].
calls: Plan your beach day [now|with us].
calls: Pack a towel and visit the shore.
remarks: The littoral setting supplies texture and tonal range.
remarks: The shoreline divides the picture into clear zones.

== sand
words: sand sandy dune dunes
tags: SandyToes SandStories DuneDays GoldenSand SandBetweenToes
quirky: Each grain has a [nickname|grudge].
quirky: The [hourglass|sandman] called in sick.
funny: I'll be finding sand in my [pockets|lunch] for years.
funny: Shoes: now [hourglasses|sold with sand].
serious: Sand remembers nothing for long.
serious: Every grain was once [stone|larger].
happy: Sandy and [loving it|so merry]!
happy: Dig in, [good times|woohoo]!
inspiring: Mark your path, then [walk on|keep walking].
inspiring: Castles begin with one [handful|grain].
romantic: Draw a heart in the sand.
romantic: Time runs soft through [loving|open] fingers.
witty: Gritty, in the [literary|literal] sense.
witty: Lines in the sand: [negotiable|crossed].
minimal: Grain by grain.
minimal: [Sand|Grit].
calls: Kick off your shoes and join us.
calls: Come and [dig in|leave a footprint].
remarks: The granular ground supplies an even texture.
remarks: Sand functions as a [neutral|reflective] ground.

== sea
words: ocean sea wave waves surf coast bay harbour harbor
tags: OceanVibes SeaBreeze WaveAfterWave IntoTheBlue SaltLife OceanAir
quirky: The waves are rehearsing a [musical|heist].
quirky: Mermaids were [consulted|outvoted].
funny: The ocean waved first.
funny: Vitamin sea, double dose.
serious: The sea does not explain itself.
serious: Waves repeat; they never copy.
happy: Splashy, salty, [super|silly]!
happy: Sea air and [carefree|happy] hair!
inspiring: You can't calm the sea, but you can learn to [sail|float].
inspiring: Meet the wave.
romantic: Tides, too, return to what they love.
romantic: An ocean of [feeling|longing].
witty: The sea: reliably [dramatic|overbooked].
witty: Current mood, literally.
minimal: Salt air.
minimal: [Waves|Swell].
calls: Come feel the sea [breeze|air].
calls: Dive in and book your spot by the sea.
remarks: The marine environment establishes scale.
remarks: Wave motion introduces a dynamic [diagonal|rhythm].

== lake
words: lake river pond stream creek waterfall canal
tags: WaterViews ByTheWater LakeLife RiverSide FreshWater WaterFront
quirky: Ripples are water thinking aloud.
quirky: The [trout|reeds] keep excellent secrets.
funny: My socks have trust issues.
funny: The fish [unfollowed me|want a word].
serious: Water keeps its own record.
serious: The surface gives little away.
happy: Waterside and [wonderful|whistling]!
happy: Ripples of [joy|glee]!
inspiring: Be like water: find a way.
inspiring: Rivers reach the sea by [never stopping|small turns].
romantic: Ripples carry [whispers|our names].
romantic: The water keeps a [soft|hushed] reflection of us.
witty: Deep thoughts, [shallow water|wet shoes].
witty: Go with the flow; it has [seniority|right of way].
minimal: Ripples.
minimal: Water's edge.
calls: Visit the water's edge with us.
calls: Come down to the water and [stay a while|breathe].
remarks: Reflective surfaces complicate the tonal structure.
remarks: Fresh water serves both as setting and as medium.

== water
words: water fountain
tags: WaterViews ByTheWater WaterMood WaterLovers ElementOfWater
quirky: Water is just [ice|glass] that learned to gossip.
quirky: The water wrote back, in [bubbles|cursive].
funny: Water: zero calories, [full drama|all opinions].
funny: My towel is [at home|a coward].
serious: Water takes every shape and keeps none.
serious: Water answers everything with [movement|patience].
happy: Water makes everything [merrier|sparkle]!
happy: Just add water and [glee|giggles]!
inspiring: Flow around what you cannot [move|change].
inspiring: Water wears down [stone|doubt] by returning.
romantic: Water remembers every [touch|wish].
romantic: My thoughts run to you as water runs.
witty: H, then O, [oh|ohh].
witty: A fluid [situation|argument].
minimal: Water.
minimal: [Wet|Liquid] light.
calls: Come to the water with us.
calls: Meet us by the water.
remarks: Water serves both as setting and as medium.
remarks: The fluid surface registers [light|motion] with precision.

== splash
words: splash splashes splashing puddle puddles sprinkler sprinklers hose wet
tags: MakeASplash WaterFun SplashTime WaterWorks DropByDrop
quirky: Every droplet has an [audition|umbrella].
quirky: The water is [ticklish|fluent in giggle].
quirky: Splash radius: [the whole kingdom|Neptune].
funny: Dry clothes were [an option|last season].
funny: Splash zone, obviously.
funny: Towels: [forgotten|overrated].
serious: Few things are as [honest|brief] as a splash.
serious: A splash lasts less than a [thought|breath].
happy: Splish, splash, [hurrah|hooray]!
happy: Soaked and [smiling|delighted]!
happy: Drip, drop, [delight|dance]!
inspiring: Make your own [waves|splash].
inspiring: Dive past the [doubt|edge].
romantic: Droplets fall: [little vows|soft applause].
romantic: Let it rain down softly on this [heart|moment].
witty: Making a splash, [grammatically|on principle].
witty: Wet, but make it [reflective|couture].
minimal: Splash.
minimal: [Droplets|Water], briefly.
calls: Make a splash: [join us|come along]!
calls: Bring a towel and [have a go|jump in].
remarks: Water droplets are arrested by the short exposure.
remarks: Spray is rendered as a [discrete|granular] texture.

== snow
words: snow snowy snowball snowboard snowboarder
tags: SnowDay WinterMood FreshSnow WinterWonder ColdDays SnowLife
quirky: Each snowflake filed its own [design|patent].
quirky: Yetis call this a [warm-up|tea party].
funny: I can't feel my [face|toes] and it's fine.
funny: Hot chocolate is a medical need.
serious: Snow makes the world speak softly.
serious: Cold [clarifies|simplifies].
happy: Snow day, [yay|hooray]!
happy: Frosty noses, [toasty|jolly] hearts!
inspiring: Make the first tracks.
inspiring: Winter trains the [spirit|will].
romantic: Snowflakes fall like hushed vows.
romantic: Keep me warm in your mittens.
witty: Chill, in every sense.
witty: Winter: fashionable, if you like layers.
minimal: White. Cold.
minimal: Snow [hush|light].
calls: Wrap up warm and join us in the snow.
calls: [Book|Plan] your winter escape.
remarks: Snow cover reduces the palette and clarifies form.
remarks: The winter setting [heightens|simplifies] contrast.

== pool
words: pool
tags: PoolDay SwimTime MakeASplash PoolSide WaterFun DiveIn
quirky: Gills [loading|on order].
quirky: The deep end has excellent gossip.
funny: Cannonballs: an adult hobby.
funny: Pruney fingers, zero regrets.
serious: The surface breaks, then heals.
serious: Water slows every [hurry|certainty].
happy: Cool pool, warm grins!
happy: Pool party in my [heart|head]!
inspiring: Dive in; the depth will hold you.
inspiring: The first [plunge|length] is the hardest.
romantic: Weightless, as in first love.
romantic: Blue is the softest embrace.
witty: Chlorine: the subtle perfume.
witty: Deep end, light conversation.
minimal: Pool [light|blue].
minimal: Dive.
calls: Dive in and join us!
calls: Reserve your poolside day.
remarks: The pool supplies a saturated ground.
remarks: The aquatic setting alters posture and movement.
""")

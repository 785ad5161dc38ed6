"""Themes of places on land and of light; see `living` for what the keys mean."""

from feedback.training.bundled.banks import themes

THEMES = themes("""
== mountain
words: mountain mountains peak summit valley mountainside canyon cliff
tags: MountainAir PeakMoments HighPlaces RockSolid SummitViews MountainMood
quirky: The mountain hums in [granite|G minor].
quirky: Altitude makes metaphors grow.
funny: My knees have filed a complaint.
funny: The view is paid for in [wheezing|blisters].
serious: Stone measures time differently.
serious: The mountain is indifferent, and grand.
happy: Fresh air, [happy|giddy] lungs!
happy: Yodel-worthy [joy|views]!
inspiring: The summit starts at your feet.
inspiring: Mountains move for the stubborn.
romantic: Any heart could echo here.
romantic: The peaks lean in to [listen|bless us].
witty: Peak performance, ahem.
witty: Elevated [company|discourse].
minimal: High up.
minimal: Stone and [sky|air].
calls: Lace up and explore the heights with us.
calls: Plan your mountain escape [today|with us].
remarks: The relief of the terrain structures the view.
remarks: Geological mass dominates the [frame|composition].

== rock
words: rock rocks rocky boulder boulders
tags: RockSolid RockyGround RuggedGround StoneByStone NatureLines
quirky: The rocks are [napping giants|slow thinkers].
quirky: Every stone has a [nickname|bedtime].
funny: Rocks: [bring a cushion|nature's ottoman].
funny: My ankles [twisted|fainted] just looking.
serious: Stone asks for careful feet.
serious: Uneven ground [teaches|demands] attention.
happy: You rock, [hooray|truly]!
happy: Rocking [out|on] and [happy|whooping]!
inspiring: Solid ground is where you [make it|stand firm].
inspiring: Rough ground makes [sure|strong] feet.
romantic: Lean on me, steady as stone.
romantic: Even stone feels [soft|tender] beside you.
witty: Taken for granite.
witty: Between a rock and a [photogenic|softer] place.
minimal: Stone.
minimal: [Rough|Solid] ground.
calls: Bring sturdy shoes and [join us|explore].
calls: Come [scramble|wander] with us.
remarks: Lithic texture [anchors|counterbalances] the figure.
remarks: The uneven ground introduces [diagonals|relief].

== hill
words: hill hills hillside slope
tags: HillWalk UpAndOver HillSide SlopeLife RollingHills
quirky: The hill is a [sleeping giant|giant's elbow].
quirky: Uphill and downhill swapped [hats|shifts].
funny: Downhill I'm [gifted|gravity's favourite].
funny: Uphill was [rude|not in the brochure].
serious: A slope makes every step a [choice|measure].
serious: The hill was here first.
happy: Over the hill and [happy|whooping]!
happy: Up, down, [wheee|hooray]!
inspiring: Uphill is a direction, [not a verdict|so take it].
inspiring: The slope is only steep until you [start|climb].
romantic: Meet me on the far side of the hill.
romantic: Hills fold around us like [arms|soft verses].
witty: A slippery slope, [rhetorically|at long last].
witty: Inclined to [agree|linger].
minimal: Slope.
minimal: [Over|Up] and over.
calls: Bring sturdy shoes and [climb|roll] along.
calls: Come up the hill with us.
remarks: The incline tilts the [horizon|composition].
remarks: Gradient contributes [tension|direction] to the picture.

== forest
words: forest woods tree trees wooded woodland jungle log branch
tags: ForestWalk IntoTheWoods TreeLine LeafyGreen WoodlandWander TreeLovers
quirky: The trees know your [nickname|shoe size].
quirky: Moss is just fur for rocks.
funny: A twig snapped and so did I.
funny: Barking up the [right|scenic] tree, for once.
serious: Trees are patient witnesses.
serious: The woods ask us to lower our voices.
happy: Leafy, lovely, [light-hearted|la-la-la]!
happy: Tree-mendous times!
inspiring: Grow where the light is.
inspiring: Deep roots, [high hopes|brave branches].
romantic: Carve our initials in the light.
romantic: The branches [murmur|cradle] your name.
witty: Branching out, at last.
witty: Wood you believe it? [Oak-ay|I'll leaf now].
minimal: Bark and [air|leaf].
minimal: Among trees.
calls: Walk among the trees with us.
calls: Visit the woods and breathe.
remarks: Vegetation frames the scene on several planes.
remarks: Arboreal verticals [pace|order] the composition.

== trail
words: trail path hiking hiker hikers hike backpack backpacks
tags: TrailTime TrailDays HikeMore OnThePath PathFinder WanderMore
quirky: The path was drawn by a [sleepwalker|snail].
quirky: The backpack contains one emergency accordion.
funny: Lost, but [scenically|confidently].
funny: The snacks were the [summit|motivation].
serious: A path is made by those who take it.
serious: Distance teaches [humility|proportion].
happy: Trail mix and big grins!
happy: Happy [trails|feet]!
inspiring: Take the path less certain.
inspiring: One more bend, one more [reason|breath].
romantic: Every path leads softly to you.
romantic: Walk me home the long way.
witty: The trail had a point, eventually.
witty: Pathological [optimism|wandering].
minimal: Onward.
minimal: Path. [Step|Pace].
calls: Walk the trail with us.
calls: Pack your bag and book your next [walk|adventure].
remarks: The path supplies a leading line.
remarks: Pedestrian passage is depicted as [sequence|rhythm].

== grass
words: grass field grassy lawn meadow pasture hay
tags: GreenFields GrassUnderfoot OpenField FreshAir OutdoorDays MeadowMood
quirky: Every blade of grass has a stage name.
quirky: Crickets demanded [royalties|a trombone].
quirky: The field is [ticklish|taking dictation].
funny: Grass stains: the gift that keeps giving.
funny: Hay fever sends its regards.
funny: The lawn has [union representation|seen things].
serious: Open ground, open mind.
serious: A field is a form of freedom.
serious: Grass forgives every [step|weight].
happy: Barefoot kind of [bliss|joy]!
happy: Grass underfoot, [good times|yippee]!
happy: Roll in it, [laugh in it|love it]!
inspiring: [Bloom|Begin] where you stand.
inspiring: Open fields make open hearts.
inspiring: Ground yourself, then [grow|go].
romantic: The field hums a lullaby.
romantic: The grass keeps our secrets.
romantic: Lie down in the [softness|sweetness] of it.
witty: The grass is greener on this side, as it happens.
witty: Outstanding, in its field.
witty: A field of [study|expertise], recently mown.
minimal: Grass.
minimal: Open [air|ground].
minimal: Blade by blade.
calls: Spend a day outdoors with us.
calls: Come out and [play|picnic] on the grass.
remarks: The open ground provides an uncluttered field of view.
remarks: The grass plane functions as a neutral ground.
remarks: Vegetal texture [softens|unifies] the lower frame.

== park
words: park garden yard backyard
tags: ParkLife GardenMood OutdoorDays FreshAir ParkDay
quirky: The [gnomes|hedges] hold meetings here.
quirky: The [air|weeds] trade stocks in gossip.
funny: My garden at home is one [sad fern|brave weed].
funny: I came for the [ducks|quiet bench].
serious: Shared ground is a quiet [promise|luxury].
serious: Open air has room for [thought|everyone].
happy: Out in the open and [over the moon|singing]!
happy: Fresh air [hooray|hurrah]!
inspiring: Tend what you want to grow.
inspiring: Step out and [begin|breathe].
romantic: Meet me out here, where the air [whispers|sighs].
romantic: Open air, open [arms|heart].
witty: Outdoorsy, [by surprise|under protest].
witty: Common ground, [rarely|finally] found.
minimal: Outdoors.
minimal: Open [air|space].
calls: Meet us outdoors.
calls: Bring a blanket and [join in|unwind].
remarks: The cultivated setting mediates between nature and design.
remarks: The open setting is shown as a shared space.

== street
words: street city sidewalk traffic downtown urban crosswalk pavement town alley graffiti
tags: StreetLife CityWalk UrbanMoments CityMood StreetScene TownStories
quirky: The lampposts [gossip|hum] in secret code.
quirky: Pavement cracks spell your name.
funny: Walk signal: emotional support only.
funny: Late, but [photogenically|with flair].
serious: A street is everyone's room.
serious: The city remembers in concrete.
happy: City strolls, merry souls!
happy: Every corner a new hello!
inspiring: Your road starts at the next corner.
inspiring: Cities are built by believers.
romantic: Meet me at the next crossing, love.
romantic: Even concrete can swoon.
witty: Urban legend in the making.
witty: Street smart, [map illiterate|corner wise].
minimal: Street level.
minimal: [City|Concrete], paused.
calls: Explore the city with us.
calls: Take a stroll and drop by.
remarks: The urban context is conveyed through built form.
remarks: Street photography conventions inform the framing.

== road
words: road highway
tags: OnTheRoad OpenRoad RoadStories AlongTheWay RoadSide
quirky: The road was [knitted|hummed] by a retired giant.
quirky: Every signpost lies [beautifully|in rhyme].
funny: My sense of direction [left|is on mute].
funny: Road work: [emotional|permanent].
serious: A road asks only to be [followed|shared].
serious: Every road was once a [choice|walk].
happy: On the road and [humming|over the moon]!
happy: Happy [miles|wheels and heels]!
inspiring: The road appears as you [go|trust it].
inspiring: Choose a direction and [begin|keep faith].
romantic: All my roads bend toward [you|tenderness].
romantic: Let the road be long and your hand be near.
witty: Middle of the road, [never in spirit|technically].
witty: The road less travelled, [with witnesses|reviewed].
minimal: Road. [Onward|Ahead].
minimal: The way.
calls: Come along for the road.
calls: Plan a route and [join us|say hello].
remarks: The road supplies a [vector|line] toward the edge of the view.
remarks: Transit is implied by the [linear|receding] ground.

== building
words: building buildings wall bridge house door doorway stairs steps
tags: LinesAndWalls BuiltForm FacadeFriday WallStories ArchitectureMood
quirky: The walls have [ears|opinions] and excellent taste.
quirky: Behind every door, a [smaller door|polite dragon].
funny: I also lean on [walls|snacks] for support.
funny: The architecture did not [consent|expect this].
serious: Walls outlast the [hurry|names] around them.
serious: What is built also [watches|remembers].
happy: Hello, [walls|bricks], and hello, good mood!
happy: Built for [joy|glee]!
inspiring: Build it [patiently|anyway].
inspiring: Every wall was once a [plan|single brick].
romantic: Lean close; walls keep [secrets|love notes].
romantic: A threshold, and a [soft|longing] pause.
witty: Structurally [sound|smug].
witty: A concrete [argument|example].
minimal: Lines. Walls.
minimal: Built. [Bare|Square].
calls: The door is open, [walk in|come through].
calls: Stop by and look around.
remarks: Built form supplies a stable geometry.
remarks: The architectural plane [flattens|steadies] the depth of field.
quirky: The bricks count [sheep|backwards] after lunch.
funny: Great wall. [Ten out of ten bricks|Would lean again].
serious: Architecture is [patience|memory] one can enter.
happy: Brick by brick, [yay|big smiles]!
inspiring: Raise something that [lasts|shelters others].
romantic: If walls could [whisper|sigh], these would.
witty: Strong [foundations|facade], playful subtext.
remarks: The facade [limits|regularises] pictorial space.
remarks: Vertical and horizontal members impose [order|rhythm].

== night
words: night neon evening fireworks moonlight moonlit
tags: NightLights AfterDark CityLights NightMood LateHours
quirky: Stars clocked in early.
quirky: The dark tastes of [blueberries|liquorice].
funny: Past my bedtime and proud.
funny: My bed sent a search party.
serious: Night leaves only essentials.
serious: Darkness gives light its meaning.
happy: Shine on, night owls!
happy: Twinkle, twinkle, all smiles!
inspiring: Be the light you were looking for.
inspiring: Stars need the dark.
romantic: The night leans close.
romantic: Moonlit and [yours|ours].
witty: Darkness: great lighting, if used sparingly.
witty: Bright ideas, after hours.
minimal: After dark.
minimal: Night [hush|glow].
calls: Join us after dark.
calls: Save your evening for us.
remarks: Low illumination concentrates attention.
remarks: Artificial light organises the nocturnal scene.

== sunset
words: sunset sunrise dusk dawn
tags: SkyLovers GoldenLight SunsetMood SkyWatch ChasingLight
quirky: The sun spilled its [marmalade|apricot jam].
quirky: Light, in its [orange|theatrical] phase.
funny: The sky is showing off again.
funny: I looked at the sun so you needn't.
serious: Light changes slowly, and well.
serious: The hour between is the [truest|briefest].
happy: Golden glow, glad heart!
happy: Sky full of yes!
inspiring: Every horizon is an invitation.
inspiring: The light always returns.
romantic: The sky is wearing our colours.
romantic: The light lingers like a fond word.
witty: The sky, overdressed as ever.
witty: Daylight: exit, pursued by applause.
minimal: Low light.
minimal: [Horizon|Glow].
calls: Come watch the sky with us.
calls: Plan your golden hour here.
remarks: Low-angle light produces pronounced tonal gradation.
remarks: The sky constitutes the expressive register of the image.

== sky
words: sky clouds rainbow horizon cloudy
tags: SkyLovers SkyWatch LookUp HeadInTheClouds OpenSky
quirky: The sky is [proofreading us|a borrowed tent].
quirky: Somebody left the [ceiling|lid] off.
funny: The sky did not ask for [feedback|roommates].
funny: Head in the clouds, [rent on earth|laundry unfolded].
serious: The sky owes us nothing.
serious: Above it all, [indifference|space].
happy: Sky-high [spirits|smiles]!
happy: Look up and [whoop|grin]!
inspiring: Look up; that's the [direction|plan].
inspiring: The sky has room for your [dreams|next try].
romantic: One sky holds us [both|near].
romantic: The heavens are [blushing|listening], I swear.
witty: The sky: limit pending [appeal|review].
witty: High-level [thinking|meeting].
minimal: Sky.
minimal: [Overhead|Above], space.
calls: Look up and follow along.
calls: Come and see this much sky.
remarks: The sky supplies negative space.
remarks: Tonal gradation overhead [balances|lightens] the mass below.

== home
words: room bed couch sofa kitchen carpet bathroom living bedroom
tags: HomeLife CosyCorner AtHome SlowDays HomeSweetHome IndoorMood
quirky: The furniture held a [vote|séance].
quirky: Cushions are tame clouds.
funny: Cleaning was discussed. Briefly.
funny: The [laundry|dishes] sends its love.
serious: Rooms keep what we forget.
serious: Home is a practice.
happy: Cosy and [chirpy|grinning]!
happy: Home is where the giggles are!
inspiring: Big dreams begin in small rooms.
inspiring: Make space for what matters.
romantic: Home is wherever you look at me.
romantic: Four walls and [all my love|one heartbeat].
witty: Interior design by [accident|committee].
witty: Home advantage, [fully|shamelessly] exploited.
minimal: Home.
minimal: [Indoors|Inside].
calls: Make yourself at home with us.
calls: Come in and stay a while.
remarks: The domestic interior supplies a legible context.
remarks: Household objects index everyday use.

== playground
words: playground swing slide trampoline bubbles bubble inflatable carnival rollercoaster
words: balloon balloons hula
tags: PlayTime PlaygroundDays SwingHigh FunTimes LetsPlay WeekendPlay
quirky: Bubbles are thoughts with manners.
quirky: Swing high enough and you meet [the moon|a giraffe].
funny: My back hurts just looking.
funny: Recess should be a human right.
serious: Play is older than rules.
serious: Joy needs no audience.
happy: Wheee, again, again!
happy: Playtime is prime time!
inspiring: Never outgrow wonder.
inspiring: Swing higher than your fear.
romantic: Hearts go up, and softly down.
romantic: Push me toward the stars.
witty: Gravity: a worthy opponent.
witty: Fun, [structurally|rigorously] engineered.
minimal: Up. Down.
minimal: [Playtime|Swing].
calls: Come and play!
calls: Bring the family for a day of play.
remarks: Recreational apparatus structures the action.
remarks: The ludic setting is immediately recognisable.

== dirt
words: desert dirt dirty mud muddy gravel dust dusty
tags: DustyTrails MudLife DirtRoad RoughTerrain EarthTones
quirky: The dust is writing memoirs.
quirky: Mud is soup with ambition.
funny: Laundry, pray for us.
funny: Dirt: nature's glitter.
serious: The ground records every step.
serious: Earth is plain speech.
happy: Messy and loving it!
happy: Dust off the [frowns|tambourine]!
inspiring: Get dirty chasing dreams.
inspiring: Roots first, then wings.
romantic: Dust turns to gold in fond eyes.
romantic: Earth holds us close.
witty: Clean living, postponed.
witty: Ground-breaking, technically.
minimal: Dust.
minimal: [Earth|Grit].
calls: Get your boots dirty with us.
calls: Come explore off the beaten track.
remarks: The bare terrain provides textural emphasis.
remarks: Surface detail conveys the condition of the ground.
""")

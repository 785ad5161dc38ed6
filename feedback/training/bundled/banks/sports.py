"""Themes of sport and of movement; see `living` for what the keys mean."""

from feedback.training.bundled.banks import themes

THEMES = themes("""
== ball
words: ball soccer football basketball baseball volleyball tennis rugby hockey cricket softball
words: racket racquet goal golf goalie
tags: GameDay PlayBall GameOn TeamSpirit BallGames SportsLife
quirky: The ball dreams of being a [planet|pumpkin].
quirky: Score: several to [purple|spaghetti].
quirky: The [referee|whistle] is a stack of owls in a coat.
funny: I'd have [dropped|missed] it.
funny: The referee needs a [hug|map].
funny: My contribution: [orange slices|moral support].
serious: Sport reveals its maker.
serious: The game rewards [attention|patience].
serious: Skill is [repetition|care] made visible.
happy: Game on, [grins|gladness] on!
happy: Hip hip hooray for the game!
happy: Goals, giggles and [glory|glee]!
inspiring: Champions are built at practice.
inspiring: Take the shot.
inspiring: Play the [point|chance] in front of you.
romantic: Love means nothing only in tennis.
romantic: My heart keeps score.
romantic: Some passes are [promises|sighs].
witty: Ball skills: pending peer approval.
witty: A match made in [overtime|committee].
witty: Sporting, in [several|most] senses.
minimal: Game.
minimal: Eye, ball.
minimal: [Play|Aim].
calls: Join the game this week.
calls: Grab a friend and play.
calls: New players, [come and try|we want you].
remarks: The decisive phase of play has been isolated.
remarks: Spatial relations between player and ball are clear.
remarks: Rules, though invisible, [organise|govern] the gesture.
remarks: Competitive form is [condensed|distilled] into one gesture.
remarks: The contested object fixes the [sight lines|attention].

== disc
words: frisbee stick toy toys disc
tags: PlayTime FetchIt CatchThis PlayAllDay FunAndGames
quirky: It is a small [moon|crown], briefly on loan.
quirky: Treasure, according to [ancient law|pirate logic].
funny: Mine. No, mine. [Truly mine|Lawyers involved].
funny: The simple things [cost nothing|get chewed].
serious: Play needs very little.
serious: Small objects hold large [attention|devotion].
happy: Playtime, [hooray|wahoo]!
happy: Fetch me that [feeling|giggle]!
inspiring: Go after it with [everything|joy].
inspiring: Keep your eye on the prize.
romantic: Catch my heart while you're at it.
romantic: Some toys are loved into [legend|softness].
witty: Finders keepers, a [legal|philosophical] tradition.
witty: Prized possession, resale value [nil|disputed].
minimal: Play.
minimal: [Toss|Catch].
calls: Come out and play!
calls: Bring a toy and [join in|share].
remarks: The held object concentrates the action.
remarks: Play is inferred from [object|gesture].

== board
words: skateboard skateboarder skateboarding skater skaters ramp rollerblades rollerblading
words: skates wakeboarder surfboard surfer surfing skate snowboard snowboarder skier skiing
tags: BoardLife RideOn ShredMode BalanceAct StokedDays RideMore
quirky: Balance is a rumour that came true.
quirky: Gravity took a [coffee break|sabbatical].
funny: My insurance just [fainted|hung up].
funny: Landing sold separately.
serious: Balance is earned, then lost, then earned.
serious: Speed asks for discipline.
happy: Stoked to the [max|ears]!
happy: Whoosh, what a ride!
inspiring: Fall, learn, drop in again.
inspiring: Commit and the [rest|balance] will follow.
romantic: Gliding, as hearts do.
romantic: Carving our names into the day.
witty: On edge, [gracefully|professionally].
witty: Balance sheet: [healthy|all assets].
minimal: Glide.
minimal: Balance.
calls: Gear up and join us.
calls: Book a lesson and find your balance.
remarks: Balance and momentum are rendered legible.
remarks: The posture indicates controlled instability.

== wheels
words: bike bicycle bikes bicycles cyclist cyclists bicyclist biker bikers motorcycle motorbike
words: motorcycles motorcyclist scooter bmx wheelie
tags: TwoWheels RideOut BikeLife WheelsUp OpenRoad RideMore
quirky: The wheels speak in circles.
quirky: Powered by [soup|folk songs].
funny: Brakes are a suggestion.
funny: Training wheels: my [dream|retirement plan].
serious: The ride demands presence.
serious: Two wheels, one intention.
happy: Wheee, wheels!
happy: Breezy ride, [beaming|jolly] rider!
inspiring: Keep rolling; balance follows motion.
inspiring: The uphill builds you.
romantic: Ride with me, [slowly|softly].
romantic: Turning wheels, turning hearts.
witty: Too tyred to argue.
witty: Spokes-person of the year.
minimal: Two wheels.
minimal: Roll.
calls: Hop on and ride with us.
calls: Plan your next ride today.
remarks: The vehicle's line is emphasised through inclination.
remarks: Rider and machine are treated as a single form.

== motor
words: car cars truck bus vehicle van jeep train subway taxi tractor
tags: OnTheRoad RoadTrip InTransit RoadStories WheelsAndWanders
quirky: The engine purrs in haiku.
quirky: Next stop: the moon's attic.
funny: Are we there yet?
funny: The GPS has given up.
serious: Every road has its cost.
serious: Machines carry our hurry.
happy: Beep beep, happy trails!
happy: Road trip [feelings|singalong]!
inspiring: Drive your own direction.
inspiring: The way ahead is yours to [choose|steer].
romantic: Take the long road, [love|with me].
romantic: Passenger seat, saved for love.
witty: Horsepower with better upholstery.
witty: Mileage may vary.
minimal: In transit.
minimal: [Next|Last] stop.
calls: Hit the road with us.
calls: Start your engines and visit.
remarks: Transport infrastructure frames the scene.
remarks: Mechanical form contrasts with its surroundings.

== boat
words: boat boats kayak canoe sail sailboat ship dock pier kayaking kayaker rowing paddling rafting
tags: BoatLife OnDeck SetSail PaddleOut BoatDays DockSide
quirky: Captain's log: mostly [biscuits|doodles].
quirky: The boat believes in dragons.
funny: Whatever floats, I guess.
funny: Sea legs still in the post.
serious: A boat is a small agreement with water.
serious: Steady hands, open water.
happy: All aboard the joy boat!
happy: Ahoy, good mood!
inspiring: Leave the harbour.
inspiring: Row toward the hard water.
romantic: Drift with me, slowly.
romantic: Anchored in your [eyes|arms].
witty: Knot bad at all.
witty: Oar else.
minimal: Afloat.
minimal: Drift.
calls: Come aboard and book your trip.
calls: Set sail with us this season.
remarks: The vessel provides scale within the aquatic setting.
remarks: Horizontal form contributes to compositional calm.

== jump
words: jump jumps jumping leap leaps leaping midair mid-air airborne hurdle
words: backflip somersault
tags: JumpForJoy AirTime LeapOfFaith MidAir UpInTheAir BigAir
quirky: The ground was getting [clingy|gossipy].
quirky: Temporarily a [bird|kite|helium rumour].
quirky: Landing is a [myth|minor plot point].
funny: What goes up will need an ice pack.
funny: Leg day [paid off|ghosted me].
funny: My highest jump is [off the sofa|out of bed].
serious: A leap is decided before it is made.
serious: Suspended, and [resolved|certain].
serious: The air holds no one for long.
happy: Jump for joy!
happy: Up, up and [hooray|yippee]!
happy: Airtime, [woohoo|wahey]!
inspiring: Leap, and grow your wings.
inspiring: Air belongs to the bold.
inspiring: Trust the [landing|leap].
romantic: Hearts leap first.
romantic: Weightless with [wonder|longing].
romantic: For one breath, the world [lets go|falls away].
witty: Landing to be [announced|litigated].
witty: Gravity was consulted afterwards.
witty: Up to [something|no good], literally.
minimal: Airborne.
minimal: Up.
minimal: [Lift|Hang time].
calls: Take the leap and join us!
calls: Jump in: reserve your place.
calls: Try a leap of your own [with us|this week].
remarks: A brief suspension has been fixed by the exposure.
remarks: The aerial phase of the motion is clearly resolved.
remarks: Weightlessness is [implied|simulated] by the timing.
remarks: The [apex|arc] of the leap coincides with the exposure.
remarks: Ground contact is [absent|withheld], to decisive effect.

== run
words: run runs running runner runners chase chasing chases sprint sprinting marathon jogging
tags: OnTheMove RunFree KeepRunning FullSpeed FastFeet MoveMore
quirky: Late for an appointment with a rainbow.
quirky: Speed measured in [giggles|teaspoons].
quirky: Outrunning a very slow [ghost|opera].
funny: I only run when chased.
funny: My step counter is jealous.
funny: Cardio: I [watched|thought about] it.
serious: Motion is its own reason.
serious: To run is to choose.
serious: Speed leaves little room for [doubt|noise].
happy: Zoom, zoom, [yippee|yahoo]!
happy: Fast feet, merry beat!
happy: Go, go, [glee|gladness]!
inspiring: Run your own race.
inspiring: One more step, always one more.
inspiring: Momentum [begins|lives] in you.
romantic: Run to me.
romantic: Racing pulse, and I know why.
romantic: Some distances the heart covers [first|alone].
witty: In haste, with style.
witty: The finish line should be nervous.
witty: Running late, [brilliantly|on principle].
minimal: Go.
minimal: Motion.
minimal: [Stride|Pace].
calls: Run with us this week.
calls: Lace up and join in.
calls: Find your pace [with us|in good company].
remarks: Locomotion is recorded at a characteristic phase.
remarks: The direction of movement organises the picture.
remarks: Velocity is [implied|suggested] by posture alone.
remarks: Stride and [balance|direction] are held in a single instant.
remarks: The exposure [halts|samples] an otherwise continuous act.

== climb
words: climb climbs climbing climber climbers rappelling
tags: ClimbOn UpWeGo AdventureTime OutThere ClimbHigher
quirky: The rock whispered a riddle.
quirky: Up is just [sideways|down] with ambition.
funny: My arms want a word.
funny: I get dizzy on a [kerb|stool].
serious: Every hold is a decision.
serious: Height teaches humility.
happy: Up we go, yahoo!
happy: Hold on and [holler|hooray]!
inspiring: Reach for the next hold.
inspiring: The climb is the reward.
romantic: Tie my rope to yours.
romantic: Every height is softer together.
witty: Upwardly mobile.
witty: Hanging in there, literally or nearly.
minimal: Upward.
minimal: Hold.
calls: Pack your bag and climb with us.
calls: Book your next adventure.
remarks: The ascent is depicted as a sequence of deliberate acts.
remarks: Vertical orientation intensifies the reading.

== swim
words: swim swims swimming swimmer swimmers underwater snorkel snorkeling
tags: SwimTime WaterBaby DiveIn KeepSwimming WaterFun
quirky: The water speaks fluent [whale|lullaby].
quirky: Part fish, part [philosopher|teapot].
funny: I float like a [cupboard|tax form].
funny: Doggy paddle: my whole [résumé|repertoire].
serious: Breath is the only clock.
serious: Water holds what it [trusts|carries].
happy: Swim, splash, [sing|smile]!
happy: Making waves of [joy|merriment]!
inspiring: Swim past the shallow doubts.
inspiring: Stroke by stroke, you [arrive|grow].
romantic: Carried softly, as a [wish|tune] is.
romantic: Some depths feel like home.
witty: In deep, [by choice|on purpose].
witty: Stroke of genius.
minimal: Swim.
minimal: Stroke, breath.
calls: Come for a swim with us.
calls: Dive in: [lessons await|join our swimmers].
remarks: Refraction modifies the apparent form of the figure.
remarks: Immersion is legible in the [posture|contour].
""")

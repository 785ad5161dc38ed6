"""Themes of animals: the words that call them, tags, and lines for every tone.

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
romantic: Devotion, in its [furriest|truest] form.
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
calls: Walk your dog our way [this week|and say hi].
calls: Tag a [dog person|tail wagger] you love.
calls: Follow the paw prints to [us|our door].

== cat
words: cat cats kitten kittens kitty
tags: CatLife CatsOfTheDay WhiskerWatch HappyCat CatMood FelineGood
quirky: Whiskers tuned to [deep space|the spirit channel].
quirky: The purr runs on [starlight|static].
quirky: Nine lives, [many alibis|one monocle].
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
romantic: A purr is a [lullaby|serenade] in fur.
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
inspiring: Fall as often as it takes, then saddle up.
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
happy: Chirps and [trills|giggles]!
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
happy: Creature comforts for [everybody|all]!
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
""")

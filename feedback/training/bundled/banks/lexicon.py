"""Words the reader knows: nouns a photo is about, verbs it shows, places and things."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SINGULAR = words("""
    man woman boy girl child person baby toddler kid lady guy gentleman adult teenager teen
    couple family group crowd team band dog puppy cat kitten horse bird duck animal cow sheep
    goat elephant monkey fish rider biker cyclist bicyclist skateboarder skater skier
    snowboarder surfer climber hiker runner player swimmer dancer singer musician worker driver
    racer jockey cowboy clown bride groom astronaut chef photographer performer artist athlete
    goalie gymnast policeman soldier student wrestler wakeboarder kayaker motorcyclist
    motorcycle bike bicycle car truck bus taxi train boat sailboat ship plane rocket shuttle cup
    mug glass plate bowl pizza cake sandwich salad soup bread coffee tea latte pasta fruit
    bouquet rose sunflower flower tree mountain waterfall lake beach forest road lighthouse
    street city building bridge sun sunset sunrise sky rainbow laptop camera book guitar bunch
    pile greyhound poodle terrier retriever collie shepherd labrador seagull swan parrot eagle
    pigeon owl crane girlfriend mother father friend teammate chihuahua dalmatian
    cheerleader bulldog female male bear squirrel rabbit deer
""")
IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "lady": "ladies",
    "puppy": "puppies",
    "baby": "babies",
    "family": "families",
    "policeman": "policemen",
    "gentleman": "gentlemen",
    "fish": "fish",
    "sheep": "sheep",
    "city": "cities",
    "deer": "deer",
}


def plurals(nouns: frozenset[str]) -> frozenset[str]:
    return frozenset(
        IRREGULAR.get(noun, noun + ("es" if noun.endswith(("s", "ch", "sh", "x")) else "s"))
        for noun in nouns
    )


PLURAL = plurals(SINGULAR) | {"clouds", "hills", "cookies", "tulips", "kids", "adults"}
# Nobody is invited to do what these do, and no hashtag puts them in a place.
_LIFELESS = words("""
    motorcycle motorbike bike bicycle car truck bus taxi train boat sailboat ship plane rocket
    shuttle cup mug glass plate bowl pizza cake sandwich salad soup bread coffee tea latte pasta
    fruit bouquet rose sunflower flower tree mountain waterfall lake beach forest road lighthouse
    street city building bridge sun sunset sunrise sky rainbow laptop camera book guitar bunch
    pile hill cloud cookie tulip
""")
LIFELESS = _LIFELESS | plurals(_LIFELESS)
COLLECTIVE = words(
    "group couple crowd pair bunch plate bowl cup glass pile bouquet team piece cups"
)

PLACES = words("""
    grass field lawn meadow yard backyard garden park farm pasture beach sand shore shoreline
    dune ocean sea wave waves surf lake river pond stream creek puddle waterfall water fountain
    pool snow ice mountain mountains hill hills hillside peak summit rock rocks valley canyon
    cliff forest woods tree trees woodland jungle leaves trail path street city sidewalk road
    traffic crosswalk building buildings pavement bridge town alley corner square night house
    home room bed couch sofa kitchen table chair floor window porch carpet bench playground
    swing slide trampoline desert dirt mud gravel track ramp slope pier dock boat stage court
    arena stadium gym market restaurant cafe bar store shop station office studio stairs steps
    wall fence rail railing ledge sky air clouds log branch ground course bridge tunnel raft
    sunset counter desk vase box door doorway hole platform balcony museum parade stands
    campsite tent gate
""")
THINGS = words("""
    ball frisbee stick toy bone rope bike bicycle skateboard surfboard snowboard sled scooter
    motorcycle guitar camera book umbrella balloon balloons bubbles kite hat helmet jacket shirt
    dress coat sunglasses backpack flag flags flowers bouquet sign phone laptop cup mug drink
    bottle ice instrument violin drum drums microphone paddle kayak canoe racket racquet bat
    basketball football volleyball hoop leash hose bucket shovel net fish pole skis skates wig
    mask costume hoodie scarf sweater vest uniform jersey suit bag basket food cake sandwich
    pizza candy glasses goggles disc hula tire chalk newspaper magazine cart wagon
    stroller swing horse boat
""")

VERBS = words("""
    run jump walk play stand sit ride climb hold look swim leap fly slide lie pose smile watch
    catch carry chase throw kick hit pull push swing dance sing perform race skate ski surf
    skateboard snowboard jog hike fish row paddle sail dive splash float drink eat cook read
    write paint draw talk laugh cheer wave point reach hang balance bounce roll crawl kneel
    crouch lean rest sleep relax stretch dig bite chew lick bark fetch retrieve shake sniff
    wrestle fight tackle dribble shoot score block serve bowl pitch swirl spin flip turn twist
    grind land fall tumble race drive steer pedal bike cycle travel move head cross enter leave
    wait gather march stroll wander explore hug kiss dress pick pet feed blow work build make
    use take show give put set get clean wash wear raise lift display perform juggle practice
    compete prepare try enjoy celebrate pass speed glide soar bloom grow glow fade set rise
    launch serve shine hide hop trot gallop graze peer stare gaze listen lounge camp roast
    hurdle skip scoot tread wade trudge snorkel kayak parasail perch nap swing bend stick touch
    squat attempt share jog follow come go emerge sled step tug photograph shovel sprint stomp
    line circle approach wade inspect examine admire look bathe share rappel compete somersault
    kitesurf wakeboard strum toss plunge frolic
""")
# Without what they act on these are half a phrase: "a boy holding".
NEEDS_OBJECT = words("""
    hold carry catch throw kick hit pull push fetch retrieve take make use show give put get
    wear raise lift display pick pet feed build prepare try attempt touch enter share follow
    tackle stick wash clean blow cross attempt approach inspect examine set head
""")

# Nor do these say anything without what follows them: "a dog emerging".
HOLLOW = words("look emerge come go leave move enjoy turn make face point reach lean land gather")
# What a stranger may be invited to: "fancy riding a bike?"
INVITING = words("""
    run jump walk play ride climb swim dive dance sing skate ski surf skateboard snowboard jog
    hike fish row paddle sail kayak drink eat cook read write paint draw cycle travel stroll
    wander explore perform juggle practice race snorkel rest relax
""")

PREPOSITIONS = words("""
    in on at through across over into along near by under beside down up around onto behind from
    towards toward off out above below against between inside outside past underneath among
    beneath atop with to for after before next front during amongst away alongside
""")
MOVING = words(
    "to along through across over into up down onto from towards toward off out past around after"
)
CLAUSE = words("while as whilst that who which where when because whose is are was")
NUMBERS = words("two three four five six seven eight several some many few")
DETERMINERS = words("a an the one this these those another") | NUMBERS
COLOURS = words("""
    red blue green yellow orange black white brown pink purple gray grey golden tan silver blond
    blonde gold beige
""")
# How a person looks or where they come from is not a caption's business.
UNSAID = words("""
    asian african african-american american black white indian oriental hispanic latino
    caucasian fat chubby overweight obese skinny thin heavyset bald shirtless topless
    bikini-clad bare-chested naked nude scantily homeless ugly dark-skinned dark-haired
    light-skinned drunk muslim jewish german japanese chinese middle-eastern tattooed heavy midget
    crippled
""")
SENSITIVE = words("""
    naked nude topless gun guns rifle cigarette cigarettes smoking smokes smoke beer alcohol
    wine liquor dead blood bloody knife weapon weapons underwear lingerie bikini bikinis thong
    diaper homeless beggar drunk vomit urinating urinates pee peeing poop feces spit middle bra
    butt buttocks breast fight fighting fights punch punching bites biting bite wheelchair sword
    swords military soldier soldiers war attack attacks attacking kill killing crotch bathing
    shirtless tattoos fire fires protest speedo speedos
    wal-mart walmart mart mcdonalds starbucks nike adidas pepsi statefarm disney coca-cola
""")
# Places and things that make a hashtag with a subject: "BeachDog", never "WallDog".
TAGGED_PLACES = words("""
    field meadow garden park farm beach shore ocean sea lake river pond waterfall pool
    snow ice mountain forest woods trail street city desert playground stage stadium
    market kitchen sofa couch bridge dock museum campsite sunset
""")
TAGGED_THINGS = words("""
    frisbee bike bicycle skateboard surfboard snowboard sled scooter motorcycle guitar book
    umbrella kite violin drum kayak canoe basketball football volleyball hula horse boat
""")

"""Everyday photos that people post and the data set lacks, as a describer would put them.

`SCENES` pairs subjects with what they do and where; one of each makes a description.
"""

from feedback.training.bundled.banks import lines

SCENES = (
    (
        lines("""
            a cup of coffee
            a white mug
            a glass of juice
            a cup of tea
            two cups of coffee
            a latte
        """),
        ("sitting", "resting", "standing", ""),
        lines("""
            on a wooden table
            next to a laptop
            on a desk
            beside a book
            on a kitchen counter
            by the window
        """),
    ),
    (
        lines("""
            a plate of food
            a bowl of fruit
            a pizza
            a plate of pasta
            a bowl of soup
            a chocolate cake
            a sandwich
            a salad
            a plate of cookies
            fresh bread
        """),
        ("sitting", "served", "", ""),
        lines("""
            on a wooden table
            on a white plate
            in a restaurant
            on a kitchen counter
            on a table
        """),
    ),
    (
        lines("""
            a bouquet of flowers
            pink flowers
            a red rose
            yellow tulips
            a sunflower
            purple flowers
            a bunch of roses
            a white flower
        """),
        ("blooming", "growing", "standing", ""),
        lines("""
            in a garden
            in a vase
            in a field
            on a table
            in the grass
            by the window
        """),
    ),
    (
        lines("""
            the sun
            a colorful sunset
            an orange sky
            a bright sunrise
            dark clouds
            a rainbow
        """),
        ("setting", "glowing", "fading", ""),
        lines("""
            over the ocean
            over the mountains
            behind the trees
            over a city
            above the water
            over a field
        """),
    ),
    (
        lines("""
            a cat
            a black cat
            an orange cat
            a small kitten
            two cats
            a gray cat
            a tabby cat
            a dog and a cat
            a black and a white cat
        """),
        (
            "sleeping",
            "sitting",
            "lying",
            "looking",
            "stretching",
            "walking",
            "hiding",
        ),
        lines("""
            on a couch
            on a bed
            by the window
            in a cardboard box
            on a chair
            on the floor
            in the garden
        """),
    ),
    (
        lines("""
            a busy street
            a city
            tall buildings
            a narrow street
            an old building
            a bridge
            a yellow taxi
            a red bus
        """),
        ("glowing", "", ""),
        lines("""
            at night
            in the rain
            in the fog
            under a cloudy sky
            near the river
            at sunset
        """),
    ),
    (
        lines("""
            a rocket
            a space shuttle
            a white rocket
        """),
        ("launching", "rising", "flying"),
        lines("""
            into the sky
            over the ocean
            above the clouds
        """),
    ),
    (
        lines("""
            an astronaut
            a woman in an orange space suit
            a man in a suit
            a young woman
            a man with glasses
            a woman with long hair
        """),
        ("smiling", "posing", "standing", "looking", "sitting"),
        lines("""
            in front of the camera
            in front of a flag
            in a studio
            in front of a white wall
            by the window
        """),
    ),
    (
        lines("""
            a snowy mountain
            a waterfall
            a calm lake
            a sandy beach
            a green forest
            a winding road
            rolling hills
            a lighthouse
        """),
        ("glowing", "", ""),
        lines("""
            in the mountains
            under a blue sky
            in the distance
            at sunset
            near the ocean
            on a cloudy day
        """),
    ),
    (
        lines("""
            a laptop
            a camera
            an open book
            a pile of books
            a guitar
        """),
        ("sitting", "resting", ""),
        lines("""
            on a table
            on a bed
            on a desk
            on a wooden chair
            by the window
        """),
    ),
    (
        lines("""
            a vintage car
            a bicycle
            a motorcycle
            an old truck
            a yellow bus
            a sailboat
            a steam train
        """),
        ("standing", "parked", ""),
        lines("""
            near a brick wall
            on the street
            by the water
            at the station
            on a dirt road
            in front of a house
        """),
    ),
    (
        lines("""
            a woman
            a man
            a young couple
            two friends
            a family
            a group of friends
            an elderly man
            a chef
            a man and a woman
            a girl and a boy
            the mother and the child
        """),
        (
            "drinking coffee",
            "reading a book",
            "eating dinner",
            "cooking dinner",
            "working",
            "taking a picture",
            "walking",
            "laughing",
            "holding flowers",
            "using a laptop",
            "looking",
        ),
        lines("""
            in a cafe
            in a kitchen
            at a table
            in a park
            on a bench
            at a market
            on the beach
            in an office
            at sunset
        """),
    ),
)

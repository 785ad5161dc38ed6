"""Words that people type for a tone, and the hashtags that go with tones and audiences."""

ALIASES = {
    "quirky": "whimsical weird odd offbeat eccentric playful surreal zany wacky strange bizarre "
    "dreamy imaginative fanciful magical",
    "funny": "humorous hilarious goofy silly comic comedic jokey amusing sarcastic cheeky "
    "self-deprecating absurd meme ridiculous lighthearted",
    "serious": "solemn sober formal earnest grave thoughtful reflective honest calm professional "
    "neutral pensive contemplative melancholic sad quiet somber documentary factual",
    "happy": "joyful cheerful upbeat excited bubbly sunny warm friendly positive grateful "
    "enthusiastic delighted merry glad festive casual energetic wholesome cozy proud",
    "inspiring": "inspirational motivational uplifting hopeful empowering bold brave confident "
    "encouraging determined ambitious adventurous epic heroic strong spiritual",
    "romantic": "loving tender poetic sweet dreamy sentimental nostalgic lyrical heartfelt "
    "affectionate passionate intimate gentle soft wistful emotional",
    "witty": "clever dry ironic smart sharp sardonic deadpan sassy wry punny snarky "
    "sophisticated sly intellectual edgy",
    "minimal": "minimalist short simple brief concise plain understated laconic terse clean "
    "few-words subtle",
}
UNKNOWN = (
    "cinematic retro mysterious spooky gothic futuristic rustic vintage moody noir chaotic "
    "caffeinated cosmic stoic regal tropical autumnal electric velvet nautical piratical medieval "
    "grumpy zen jazzy baroque sleepy stormy salty spicy grungy punk academic luxury sporty "
    "scientific mythical cyberpunk folksy bohemian dramatic"
)
# What an unknown tone becomes: tones that suit any photo.
FALLBACK = ("happy", "witty", "inspiring")

TAGS = {
    "quirky": "OddlyDelightful WeirdAndWonderful PlotTwist WhimsyWins StrangeMagic DelightfullyOdd "
    "CuriousThings WonderEverywhere",
    "funny": "LaughOutLoud TooRelatable ComedyGold JustForLaughs FunnyMoments GiggleOfTheDay "
    "SoRelatable CaughtInTheAct",
    "serious": "QuietMoments HonestPhotography ThroughTheLens LookCloser TrueStory SlowLooking "
    "DocumentaryStyle PlainTruth",
    "happy": "GoodVibes HappyDays JoyEveryday FeelGood SmileMore HappyThoughts GoodMood LittleJoys",
    "inspiring": "KeepGoing DreamBig StayCurious OnwardAlways FindYourWay NeverGiveUp BeBrave "
    "OneStepCloser",
    "romantic": "LoveInDetails TenderMoments HeartStrings LoveLetters SweetMemories SoftAndSlow "
    "PoetryInPictures DearHeart",
    "witty": "WittyBanter DryHumour CleverCaption WordPlay FinePrint PunIntended Understatement "
    "QuietlyClever",
    "minimal": "LessIsMore KeepItSimple MinimalMood SimplyThis QuietFrame PlainAndSimple FewWords "
    "ParedBack",
    "promotional": "JoinUs PlanYourVisit DayOut ComeAlong BookNow SeeForYourself YouAreInvited "
    "SaveYourSpot",
    "academic": "VisualStudies ImageAnalysis PhotoStudies VisualCulture FieldNotes VisualMethods "
    "ReadingImages FormAndContext",
}

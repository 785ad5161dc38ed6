"""A friend's voice: for each tone, sentences that name the photo (`CORES`) and ones that follow."""

from feedback.training.bundled.banks import lines

CORES = {
    "quirky": lines("""
        Plot twist: {the} ~be in charge of {place} now.
        Somewhere a cloud is taking notes on {the} {ing}.
        {The} {ing}, as foretold by absolutely nobody.
        In an alternate universe, {place} belongs to {the} alone.
        Breaking news from {place}: {the} ~have other ideas.
        {This} clearly ~read a different manual.
        {The} and {place} walked into a daydream.
        {Doing}? Yes. Explanations? None whatsoever.
        Chapter nine: {the} and the mystery of {place}.
        {The} ~speak fluent stardust and {place} understands every word.
        If {place} had a secret handshake, {the} would know it.
        Field notes: one {head}, zero gravity, maximum sparkle.
        {The} ~operate on moon rules.
        A tiny parade of one: {the} {ing}.
        {The} borrowed {place} from a dream and forgot to return it.
        Our universe is mostly stardust and {the} {ing}.
        {Place} filed a report: suspiciously whimsical {head} on site.
        {The} {doing} like gravity is a rumour.
        {Thing} is obviously a portal and {the} ~know it.
        Legend says {thing} chose {the}, never the other way round.
        Certified marvel: {the} {ing}.
        {The}, starring in a film only pigeons will understand.
        Sources confirm {the} ~be powered by glitter and mischief.
        Weird little miracle of the day: {the} {ing}.
        {The} {at}, humming a tune from another planet.
        Today's forecast: scattered {head} with a chance of wonder.
    """),
    "funny": lines("""
        {The} ~have no plan, no brakes and all of {place}.
        {The} {ing} like rent is due.
        Nobody asked {the} to go this hard {at}.
        {The}: zero hesitation, full commitment.
        Me pretending to have it together: {the} {ing}.
        {The} {doing} with the confidence of someone who skipped the instructions.
        {Place} called. It wants its dignity back from {the}.
        {The} ~be one snack away from total chaos.
        I came for {place} and stayed for {the} losing the plot.
        {The} {ing}, and somehow I'm the tired one.
        Live footage of my last brain cell: {the} {ing}.
        {Thing} did nothing to deserve this.
        Tell {the} I said no refunds on {thing}.
        {The} woke up and chose {place}.
        When the group chat says five minutes: {the} {ing}.
        {The} ~be either a genius or very lost {at}.
        Pretty sure {the} ~think this counts as a meeting.
        Somebody give {the} a raise. Or a nap.
        {The} {at}, avoiding every email since forever.
        This is {the} on a full tank of bad decisions.
        {The} {doing}: ten out of ten for effort, two for technique.
        My therapist will be hearing about {the} {ing}.
        {The} versus {place}. Place your bets.
        {The} ~look like the plan AND the backup plan.
        Proof that {the} should never be left unsupervised {at}.
        {A} {doing}? In this economy?
    """),
    "serious": lines("""
        {The} {ing}, and nothing else asks for attention.
        {Place} holds its silence around {the}.
        There is weight in the way {the} {s}.
        {The} {at}: a plain fact, and enough of one.
        What remains is {the}, and {place} behind it all.
        We rarely stop to consider {the} {ing}.
        {The} ~ask for nothing more than an honest look.
        Attention is owed to {the} {ing}.
        {Place} has seen a great deal. Today it sees {the}.
        {The} {doing} without an audience in mind.
        Between {the} and {place} lies a story worth respecting.
        Look long enough at {the} and the noise falls away.
        {The} {ing}, unposed and unhurried.
        {Thing} says as much as words could about {the}.
        No drama here, only {the} {ing}.
        {The} ~carry the scene with quiet resolve.
        It matters to record {the} as things truly were.
        {The} {at}. Some pictures need no argument.
        A sober moment: {the} {ing}.
        {Place} does not flatter {the}; it simply tells the truth.
        {The} ~belong to this hour and to no other.
        One decision, one breath: {the} {doing}.
        {The} and {thing}, shown without ornament.
        I keep returning to {the} {at}, and to what it asks of us.
        Patience has a shape, and here it is {the} {ing}.
        Consider {the}: steady, present, unadorned.
    """),
    "happy": lines("""
        {The} {ing} and everything feels sunny inside!
        Can't stop smiling at {the} {ing}!
        {The} {at} made my whole week brighter!
        Pure joy looks like {the} {ing}.
        {The} ~have me grinning from ear to ear!
        Hooray for {the} and for {place}!
        All the good feelings: {the} {ing}!
        {The} {doing}, cheerful as a song on repeat!
        Best mood ever, thanks to {the} {at}.
        Happiness found {at}, right beside {the}!
        {Place} plus {the} equals one very big smile!
        Look at {the} go! What a delight!
        Yay for days with {the} {ing}!
        {The} and {thing}: my favourite kind of cheer!
        So much laughter {at}, and {the} started it!
        {The} just turned {place} into a party!
        Here comes {the}, bringing the good vibes!
        My heart did a little cartwheel for {the} {ing}!
        Nothing beats {the} {doing} with a glad heart!
        Sunshine mood: {the} {ing}!
        {This}? An instant pick-me-up!
        Lucky us, we got {the} {ing}!
        Bottling this feeling: {the} {at}!
        {The} {ing}, and I am giddy about it!
        Big love for {place} and jolly {head} moments!
        Thumbs up for {the}, {thing} and pure fun!
    """),
    "inspiring": lines("""
        {The} {ing}: proof that the first step is the brave one.
        Be like {the}: begin before you feel ready.
        {Place} is big. So is the courage of {the}.
        {The} {ing}, one breath closer to the dream.
        Every great journey looks like {the} {ing}.
        Let {the} remind you how far a little faith can travel.
        {The} never asked {place} for permission to shine.
        Rise like {the}, and keep going.
        {The} {doing} today so tomorrow feels possible.
        You are stronger than doubt. Just watch {the} {doing}.
        {Place} belongs to those who dare, and {the} dared.
        Dream it, then move: {the} {ing}.
        {The} ~show us that limits are only lines to cross.
        What if you trusted yourself the way {the} ~trust {place}?
        Keep your eyes on {the} and your hopes even higher.
        Small efforts build mighty things. Ask {the} {ing}.
        {The} {at}, turning fear into forward motion.
        Growth begins {at}, exactly where {the} stood.
        {Thing} is only a tool. The will belongs to {the}.
        Chase it with your whole heart, like {the} {ing}.
        {The} ~carry a lesson: persist, and the path appears.
        Find your own {place}. Then give it everything, like {the}.
        Believe in slow progress: {the} {ing}.
        Someone needs this today: {the}, unafraid.
        {The} {ing} and the horizon answers.
        Purpose has a look, and {the} ~wear it well.
    """),
    "romantic": lines("""
        {The} {ing}, and my heart forgets its hurry.
        A love letter to {place}, signed by {the}.
        {The} {at}, tender as a promise.
        I would keep {the} {ing} in a locket if I could.
        {Place} whispered, and {the} stayed a little longer.
        Softly, the world gathers around {the} {ing}.
        Some moments glow softly: {the} {at}.
        {The} and {place}, like two verses of one poem.
        Dear {place}, take gentle care of {the}.
        Hold this close: {the} {ing}.
        If tenderness had a picture, it would be {the} {ing}.
        {The} {doing} the way slow music sounds.
        Every heartbeat here belongs to {the} and {place}.
        I fell for this light, and for {the} {at}.
        {The} ~glow like a memory worth keeping forever.
        Let me linger {at}, where {the} ~be all that matters.
        {The} {ing}: a sigh the camera managed to catch.
        There are sighs in the air around {the} {at}.
        {Thing}, {the}, and a heart gone quietly soft.
        Darling world, thank you for {the} {ing}.
        {The} ~make even {place} feel like a sonnet.
        My sweetest souvenir: {the} {ing}.
        {Place} in a hush, {the} in a dream, me in awe.
        Once upon a tender time, {the} {ing}.
        Adore the little things: {the} {at}.
        {The}, cherished for as long as pictures last.
    """),
    "witty": lines("""
        {The} {ing}: understated, unless you have eyes.
        {Place} offered a backdrop. {The} negotiated top billing.
        {The} {at}, proving that subtlety is optional.
        One does not simply ignore {the} {ing}.
        {The} ~have mastered the art of {doing}. Modesty is next semester.
        Call it strategy: {the} {ing}.
        {The} came, saw and improved {place}.
        In fairness to {place}, {the} started it.
        {The} {doing}, as any reasonable committee would advise.
        Some seek fame. {The} settled for {place}.
        A short essay on ambition: {the} {ing}.
        {Thing}: the accessory that brings its own punchline.
        {The} ~regard {place} as a rough draft.
        Technically {the} {s}. Poetically, it is a press conference.
        {The}: genius level, as usual.
        {Place} has excellent taste in company: see {the}.
        If wit were visible, it might resemble {the} {ing}.
        {The} {ing}, with footnotes pending.
        The plot thickens; {the} merely ~add seasoning.
        {The} {at}. The irony was complimentary.
        Filed under {head}. Clearly a headline.
        {The} ~make {doing} look like a clever remark.
        Exhibit A: {the}. Exhibit B: {place}. The defence rests.
        {The}, {thing} and the fine print of a good day.
        Centuries of progress led up to {the} {ing}.
        {The} put the punctuation in {place}.
    """),
    "minimal": lines("""
        {The}. {Place}. Enough.
        {Head}, {doing}.
        Just {the} {ing}.
        {Ing}. That's all.
        {The}, {at}.
        {Head} and stillness.
        {Place}, uncluttered. {The}.
        Less noise. {The}.
        Quietly {ing}.
        {Doing}, here, now.
        {The}. Nothing added.
        {Head}. Pause.
        {At}, unhurried.
        One frame: {the}.
        {Thing}. {The}.
        Simply {the} {ing}.
        {The}, as is.
        Only {the} {at}.
        {Place}. Breathe.
        Plain and good: {the}.
        {Ing}. Full stop.
        Bare bones: {the} {at}.
        {The}, softly.
        Still thinking of {the} {at}.
        {The}, in short.
        {Place} and {the}. Period.
    """),
}

TAILS = {
    "quirky": lines("""
        The squirrels are writing a review.
        Do not question the wizardry.
        Rules of physics sold separately. 🪐
        I have three theories and none of them wear shoes.
        Everything about this smells faintly of magic.
        The moon approves.
        My inner goblin is clapping.
        Curiouser and gloriously curiouser. 🌀
        Please address all complaints to the nearest dandelion.
        Reality is on a tea break.
        Socks optional, wonder mandatory. 🧦
        Somebody hand me a kazoo.
        I'd frame it beside my collection of invisible hats.
        The pigeons voted yes.
        We live in delightful times.
        It's giving enchanted teapot. ✨
    """),
    "funny": lines("""
        I have so many questions and no follow-up.
        Same energy as me on a Monday. 😂
        We don't talk about what happened next.
        Nailed it. Sort of. 😅
        Insurance has left the chat.
        No further comment from my lawyer.
        Send help, and maybe pizza.
        I laughed so hard I forgot my password. 🙃
        Please clap.
        Honestly, relatable.
        That escalated politely.
        Meanwhile I pulled a muscle tying my laces.
        Ten seconds later: regret. Probably.
        I can't even parallel park.
        Mood: exactly this, minus the talent. 😂
        Adulting cancelled until further notice.
    """),
    "serious": lines("""
        I stood still for a while before taking it.
        Some things deserve to be seen plainly.
        It stays with me.
        There is dignity in the ordinary.
        We owe such moments our full attention.
        I have nothing clever to say, and that feels right.
        Truth is often this quiet.
        Time moves on; the image does not.
        A reminder to look twice.
        What we notice is what we value.
        It is worth a second, slower look.
        Few words are needed.
        I'd rather remember it exactly like this.
        Memory will have to do the rest.
    """),
    "happy": lines("""
        I'm beaming! 😊
        What a wonderful day to be around!
        Pass it on, joy is contagious!
        More of this, please! 🎉
        We are so lucky!
        My cheeks hurt from grinning.
        Feeling grateful and a bit bouncy!
        This is what weekends are for! ☀️
        Dancing in my kitchen about it.
        Good times, great company! 💛
        Woohoo!
        Saving it for a rainy day!
        High fives all round!
        Life is sweet, isn't it?
        Could anything be merrier?
    """),
    "inspiring": lines("""
        Your turn will come; start anyway.
        Keep climbing, whatever your hill is.
        The only way is onward.
        I needed that reminder.
        Courage grows when you use it.
        Be patient with your own becoming.
        Tomorrow is built on days like this.
        Hold on to hope and let go of hesitation.
        We rise by trying again.
        Let it move you.
        There is power in showing up.
        Go gently, but go.
        Nothing bold was ever born from waiting.
        Light your own way.
        I believe in us.
    """),
    "romantic": lines("""
        I'd live in this second forever. ❤️
        Love hides in gentle places.
        My heart is keeping this one.
        Stay a while with me.
        Tell me you feel it too. 💕
        Every soft thing begins like this.
        I could write sonnets.
        It feels like the start of a slow dance.
        Be still, my sentimental heart.
        Wish you were here, hand in mine.
        The world can wait; affection cannot. 🌹
        How dearly I treasure it.
        Candlelight has nothing on this.
        Swept away, completely.
        For you, always.
    """),
    "witty": lines("""
        I'd applaud, but I'm holding the camera.
        Draw your own conclusions; I drew mine in pen.
        Subtle it was not.
        The critics, meaning me, are impressed.
        Brevity tried; personality won.
        As the philosophers almost said.
        No metaphors were harmed.
        I'll take my bow now.
        Results may vary; charm does not.
        Consider the bar raised, then tripped over.
        Sarcasm not included.
        A masterclass, no tuition required.
        My sources are impeccable and fictional.
        The jury is out, admiring the view.
        File under: obviously.
    """),
    "minimal": lines("""
        Enough.
        Here.
        Nothing more.
        Still.
        Quiet.
        Just so.
        Keep.
        As it was.
        Noted.
        No caption needed.
    """),
}

"""Invitations to act, by tone: no brand, no price, nothing to buy that the photo cannot carry."""

from feedback.training.bundled.banks import lines

CALLS = {
    "quirky": lines("""
        Visit soon, bring your strangest hat. 🎩
        Book an adventure your diary won't believe.
        Follow along for more delightful nonsense.
        Come explore; the goblins are friendly.
        Tag your oddest friend and join the parade.
        Discover your own corner of weird today.
        Sign up for wonder, unsubscribe from boring.
        Step inside the daydream: reserve your spot now. 🌀
        Share this with someone who talks to plants.
        Join us, the portal is open all week.
    """),
    "funny": lines("""
        Book now, overthink it later. 😂
        Come visit before we all act our age.
        Tag the friend who would absolutely do this.
        Join us. Snacks cannot be promised, chaos can.
        Follow for more, your boss isn't watching.
        Try it today and blame us tomorrow. 😅
        Save your seat before your excuses wake up.
        Share this with someone who needs a laugh.
        Sign up; bring friends, or at least witnesses.
        Stop scrolling, start booking.
    """),
    "serious": lines("""
        Visit us and see it for yourself.
        Take the time: plan your visit today.
        Learn more, and support what deserves to last.
        Join those who care to look closely.
        Follow our work for more honest pictures.
        Reserve a place and experience it in person.
        Stand with us; share this with someone who should see it.
        Make room in your week for what matters. Book a visit.
        Discover the story behind it with us.
        Get in touch and take part.
    """),
    "happy": lines("""
        Come join the fun today! 🎉
        Grab your friends and visit us this week!
        Book your happy day now!
        Tag someone who makes you smile, then come along!
        Join us, there's joy for everyone!
        Treat yourself: reserve your spot today! ☀️
        Share the cheer and follow for more!
        Don't miss it, come play with us!
        Sign up and let the good times roll! 💛
        Discover your next favourite day out!
    """),
    "inspiring": lines("""
        Start your own journey: join us today.
        Take the first step and book your place.
        Your next chapter is waiting. Come and begin it.
        Discover what you are capable of. Sign up now.
        Join the people who choose to try.
        Dare to come along; reserve your spot.
        Follow for daily courage, then act on it.
        Visit, explore, return braver.
        Share this with someone ready to rise.
        Make today the day: get started with us.
    """),
    "romantic": lines("""
        Book a tender escape for two hearts. ❤️
        Bring someone you love and visit soon.
        Reserve an evening worth remembering together.
        Come fall for it in person. 💕
        Plan a gentle getaway with us.
        Share this with your favourite person, then join us.
        Visit, hand in hand, and stay a while.
        Treat your sweetheart: save the date with us. 🌹
        Discover a place to say the soft things.
        Follow us for more love letters like this.
    """),
    "witty": lines("""
        Book now; regret is for the undecided.
        Visit us, if only to prove us right.
        Join in. Your sofa will forgive you.
        Reserve a spot and keep your alibi simple.
        Follow us, your algorithm deserves better taste.
        Come along; clever people already have.
        Try it once, quote it forever.
        Sign up. It reads better than your inbox.
        Discover it before it becomes everyone's idea.
        Share it with someone who appreciates a good line.
    """),
    "minimal": lines("""
        Come see.
        Visit us.
        Book today.
        Join us.
        Save the date.
        Discover more.
        Follow along.
        Try it.
        Reserve yours.
        Your turn. Join.
    """),
}

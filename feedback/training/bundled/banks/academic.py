"""Precise, formal, third person: for each tone, sentences that name the photo and ones that
follow."""

from feedback.training.bundled.banks import lines

CORES = {
    "quirky": lines("""
        An unconventional record: {the} {ing} invites interpretive hesitation.
        The image presents {the} {at}, an anomaly no framework quite anticipates.
        A curious case study: {the} {ing}.
        {The}, observed {doing}, resists every orthodox classification.
        This photograph documents {the}, an eccentric variable in {place}.
        Contrary to established models, {the} {s}.
        A peculiar rapport between {the} and {place} is hereby proposed.
        Footnote worthy: the idiosyncratic behaviour of {the} {at}.
        The unusual pairing of {the} and {thing} merits a whimsical appendix.
        Hypothesis: {place} exists chiefly to puzzle scholars of the {head}.
        The fanciful disposition of {the} unsettles the grammar of {place}.
        Should {the} be filed under fact or daydream? The archive hesitates.
        {The} {at} ~imply a geometry unknown to the textbooks.
        An improbable dialogue unfolds between observer and {head}.
        Marginalia would suit {the} {ing} better than citation.
        One detects, around {the}, a cheerful defiance of the catalogue.
    """),
    "funny": lines("""
        Peer review confirms that {the} {s} with comic disregard for method.
        The study observes {the} {ing}; the control group has gone for lunch.
        Results indicate that {the} ~remain amusingly unaware of the hypothesis.
        Figure one: {the} {at}, moments before the discussion section collapsed.
        The sample, {a}, exceeded every expectation of the grant committee.
        The comic timing of {the} {ing} exceeds current models.
        Statistically, {the} ~outperform every comedian in {place}.
        The committee laughed at {the} {doing}, then requested further data.
        {Thing} serves as an inadvertently comic instrument for {the}.
        Methodology: observe {the} {at}; abandon composure; cite accordingly.
        In the appendix, {the} ~appear to win the debate.
        Field notes on {the} {ing} were interrupted by giggling.
        {The} {at} ~violate three protocols and one lab tradition.
        Significance was reached at the exact moment {the} {s}.
        A farcical margin of error surrounds {the}.
        Solemnity was the aim; {the} {ing} had other plans.
    """),
    "serious": lines("""
        The photograph documents {the} {ing}, without evident intervention.
        The composition places {the} {at} and thereby establishes context.
        Formally, {the} ~constitute the sole focal point of {place}.
        The frame isolates {the} {doing}, permitting sober analysis.
        The evidence is limited to {the} {ing}; further inference is unwarranted.
        Rigorous description yields {the}, {place} and little else.
        Documentary restraint governs this view of {the} {at}.
        The relation of {the} to {place} demands careful examination.
        {Thing} functions as material evidence beside {the}.
        Observed conditions: {the} {ing}; no staging is apparent.
        Attention is directed to {the} and withheld from all else.
        {The} {at} ~warrant description before judgement.
        A factual record: {the} {ing}.
        The austerity of {place} clarifies the position of {the}.
        It suffices to state that {the} {s}.
        The material conditions of {place} frame the conduct of {the}.
    """),
    "happy": lines("""
        The image conveys evident delight as {the} {s}.
        Positive affect is the defining quality of {the} {ing}.
        {The} {at} ~provide a cheerful instance of expressive form.
        A buoyant mood prevails: {the} {ing}.
        The scene records conviviality, with {the} as its bright centre.
        Joy is legible in the depiction of {the} {doing}.
        The vitality of {the} lends {place} a festive character.
        Such exuberance, visible in {the} {ing}, rewards attention.
        {Thing} contributes to the jubilant register of {the}.
        Viewers may associate {the} {at} with elevated wellbeing.
        A convivial energy animates {the} {at}.
        {The} {ing} ~furnish a textbook illustration of pleasure.
        Gladness, plainly visible in {the}, structures the whole image.
        The sunny temperament of the scene originates with {the}.
        Observers would reasonably describe {the} {ing} as elated.
        {Place} and {the} together compose a celebratory tableau.
    """),
    "inspiring": lines("""
        The depiction of {the} {ing} exemplifies perseverance.
        {The} {at} may be read as an emblem of human aspiration.
        The image articulates determination through {the} {doing}.
        As a model of resilience, {the} ~invite emulation.
        The upward momentum of {the} transforms {place} into a field of possibility.
        The sequence implied by {the} {ing} suggests sustained endeavour.
        The photograph elevates {the} into a study of resolve.
        Motivational theory finds an apt illustration in {the} {ing}.
        {Thing} becomes an instrument of ambition for {the}.
        The scale of {place} amplifies the aspiration embodied by {the}.
        Agency and hope converge in {the} {ing}.
        The figure of {the} {at} argues for persistence.
        Possibility, as a concept, is made visible by {the}.
        The evident drive of {the} surpasses the modest means of {place}.
        In {the} {ing}, striving assumes a visible form.
        The ascent from effort to achievement is legible in {the}.
    """),
    "romantic": lines("""
        In the Romantic tradition, {place} mirrors the tenderness of {the}.
        The lyrical treatment of {the} {ing} evokes quiet affection.
        An elegiac softness surrounds {the} {at}.
        {The} {ing} ~recall the pastoral idyll.
        The composition renders {the} with poetic affection.
        Sentiment, rather than narrative, binds {the} to {place}.
        The gentle depiction of {the} {doing} belongs to a lyric mode.
        A tender aesthetic unites {the} and {place}.
        {Thing} acquires the status of a keepsake beside {the}.
        The image of {the} {at} approaches the condition of a sonnet.
        {Place} is suffused with a longing that {the} ~answer.
        A reverent gaze attends {the} {ing}.
        The softness accorded to {the} recalls devotional painting.
        Memory and yearning meet in {the} {at}.
        A dreamlike quietude envelops {place}.
        The poet's moonlit vocabulary would suit {the} {ing}.
    """),
    "witty": lines("""
        The author notes, with due irony, that {the} {s}.
        {The} {ing}: an argument that scarcely requires a bibliography.
        It is an elegant paradox that {the} should command {place} so effortlessly.
        The literature on {place} has hitherto underestimated {the}.
        One might cite {the} {at} as a rebuttal to subtlety.
        The thesis is {the}; the antithesis, {place}; the synthesis is left to the reader.
        Critics of {doing} are respectfully referred to {the}.
        {The} ~furnish a counterexample of considerable style.
        The rhetorical use of {thing} by {the} is duly acknowledged.
        Modest in scale, {the} ~deliver the closing argument.
        Scholars disagree about everything except {the} {ing}.
        {The} {at} ~conduct a seminar without saying a word.
        The burden of proof now rests with {place}.
        It would be pedantic to improve upon {the} {ing}.
        Of the available interpretations, {the} ~prefer none.
        Posterity will no doubt misquote {the}.
    """),
    "minimal": lines("""
        Subject: {the}. Setting: {place}.
        Observed: {the} {ing}.
        Fig. A: {head}, {doing}.
        {Head}; {place}. Untitled.
        Subject noted: {the}.
        Record: {the} {at}.
        Object: {thing}. Agent: {the}.
        Study of {the}.
        Abstract: {the} {ing}.
        Noted: {the} {doing}.
        Plate I: {the}.
        Present: {the}. Place: {place}.
        Sighted: {the} {at}.
        View of {the} {ing}.
        Entry: {head}.
        Case: {the} {at}.
    """),
}

TAILS = {
    "quirky": lines("""
        Further eccentricity is anticipated.
        The anomaly remains charmingly unresolved.
        Conventional taxonomies are advised to look away.
        The whimsical variable was not controlled.
        Oddity, here, is a legitimate finding.
        The discipline has yet to name this curiosity.
        An appendix of wonders is in preparation.
        Peculiarity has seldom been so photogenic.
        The index lists this under miscellaneous marvels.
        Further peculiar evidence may hatch.
    """),
    "funny": lines("""
        Replication is discouraged on grounds of dignity.
        The reviewers were unable to keep a straight face.
        Laughter was recorded as a confounding factor.
        Ethics approval arrived too late.
        No hypothesis survived the encounter.
        The comedic effect size was considerable.
        The footnotes are still giggling.
        Funding will presumably be withdrawn.
        An erratum and an apology are forthcoming.
        The abstract omitted the punchline.
    """),
    "serious": lines("""
        The restraint of the treatment supports its credibility.
        Context is given, commentary withheld.
        Interpretation should proceed with caution.
        The document stands as primary evidence.
        Its gravity derives from exact observation.
        The analysis need not extend beyond what is visible.
        No embellishment is detected.
        The observation is complete in itself.
        Precision is preferred to eloquence.
        Neutrality is maintained throughout.
    """),
    "happy": lines("""
        The overall effect is one of unforced gladness.
        Delight serves as the organising principle.
        The cheerful register is sustained throughout.
        Such brightness warrants appreciation.
        The affective response is demonstrably positive.
        Merriment, in this instance, is well documented.
        A celebratory cadence closes the composition.
        Pleasure requires no further justification.
        The tonal brightness is equally joyful.
        Contentment is the evident conclusion.
    """),
    "inspiring": lines("""
        The scene affirms the value of sustained effort.
        Its ethical appeal lies in the will to continue.
        Aspiration is rendered in concrete terms.
        The example encourages purposeful action.
        Resilience emerges as the principal theme.
        The horizon serves as a figure of potential.
        Determination, here, acquires a visible grammar.
        The trajectory points decidedly upward.
        Such steadfastness is instructive.
        Ambition and humility are held in balance.
    """),
    "romantic": lines("""
        The mood is hushed and lyrical.
        Affection is implied rather than declared.
        Such tenderness has a long pictorial lineage.
        The atmosphere approaches reverie.
        Its poetry resides in quiet devotion.
        Longing is suggested by the softness of the scene.
        A wistful cadence lingers.
        The heart, though unnamed, is the true subject.
        Nostalgia tints the reading.
        Beauty and yearning are inseparable here.
    """),
    "witty": lines("""
        The irony is left as an exercise.
        Subsequent scholarship may wish to keep up.
        The conclusion, one suspects, was reached in advance.
        Footnotes are available upon raised eyebrow.
        The argument is concise, which is rare in the field.
        Dissenting opinions were filed alphabetically.
        Objections may be raised at the reception.
        The reader is trusted to smirk responsibly.
        Cleverness is conceded without contest.
        A rejoinder would be imprudent.
    """),
    "minimal": lines("""
        No commentary.
        Undated.
        Single observation.
        Data sufficient.
        End of record.
        Context visible.
        Nothing inferred.
        As observed.
        Entry closed.
        Described, not judged.
    """),
}

"""Precise, formal, third person: for each tone, sentences that name the photo and ones that
follow."""

from feedback.training.bundled.banks import lines

CORES = {
    "quirky": lines("""
        An unconventional record: {the} {ing} [invites|rewards] interpretive hesitation.
        The image presents {the} {there}, an anomaly no [framework|taxonomy] quite anticipates.
        A curious case study: {the} {ing}.
        {The}, observed {doing}, [resists|eludes] every orthodox classification.
        This photograph documents {the} {there}, an eccentric variable.
        Contrary to [established models|received opinion], {the} {s}.
        A peculiar rapport between {the} and {place} is hereby proposed.
        Footnote worthy: the idiosyncratic [behaviour|geometry] of {the} {there}.
        The unusual pairing of {the} and {thing} merits a whimsical [appendix|subheading].
        Hypothesis: {place} exists chiefly to puzzle scholars of {the}.
        The fanciful disposition of {the} unsettles the grammar of {place}.
        Should {the} be filed under [fact|fauna] or daydream? The archive hesitates.
        {The} {there} ~imply a geometry unknown to the textbooks.
        An improbable dialogue unfolds between observer and {the}.
        Marginalia would suit {the} {ing} better than citation.
        One detects, around {the}, a cheerful defiance of the catalogue.
        [Cartographers|Lexicographers] have yet to account for {the} {ing}.
        The [cabinet of curiosities|museum of oddities] gains an entry: {the} {there}.
        {The} may be [marvellous|imaginary]; the negative suggests otherwise.
        In [dreamlike|oblique] fashion, {the} {s}.
    """),
    "funny": lines("""
        Peer review confirms that {the} {s} with comic disregard for method.
        The study observes {the} {ing}; the control group has gone for [lunch|good].
        [Results|Preliminary data] indicate that {the} ~remain amusingly unaware of the hypothesis.
        Figure one: {the} {there}, moments before the discussion section collapsed.
        The sample, {a}, exceeded every expectation of the grant committee.
        The comic timing of {the} {ing} exceeds current models.
        Statistically, {the} ~outperform {place} as a comic prop.
        The [panel|faculty] laughed at {the} {doing}, then requested further data.
        {Thing} serves as an inadvertently comic instrument for {the}.
        Methodology: observe {the} {there}; abandon composure; cite accordingly.
        In the appendix, {the} ~appear to win the debate.
        Field notes on {the} {ing} were interrupted by [giggling|snorting].
        {The} {there} ~violate three protocols and one lab tradition.
        Significance was reached at the [exact|awkward] moment {the} {s}.
        A farcical margin of error surrounds {the}.
        Solemnity was the aim; {the} {ing} had other plans.
        The [literature|syllabus] offers no remedy for {the} {ing}.
        Inter-rater agreement on {the} was [hilarious|low, owing to mirth].
        {The} {there} ~remain the leading cause of unscheduled seminars.
        Consent forms did not mention {the}, an oversight now [framed|regretted].
    """),
    "serious": lines("""
        The photograph [documents|records] {the} {ing}, without evident intervention.
        The composition places {the} {there} and thereby establishes context.
        Formally, {the} ~constitute the sole focal point of {place}.
        The frame [isolates|delimits] {the} {doing}, permitting sober analysis.
        The evidence is limited to {the} {ing}; further inference is unwarranted.
        Rigorous description yields {the}, {place} and little else.
        Documentary restraint governs this view of {the} {there}.
        The relation of {the} to {place} demands [careful|systematic] examination.
        {Thing} functions as material evidence beside {the}.
        Observed conditions: {the} {ing}; no staging is apparent.
        Emphasis is [directed|confined] to {the} and withheld from all else.
        {The} {there} ~warrant description before judgement.
        A factual [record|account]: {the} {ing}.
        The austerity of the framing clarifies the position of {the}.
        It suffices to state that {the} {s}.
        The material conditions of {place} frame the conduct of {the}.
        The [posture|placement] of {the} {there} is the primary datum.
        No claim is advanced beyond the visible: {the} {ing}.
        Analysis [begins|concludes] with {the}, the principal [element|subject].
        {The} ~be depicted at a [neutral|critical] distance.
    """),
    "happy": lines("""
        The image conveys [evident|considerable] delight as {the} {s}.
        Positive affect is the defining quality of {the} {ing}.
        {The} {there} ~provide a cheerful instance of expressive form.
        A buoyant mood prevails: {the} {ing}.
        The scene records conviviality, with {the} as its bright centre.
        Joy is [legible|discernible] in the depiction of {the} {doing}.
        The vitality of {the} lends {place} a festive character.
        Such exuberance, visible in {the} {ing}, rewards attention.
        {Thing} contributes to the jubilant register of {the}.
        Viewers may associate {the} {there} with elevated wellbeing.
        A convivial [energy|rhythm] animates {the} {there}.
        {The} {ing} ~furnish a textbook illustration of pleasure.
        Gladness, as a pictorial quality, is concentrated in {the}.
        The [genial|warm] temperament of the scene originates with {the}.
        Observers would reasonably describe {the} {ing} as [uplifting|delightful].
        {Place} and {the} together compose a celebratory tableau.
        A [lively|merry] cadence unites {the} and the surrounding forms.
        The pictorial optimism of {the} {ing} is [unmistakable|disarming].
        Cheerfulness here is structural: {the} {there}.
        To [contemplate|view] {the} is to register an immediate lift in tone.
    """),
    "inspiring": lines("""
        The depiction of {the} {ing} [exemplifies|embodies] perseverance.
        {The} {there} may be read as an emblem of [human|shared] aspiration.
        The image articulates determination through {the} {doing}.
        As a model of resilience, {the} ~invite emulation.
        The upward momentum of {the} transforms {place} into a field of possibility.
        The sequence implied by {the} {ing} suggests sustained endeavour.
        The photograph elevates {the} into a study of [resolve|will].
        Motivational theory finds an apt illustration in {the} {ing}.
        {Thing} becomes an instrument of ambition for {the}.
        The scale of {place} amplifies the aspiration embodied by {the}.
        Agency and hope converge in {the} {ing}.
        The figure of {the} {there} argues for persistence.
        Possibility, as a concept, is [made visible|given form] by {the}.
        The evident drive of {the} surpasses the modest means of {place}.
        In {the} {ing}, striving assumes a visible form.
        The [ascent|passage] from effort to achievement is legible in {the}.
        [Courage|Fortitude] is rendered here without heroics: {the} {ing}.
        {The} {there} ~demonstrate how discipline precedes [success|mastery].
        A [pedagogy|rhetoric] of encouragement informs the view of {the}.
        The viewer is summoned to [comparable|equal] effort by {the} {ing}.
    """),
    "romantic": lines("""
        In the Romantic tradition, {place} mirrors the tenderness of {the}.
        The lyrical treatment of {the} {ing} evokes [quiet|abiding] affection.
        An elegiac softness surrounds {the} {there}.
        {The} {ing} ~recall the pastoral idyll.
        The composition renders {the} with poetic [affection|warmth].
        Sentiment, rather than narrative, binds {the} to {place}.
        The gentle depiction of {the} {doing} belongs to a lyric mode.
        A tender aesthetic unites {the} and {place}.
        {Thing} acquires the status of a keepsake beside {the}.
        The image of {the} {there} approaches the condition of a [sonnet|nocturne].
        {Place} is suffused with a longing that {the} ~answer.
        A reverent gaze attends {the} {ing}.
        The [delicacy|grace] accorded to {the} recalls devotional painting.
        Memory and yearning meet in {the} {there}.
        A dreamlike quietude envelops {place}.
        The poet's [hushed|intimate] vocabulary would suit {the} {ing}.
        One senses an [ode|elegy] forming around {the}.
        Intimacy is achieved by modest means: {the} {ing}.
        {The} {there} ~occupy the territory of [reverie|enchantment].
        The [cherished|beloved] object of the frame is, unmistakably, {the}.
    """),
    "witty": lines("""
        The author notes, with due irony, that {the} {s}.
        {The} {ing}: an argument that scarcely requires a bibliography.
        It is an elegant paradox that {the} should command {place} so effortlessly.
        The literature on {place} has hitherto underestimated {the}.
        One might cite {the} {there} as a rebuttal to subtlety.
        The thesis is {the}; the antithesis, {place}; the synthesis is left to the reader.
        Critics of {doing} are respectfully referred to {the}.
        {The} ~furnish a counterexample of considerable style.
        The rhetorical use of {thing} by {the} is duly acknowledged.
        Modest in scale, {the} ~deliver the closing [argument|aphorism].
        Scholars disagree about everything except {the} {ing}.
        {The} {there} ~conduct a seminar without saying a word.
        The burden of proof now rests with {place}.
        It would be pedantic to improve upon {the} {ing}.
        Of the available interpretations, {the} ~prefer none.
        Posterity will [no doubt|predictably] misquote {the}.
        {The} {ing}, to borrow a phrase nobody has [published|earned].
        Counterarguments to {the} are welcome, [preferably in Latin|on a postcard].
        Theory [catches up|arrives] late; {the} {s} regardless.
        The [footnote|epigraph] practically writes itself: {the} {there}.
    """),
    "minimal": lines("""
        [Subject|Focus]: {the}. [Setting|Ground]: {place}.
        Observed: {the} {ing}.
        [Fig. A|Item]: {the}, {doing}.
        {The}; {place}. Untitled.
        [Subject|Motif] noted: {the}.
        Record: {the} {there}.
        Object: {thing}. Agent: {the}.
        [Study|Survey] of {the} {there}.
        Abstract: {the} {ing}.
        Noted: {the} {doing}.
        [Plate|Sheet] I: {the}.
        Present: {the}. Place: {place}.
        [Sighted|Located]: {the} {there}.
        [View|Trace] of {the} {ing}.
        [Entry|Index]: {the} {there}.
        Case: {the} {there}.
        [Document|Print]: {the} {ing}.
        {The}: [form|figure], [line|tone].
        [Visible|Depicted]: {the}.
        [Datum|Sample]: {the} {doing}.
    """),
}

TAILS = {
    "quirky": lines("""
        Further eccentricity is [anticipated|not ruled out].
        The anomaly remains charmingly unresolved.
        Conventional taxonomies are advised to look away.
        The whimsical variable was not controlled.
        Oddity, here, is a legitimate [finding|method].
        The discipline has yet to name this curiosity.
        An appendix of [wonders|riddles] is in preparation.
        Peculiarity has seldom been so photogenic.
        The index lists this under miscellaneous marvels.
        Further peculiar evidence may [hatch|bloom].
        [Alchemists|Clockmakers] may find the proportions familiar.
        The [margins|brackets] appear to be dreaming.
        Its logic is that of the [fable|riddle].
        A second [moon|key] would complete the diagram.
    """),
    "funny": lines("""
        Replication is discouraged on grounds of dignity.
        The reviewers were unable to keep a straight face.
        Laughter was recorded as a confounding factor.
        Ethics approval arrived [too late|by mule].
        No hypothesis survived the encounter.
        The comedic effect size was considerable.
        The footnotes are still giggling.
        Funding will presumably be withdrawn.
        An erratum and an apology are forthcoming.
        The abstract omitted the punchline.
        [Tenure|Promotion] now seems unlikely.
        A larger sample of [giggles|snacks] is needed.
        The [statistician|librarian] has asked for a transfer.
        Error bars were used as [props|chopsticks].
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
        The [scope|limit] of the frame is acknowledged.
        Such [economy|sobriety] lends weight to the whole.
        Corroboration lies beyond the image.
        Causes remain [undetermined|unstated].
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
        Contentment is the [evident|welcome] conclusion.
        Good [humour|spirits] may be inferred with confidence.
        The [exuberance|jollity] is formally coherent.
        Viewers are left measurably [lighter|happier].
        Optimism proves an adequate [hypothesis|lens].
    """),
    "inspiring": lines("""
        The scene affirms the value of sustained effort.
        Its ethical appeal lies in the will to continue.
        Aspiration is rendered in concrete terms.
        The example encourages purposeful action.
        Resilience emerges as the principal theme.
        The [diagonal|composition] serves as a figure of potential.
        Determination, here, acquires a visible grammar.
        The trajectory points decidedly upward.
        Such steadfastness is instructive.
        Ambition and humility are held in balance.
        The [lesson|implication] is one of patient growth.
        [Hope|Courage] is treated as a discipline.
        Progress is [measured|understood] in attempts.
        The threshold between doubt and resolve has been crossed.
    """),
    "romantic": lines("""
        The mood is hushed and lyrical.
        Affection is implied rather than declared.
        Such tenderness has a long pictorial lineage.
        The atmosphere approaches reverie.
        Its poetry resides in quiet devotion.
        Longing is suggested by the softness of the scene.
        A wistful cadence lingers.
        The heart, though unnamed, is the true [subject|reader].
        Nostalgia tints the reading.
        Beauty and yearning are inseparable here.
        The [intimacy|hush] is almost musical.
        [Fondness|Devotion] governs the choice of distance.
        The sublime has been made [gentle|small].
        An unsent letter could be [inferred|imagined].
    """),
    "witty": lines("""
        The irony is left as an exercise.
        Subsequent scholarship may wish to keep up.
        The conclusion, one suspects, was reached in advance.
        Footnotes are available upon raised eyebrow.
        The argument is concise, which is rare in the field.
        Dissenting opinions were filed alphabetically.
        Objections may be raised at the [reception|buffet].
        The reader is trusted to smirk responsibly.
        Cleverness is conceded without contest.
        A rejoinder would be imprudent.
        The [preface|epilogue] has been notified.
        [Satire|Deadpan] is among the permitted methods.
        Nuance was [consulted|invited], then outvoted.
        The understatement is [entirely deliberate|peer reviewed].
    """),
    "minimal": lines("""
        No commentary.
        Undated.
        Single [observation|exposure].
        Data sufficient.
        End of [record|entry].
        Context visible.
        Nothing inferred.
        As observed.
        Entry closed.
        Described, not judged.
        [Source|Author]: unstated.
        Scale [unknown|implied].
        [Contrast|Focus] adequate.
        See [image|plate].
        Further [notes|study]: none.
        [Form|Line] prevails.
    """),
}

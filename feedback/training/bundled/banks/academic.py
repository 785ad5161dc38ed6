"""Precise, formal, third person: for each tone, sentences that name the photo."""

from feedback.training.bundled.banks import lines

CORES = {
    "quirky": lines("""
        An unconventional record: {the} {ing} [invites|rewards] interpretive hesitation.
        The image presents {the} {there}, an anomaly no [framework|taxonomy] quite anticipates.
        A curious case study: {the} {ing}.
        {The}, observed {doing}, ~elude every [orthodox|sober] classification.
        This photograph documents {the} {there}, an eccentric variable.
        Contrary to [established models|received opinion], {the} {s}.
        A peculiar rapport between {the} and {place} is hereby proposed.
        Footnote worthy: the idiosyncratic [behaviour|geometry] of {the} {there}.
        The unusual pairing of {the} and {thing} merits a whimsical [appendix|subheading].
        Hypothesis: {place} exists chiefly to puzzle scholars of {the}.
        The [fanciful|errant] disposition of {the} unsettles the grammar of {place}.
        Should {the} be filed under [fact|fauna] or daydream? The archive hesitates.
        {The} {there} ~imply a geometry unknown to the textbooks.
        An improbable dialogue unfolds between observer and {the}.
        Marginalia would suit {the} {ing} better than citation.
        Around {the} hovers a cheerful defiance of the catalogue.
        [Cartographers|Lexicographers] have yet to account for {the} {ing}.
        The [cabinet of curiosities|museum of oddities] gains an entry: {the} {there}.
        {The} may be [marvellous|imaginary]; the negative suggests otherwise.
        In [dreamlike|oblique] fashion, {the} {s}.
        The [herbarium|atlas|lexicon] of the improbable opens at {the} {ing}.
        {The} {there}: a [riddle|rebus] awaiting its key.
        An [errant|unscheduled] wonder, {the} ~trouble the boundaries of the frame.
        {Thing} behaves, in the presence of {the}, like a [talisman|minor planet].
        The mind turns to [clockwork|fables]: {the} {ing}.
        {The} and {place} exchange [roles|properties], against all precedent.
        The [strange|oblique] logic by which {the} {s} remains uncharted.
        A [whimsical|baroque] footnote attaches itself to {the} {doing}.
        Between {the} and {place} the compass of [reason|method] spins politely.
        [Seen from|Viewed against] {place}, {the} might well be a parable.
        The cataloguer of {place} has left a blank [drawer|shelf] for {the}.
        An odd [affinity|treaty] governs {the} and {thing}.
        Why {the} ~favour {doing} is a question for [oracles|ornithologists].
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
        {The} {there} ~violate several protocols and a lab tradition.
        Significance was reached at the [exact|awkward] moment {the} {s}.
        A farcical margin of error surrounds {the}.
        Solemnity was the aim; {the} {ing} had other plans.
        The [literature|syllabus] offers no remedy for {the} {ing}.
        Inter-rater agreement on {the} was [hilarious|low, owing to mirth].
        {The} {there} ~remain the leading cause of unscheduled seminars.
        Consent forms did not mention {the}, an oversight now [framed|regretted].
        {The} {ing}: the [control|placebo] group wishes to transfer.
        Data collection paused when {the} began {doing}.
        [The second reviewer|The dean] objected to {the}, without effect.
        {Thing} was listed as [equipment|co-author] by mistake.
        The [null|working] hypothesis did not foresee {the} {there}.
        [Graphs|Spreadsheets] of {the} {ing} curve upward into slapstick.
        {The} and {place}: a [longitudinal|deeply unserious] comedy.
        Regrettably, {the} failed to observe the [protocol|solemnity] expected of a sample.
        Attempts to interview {who} about {place} were met with [silence|slapstick].
        The grant for {place} was spent, in full, on {the} {doing}.
        [Ethnographers|Auditors] sent to {place} returned quoting {the}.
        Custody of {thing} remains disputed between {the} and the [department|bursar].
        {Place} was chosen for its calm, an assumption {the} promptly [refuted|sat on].
    """),
    "serious": lines("""
        The photograph [documents|records] {the} {ing}, without evident intervention.
        The composition places {the} {there} and thereby establishes context.
        Formally, {the} ~constitute the sole focal point of {place}.
        The view [isolates|delimits] {the} {doing}, permitting sober analysis.
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
        {The} {ing} ~constitute the [whole|extent] of the visible record.
        The view of {the} {there} is [frontal|direct] and without rhetoric.
        What can be verified: {the} {ing}.
        {Place} is given as [condition|ground], {the} as figure.
        [Due|Proportionate] weight is accorded to {the} {doing}.
        The inventory is brief: {the}, {thing}, [light|space].
        It is [noted|recorded] that {the} {s}; motive is not addressed.
        {The} ~occupy the field without [appeal|concession] to effect.
        {Place} determines what can be [said|known] of {the}.
        The distance from {the} to the edge of {place} is left [unmeasured|open].
        {The} and {thing} are recorded in [equal|sharp] detail.
        In the matter of {doing}, {the} ~offer [direct|sufficient] testimony.
        Of {place} the document shows [little|a part]; of {the}, what was visible.
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
        A [spirited|radiant] composition results: {the} {ing}.
        {The} and {place} share a [festive|playful] tonality.
        The [charm|zest] with which {the} {s} requires little theory.
        {Thing}, held against {the}, brightens the [argument|register].
        [Amusement|Elation] is a reasonable response to {the} {there}.
        The iconography of [merriment|celebration] extends to {the} {doing}.
        {The} ~supply what the literature terms [positive valence|good cheer].
        In affective terms, {the} {ing} may be called [jubilant|sparkling].
        {Place}, occupied by {the}, gains in [warmth|brightness].
        The conjunction of {the} and {thing} is a [merry|felicitous] finding.
        {Doing}, as practised by {the}, is plainly its own [reward|celebration].
        The [mirth|ease] of {the} carries to the far edge of {place}.
        Seldom has {place} been so [gladly|brightly] inhabited as by {the}.
    """),
    "inspiring": lines("""
        The depiction of {the} {ing} [exemplifies|embodies] perseverance.
        {The} {there} may be read as an emblem of [human|shared] aspiration.
        The image articulates determination through {the} {doing}.
        As a model of resilience, {who} ~invite emulation.
        The upward momentum of {the} transforms {place} into a field of possibility.
        The sequence implied by {the} {ing} suggests sustained endeavour.
        The photograph elevates {the} into a study of [resolve|will].
        Motivational theory finds an apt illustration in {the} {ing}.
        {Thing} becomes an instrument of ambition for {the}.
        The scale of {place} amplifies the aspiration embodied by {the}.
        Agency and hope converge in {the} {ing}.
        The figure of {the} {there} argues for persistence.
        Possibility, as a concept, is [made visible|given form] by {the}.
        The evident drive of {who} surpasses the modest means of {place}.
        In {the} {ing}, striving assumes a visible form.
        The [ascent|passage] from effort to achievement is legible in {the}.
        [Courage|Fortitude] is rendered here without heroics: {the} {ing}.
        {Who} {there} ~demonstrate how discipline precedes [success|mastery].
        A [pedagogy|rhetoric] of encouragement informs the view of {the}.
        The viewer is summoned to [comparable|equal] effort by {the} {ing}.
        The [discipline|dignity] of {the} {ing} is the evident lesson.
        {Place} is presented as a [threshold|proving ground] for {the}.
        [Tenacity|Endurance], rather than triumph, defines {the} {there}.
        The will to [proceed|improve] is concentrated in {the} {doing}.
        {Thing} stands, beside {the}, for [work still to come|patient practice].
        {Who} ~model a [measured|generous] form of confidence.
        One may [derive|infer] encouragement from the fact that {the} {s}.
        A [modest|civic] heroism informs {the} {ing}.
        {Place} sets the terms; {who} ~answer with [effort|constancy].
        By {doing}, {who} ~revise what {place} was thought to allow.
        The bond of {who} and {thing} is one of [training|trust].
        What {place} withholds, {who} ~supply: [initiative|resolve].
        {Doing} is shown, through {the}, as a [school|form] of courage.
    """),
    "romantic": lines("""
        In the pastoral tradition, {place} mirrors the tenderness of {the}.
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
        The [twilight|velvet] of the lyric tradition gathers about {the}.
        {The} {ing}: a [stanza|refrain] in visual form.
        [Ardour|Solicitude] directs the eye from {place} to {the}.
        {The} {there} might [grace|close] a book of hours.
        There is, in {the} {doing}, a [muted|courtly] music.
        {Thing} and {the} are joined as [emblem|token] and bearer.
        The viewer's [affections|sympathies] are engaged because {the} {s}.
        A [tremor|murmur] of sentiment passes between {the} and {place}.
        {Place} lends {the} the hush of a [chapel|folk song].
        Through {the}, {place} acquires a [confidant|voice].
        {Thing} is to {the} what a [refrain|ribbon] is to verse.
        The [tender|slow] rhythm of {doing} becomes {the}.
        Were {place} a page, {the} would be its [dedication|last line].
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
        Counterarguments to {the} are welcome, [preferably in verse|on a postcard].
        Theory [catches up|arrives] late; {the} {s} regardless.
        The [footnote|epigraph] practically writes itself: {the} {there}.
        {The} {ing} ~spare the author a [second chapter|conclusion].
        [Purists|Pedants] may prefer {place} without {the}; they are mistaken.
        {Thing} does the [heavy lifting|metaphorical work]; {the} ~take the credit.
        That {the} {s} will surprise only the [inattentive|tenured].
        {The} {there}: a case of [emphasis|style] mistaken for coincidence.
        The dialectic of {the} and {place} is resolved in favour of [charm|the former].
        {The} {doing} ~lend weight to a long-held [prejudice|suspicion] of the author.
        [Brevity|Candour] compels one to say only: {the}.
        {Place} supplied the premise; {the} ~draw the [inference|laughs].
        As an authority on {doing}, {who} ~decline to be [footnoted|interviewed].
        The field of {doing} has its [canon|heretics]; {the} ~belong to neither camp.
        {Place}, a contested term, is here [defined|settled] by {the}.
        Custom assigns {thing} to the margin; {the} ~move it to the [title|abstract].
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
        {The} {ing}. [Recorded|Filed|Dated].
        [Site|Locus]: {place}. Figure: {the}.
        [Motion|Action]: {doing}. Agent: {the}.
        {The} {there}. [Verified|Seen|Archived].
        [Matter|Theme]: {the} {ing}.
        [Inventory|List]: {the}, {thing}.
        {The}. {Place}. [Proportion|Interval].
        [Note|Log]: {the} {there}.
        {The}; {thing}. [Paired|Listed].
        [Ground|Field]: {place}. [Figure|Detail]: {the}.
        {Doing}, by {the}. [Dated|Cited].
        [Relation|Measure]: {the} to {place}.
        {Place}, with {the}. [Logged|Described].
    """),
}

"""What families are struggling with: how it was referred, what should change, what is done.

Wordings have places for the child (`{child}`, `{he}`, `{him}`, `{his}`, `{He}`, `{His}`), the
adults (`{mum}`, `{dad}`) and the setting (`{school}`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Step:
    """An action that people agree on: what, which agency, aimed at whom, what it led to."""

    text: str
    agency: str
    target: str
    impact: str
    instead: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of difficulty, in the words of practice."""

    name: str
    category: str
    factors: tuple[str, ...]
    agencies: tuple[str, ...]
    referred_by: tuple[str, ...]
    reasons: tuple[str, ...]
    worries: tuple[str, ...]
    goals: tuple[tuple[str, str, str], ...]
    steps: tuple[Step, ...]
    history: tuple[str, ...] = field(default=())


_ABUSE = Trouble(
    "domestic_abuse", "emotional abuse", ("domestic abuse: parent subject",),
    ("police", "domestic_abuse_service"), ("police", "school"),
    (
        "Police were called on Saturday night by a neighbour who heard shouting and something "
        "breaking. {dad} had left. {mum} had a red mark on her neck. {child} was upstairs and told "
        "the officer {he} had put {his} headphones on.",
        "{child} told {his} teacher that {he} is tired because of the fighting at night. {mum} "
        "came "
        "in with a bruised cheek last week and said she had walked into a door.",
        "Third call to the address since the summer. {dad} pushed {mum} against the kitchen door "
        "while {child} was in the room. No injury to {child}. {dad} was arrested.",
    ),
    (
        "{dad} has hurt {mum} in the house while {child} was there.",
        "{child} listens out at night and comes to school tired.",
        "{mum} is frightened of what {dad} will do if she asks him to leave.",
    ),
    (
        ("{child} sleeps through the night and is not frightened at home",
         "Awake most nights, three police calls since the summer",
         "What {child} tells {his} key adult each week, and police calls to the address"),
        ("{mum} and {child} have a safe plan for evenings when {dad} comes round",
         "No plan, {mum} has not told anyone when she is afraid",
         "{mum} and {child} can each say what they would do, checked at each core group"),
        ("{dad} understands what his violence has done to {child}",
         "{dad} says that {child} was asleep and heard nothing",
         "What {dad} says in the sessions of the programme, reported monthly"),
    ),
    (
        Step("Complete the safety plan with {mum} and agree a code word", "domestic_abuse_service",
             "parent", "{mum} used the code word once and was met at school. {child} says {he} is "
             "less jumpy in the evenings.", "Rewrite the plan with {mum} at the refuge office"),
        Step("Refer {dad} to the programme for men who have been violent", "social_care", "parent",
             "{dad} has been to four sessions and for the first time spoke about what {child} must "
             "have heard.", "Offer {dad} individual sessions in the evening"),
        Step("Share call-outs to the address with the social worker on the "
        "day", "police", "network",
             "Two calls were passed on within hours, so {child} was seen the next morning.",
             "Put a marker on the address and name one officer"),
        Step("Fit new locks and a door chain at the family home", "housing", "parent",
             "{child} checked the new lock {him}self and slept in {his} own bed that night.",
             "Ask the sanctuary scheme to do the work"),
    ),
    ("Two earlier contacts from police, in 2021 and 2023, about shouting between the adults. "
     "Neither led to an assessment.",),
)  # fmt: skip

_NEGLECT = Trouble(
    "neglect", "neglect", ("neglect", "poor home conditions"),
    ("housing",), ("school", "health_visiting"),
    (
        "{child} came in three days running without breakfast and in yesterday's clothes. {His} "
        "attendance is 79%. {mum} has not answered the phone since Monday.",
        "Home visit today: no bedding on {child}'s bed, bin bags in the hall, very little food. "
        "{mum} was tearful and said she cannot keep on top of things.",
        "Two dental appointments missed and {child} is in pain when {he} eats. {His} shoes are a "
        "size too small.",
    ),
    (
        "{child} is often hungry and tired in the mornings.",
        "The house is cold and {child} has had no bed of {his} own.",
        "Nobody has taken {child} to the dentist although {he} is in pain.",
    ),
    (
        ("{child} comes to school fed, washed and on time every day",
         "Attendance 79%, hungry on three mornings a week",
         "Attendance of 92% or more, and what {child} tells the breakfast club"),
        ("{child} has a warm, clean bed and room of {his} own",
         "Mattress without bedding, mould on the wall",
         "Room seen at every second visit"),
        ("{child} gets treatment when {he} needs it",
         "Two dental appointments missed",
         "Letters from dentist and GP, both kept appointments"),
    ),
    (
        Step("Take {child} to the dentist and tell the social worker what was done", "social_care",
             "parent", "Two teeth were treated. {child} eats on both sides again and says it does "
             "not hurt.", "Family support worker to go along to the dentist"),
        Step("Clear and clean {child}'s room with the family support worker", "early_help",
             "parent", "{child} showed off {his} room and {his} new duvet. {He} has slept there "
             "since.",
             "Book a skip and a second pair of hands"),
        Step("Breakfast club place paid for until the summer", "school", "child",
             "{child} is in by half past eight and has put on weight.",
             "Walking bus to collect {child} from the door"),
        Step("Inspect the boiler and the damp in the back bedroom", "housing", "parent",
             "The heating works and {child} no longer coughs at night.",
             "Ask the landlord's manager for a date in writing"),
    ),
    ("Early help two years ago for routines; the family moved and it ended without a review.",),
)  # fmt: skip

_MIND = Trouble(
    "parental_mental_health", "emotional abuse", ("mental health: parent",),
    ("adult_mental_health",), ("gp", "school"),
    (
        "{mum} told me that she has stopped her tablets and hears voices again. {child} was with "
        "her "
        "and answered for her. I am worried about how much {he} is looking after her.",
        "{child} was late again because {he} would not leave {mum}, who had not got up for two "
        "days. "
        "{He} makes {his} own tea.",
        "{mum} was seen at A&E after an overdose. {child} had rung the ambulance {him}self.",
    ),
    (
        "{mum} has been too unwell to get up, cook or listen to {child}.",
        "{child} worries about {mum} all day and looks after her.",
        "{mum} took an overdose and {child} found her.",
    ),
    (
        ("{child} can be a child: {he} sees friends and does not watch over {mum}",
         "Home straight after school every day, sleeps on {mum}'s floor",
         "Days a week at a club or with friends, and what {child} says"),
        ("{mum} keeps well, and everybody knows what to do when she does not",
         "Two crises since spring, no crisis plan",
         "Crisis plan shared with {school}, reviewed monthly"),
        ("{child} has an adult of {his} own to ring at any time",
         "No one named",
         "{child} can name the person, and has rung"),
    ),
    (
        Step("Write a crisis plan with {mum} and share it with the school", "adult_mental_health",
             "parent", "When {mum} became unwell in the spring, {child} was at {his} aunt's "
             "within the "
             "hour.", "Care co-ordinator to write it with {mum} and her sister"),
        Step("Young carers' group on Wednesdays", "voluntary_sector", "child",
             "{child} has made a friend there and laughs when {he} talks about it.",
             "One-to-one young carers' worker at school"),
        Step("Weekly time with a trusted adult at school", "school", "child",
             "{child} told her about the bad nights, and {mum} was told with {his} agreement.",
             "Ask {child} which adult {he} would choose"),
        Step("Review medication and let the social worker know the outcome", "gp", "parent",
             "{mum} is up in the mornings. {child} was late once this month, not eleven times.",
             "Joint appointment with the care co-ordinator"),
    ),
    ("{mum} was in hospital for three months when {child} was small. {child} lived with {his} "
     "grandmother then.",),
)  # fmt: skip

_DRINK = Trouble(
    "substance_misuse", "neglect", ("alcohol misuse: parent",),
    ("substance_misuse",), ("school", "police"),
    (
        "{mum} came to collect {child} smelling of drink and unsteady. We kept {child} until {his} "
        "grandmother came. {child} said: “She's only like that at weekends, mostly.”",
        "{child} was found alone outside the shops at ten at night. {mum} was asleep on the sofa "
        "and "
        "could not be woken at first.",
        "{dad} was stopped for drink-driving with {child} in the back of the car.",
    ),
    (
        "{mum} drinks until she cannot look after {child}.",
        "{child} has been outside alone late at night.",
        "{child} hides bottles and worries about what others see.",
    ),
    (
        ("A sober adult looks after {child} every evening",
         "Alone with a drunk parent on four evenings a week",
         "Unannounced visits, and what {child} and {his} grandmother say"),
        ("{mum} drinks less and knows what sets it off",
         "A litre of vodka every two days by her own account",
         "Breath tests at the clinic and {mum}'s own diary"),
        ("{child} knows the drinking is not {his} fault",
         "{child} said that {mum} drinks when {he} is naughty",
         "What {child} says in {his} sessions"),
    ),
    (
        Step("Begin the community detox and go to the Tuesday group", "substance_misuse", "parent",
             "{mum} has been dry for five weeks. {child} said dinner is at dinner time now.",
             "Offer a residential place with the grandmother caring"),
        Step("Grandmother to have {child} on Friday and Saturday nights", "social_care", "network",
             "{child} knows where {he} will be at weekends and has stopped hiding bottles.",
             "Family meeting to find a second relative"),
        Step("Six sessions about living with a parent who drinks", "voluntary_sector", "child",
             "{child} drew the bottle outside the house and said it is not {his} job.",
             "Sessions at school in place of the centre"),
        Step("Collect {child} from school with the grandmother as back-up", "school", "parent",
             "{child} has been collected on time by a sober adult each day since.",
             "Agree a password and a list of who may collect"),
    ),
    ("{mum} stopped drinking for two years after treatment and began again when her mother died.",),
)  # fmt: skip

_HURT = Trouble(
    "injury", "physical abuse", ("physical abuse",),
    ("police", "paediatrics"), ("school", "hospital", "nursery"),
    (
        "{child} has a bruise on {his} upper arm in the shape of fingers. {He} said: “I was "
        "naughty "
        "and got grabbed.” {mum} said that {he} fell off the trampoline.",
        "Seen in A&E with a bruised ear. The two adults gave different accounts of when it "
        "happened.",
        "{child} showed {his} key adult a mark on {his} back and asked her not to tell {dad}.",
    ),
    (
        "{child} has been hurt by an adult who should keep {him} safe.",
        "{dad} says that children need a smack to learn.",
        "{child} is afraid of telling in case {he} gets into trouble.",
    ),
    (
        ("Nobody hurts {child}, and {child} feels safe with both parents",
         "Bruises in May and in June that were caused by an adult",
         "No further injury, and what {child} says when seen alone"),
        ("{mum} and {dad} set limits without hitting",
         "Smacking and grabbing most weeks by their own account",
         "Observed at home and at family time, and the parents' diary"),
        ("{child} has somebody outside home to tell",
         "Nobody named",
         "{child} can name two adults"),
    ),
    (
        Step("Ten-week course on bringing up children without hitting", "early_help", "parent",
             "{dad} walks out to cool down now. {child} said: “He goes in the garden.”",
             "Course at home on Saturdays so that {dad} can take part"),
        Step("Follow up the medical and send the report to the GP", "paediatrics", "child",
             "The report is with the GP, and no new marks were seen at the check.",
             "Named nurse to arrange the follow-up at school"),
        Step("{dad} not to be alone with {child} until the review", "social_care", "parent",
             "The agreement was kept and {child} said that {he} feels safer at bedtime.",
             "Ask the uncle to be there at bath and bedtime"),
        Step("Helping hand work: who can I tell?", "school", "child",
             "{child} named {his} nan and {his} teacher, and rang {his} nan once.",
             "Repeat it with pictures at {child}'s pace"),
    ),
    ("No earlier referral. The school noted a bruise last year, which was explained.",),
)  # fmt: skip

_DISABLED = Trouble(
    "disabled_child", "child in need", ("learning disability: child", "disabled child"),
    ("paediatrics",), ("paediatrics", "school", "gp"),
    (
        "{mum} asks for help. {child} is up most of the night and she has had no break since last "
        "summer. She loves {him} and is worn out.",
        "The family needs a carer's assessment and some hours of support. {child} is growing and "
        "{mum} "
        "can no longer lift {him}.",
    ),
    (
        "{mum} is exhausted, and {child} notices.",
        "{child} has few chances to be with other children outside school.",
        "The house does not fit {child}'s needs.",
    ),
    (
        ("{child} has fun with other children every week",
         "No activity outside school",
         "Clubs attended, and what {child} shows with {his} picture cards"),
        ("{mum} has a night's sleep at least twice a week",
         "Up at night since last summer",
         "{mum}'s own diary"),
        ("{child} can move about safely at home",
         "Carried up and down stairs",
         "Occupational therapist's check after the work is done"),
    ),
    (
        Step("Four hours of support on Saturdays from a worker whom {child} has met", "social_care",
             "child", "{child} fetches {his} shoes when the worker comes. {mum} has taken her "
             "other "
             "child swimming.", "Try a Sunday and a second worker"),
        Step("Assess the bathroom and the stairs", "paediatrics", "parent",
             "The rail and the bath seat are in, and {child} gets in by {him}self.",
             "Ask for an urgent visit through the surgery"),
        Step("Bring the communication passport up to date", "school", "child",
             "The club uses it too. {child} told them with it that the music was too loud.",
             "Speech therapist to do it with {child} at home"),
        Step("Sleep clinic appointment", "paediatrics", "parent",
             "{child} sleeps until five. {mum} says she feels like a person again.",
             "Sleep nurse to visit at home"),
    ),
    ("Known to the children with disabilities team since the diagnosis at four.",),
)  # fmt: skip

_CONFLICT = Trouble(
    "conflict", "emotional abuse", ("family in acute stress", "self-harm"),
    ("camhs",), ("school", "gp"),
    (
        "{child} has cut {his} arm and told {his} form tutor that home is unbearable. {He} does "
        "not "
        "want {mum} to know about the cuts. {mum} has been told with {his} agreement.",
        "{child} stayed at a friend's for four nights after a row. {mum} says that she cannot have "
        "{him} back while {he} breaks things.",
    ),
    (
        "{child} hurts {him}self when {he} feels alone at home.",
        "Rows between {child} and {mum} end with {child} outside the door.",
        "{child} has missed five weeks of lessons.",
    ),
    (
        ("{child} has other ways to cope than hurting {him}self",
         "Cut {him}self four times in a month",
         "{child}'s own diary, shared when {he} wants to, and school's checks"),
        ("{child} and {mum} can disagree without anybody leaving",
         "Four nights away after a row",
         "Nights at home, and what both say in the family sessions"),
        ("{child} is back in lessons that {he} likes",
         "Attendance 64%",
         "Attendance by subject each fortnight"),
    ),
    (
        Step("First appointment and a safety plan for bad nights", "camhs", "child",
             "{child} wrote the plan {him}self and has rung the night line twice.",
             "Meet {child} at school where {he} feels easier"),
        Step("Family sessions for {child} and {mum}", "early_help", "parent",
             "There was one row this month and {child} stayed. {mum} apologised first.",
             "See {mum} alone for two sessions first"),
        Step("Part-time timetable that begins with art and drama", "school", "child",
             "{child} has been in every art lesson and has shown {his} work in the corridor.",
             "Home tuition for two weeks, then try again"),
        Step("Find out whether {child} could stay with {his} aunt at half-term", "social_care",
             "network", "{child} had a week at {his} aunt's and came back calmer.",
             "Ask the grandparents in place of the aunt"),
    ),
    ("{child}'s parents separated when {he} was seven, and {he} has moved between them since.",),
)  # fmt: skip

_PREGNANCY = Trouble(
    "pregnancy", "neglect", ("mental health: parent", "domestic abuse: parent subject"),
    ("midwifery", "adult_mental_health", "police"), ("midwifery",),
    (
        "{mum} booked late. She has a history of depression after birth and told me that {dad} has "
        "pushed her in this pregnancy. She wants this baby and asks for help.",
        "{mum} is twenty weeks pregnant. An older child lives with the grandmother after neglect. "
        "She "
        "keeps her appointments and says that things are different now.",
    ),
    (
        "{dad} has been violent towards {mum} while she was pregnant.",
        "{mum} became very unwell after her first birth.",
        "There is nowhere yet for the baby to sleep safely.",
    ),
    (
        ("The baby is born safely and comes home to a calm house",
         "Police called once in this pregnancy",
         "No further call, and what midwife and health visitor see"),
        ("{mum} keeps well, and help comes at once when she does not",
         "Depressed for five months after her first birth",
         "Score at each midwife visit, and {mum}'s own account"),
        ("Everything the baby needs is ready by week 34",
         "No cot, no clothes",
         "List checked at home"),
    ),
    (
        Step("Agree the birth and discharge plan with the ward", "midwifery", "parent",
             "The ward had the plan on the night, and {mum} knew who would come.",
             "Send the plan to the night team by phone as well"),
        Step("Perinatal mental health appointment for {mum}", "adult_mental_health", "parent",
             "{mum} has a nurse whom she trusts and takes her tablets again.",
             "Home visit by the perinatal nurse"),
        Step("Cot, blankets and steriliser from the baby bank", "social_care", "parent",
             "The cot stands beside {mum}'s bed, and the baby will have what is needed.",
             "Ask the church's baby fund"),
        Step("Speak with {dad} about becoming a father, and about his violence", "social_care",
             "parent", "{dad} came twice and said that he does not want to be like his own father.",
             "Meet {dad} with the programme's worker"),
    ),
    ("{mum}'s eldest child has lived with the grandmother since 2019 under a special guardianship "
     "order.",),
)  # fmt: skip

_SEXUAL = Trouble(
    "sexual_exploitation", "sexual abuse", ("child sexual exploitation", "going missing"),
    ("police", "sexual_health", "voluntary_sector", "school_nursing"), ("school", "police"),
    (
        "{child} has a new phone that nobody at home bought, and is picked up from school by a "
        "man in "
        "a silver car. {His} friends say he is “her boyfriend”. {He} has stopped eating lunch with "
        "them.",
        "{child} was found at two in the morning in a hotel car park with two adults whom {mum} "
        "does "
        "not know. {He} would not say how {he} got there.",
    ),
    (
        "Adults are giving {child} presents and lifts and want something for them.",
        "{child} goes missing at weekends and nobody knows where {he} is.",
        "{child} is afraid of what happens if {he} tells.",
    ),
    (
        ("{child} is safe at night and somebody knows where {he} is",
         "Four nights away in two months",
         "Nights at home, and what {child} says about them"),
        ("{child} has adults whom {he} trusts and tells them when {he} is worried",
         "Nobody named",
         "{child} can name two, and rings"),
        ("{mum} understands how adults draw children in and knows what to do",
         "{mum} thought that it was a boyfriend",
         "What {mum} says and does, reviewed monthly"),
    ),
    (
        Step("Weekly sessions with the exploitation worker whom {child} chose", "voluntary_sector",
             "child", "{child} comes each week and has begun to talk about the man in the car.",
             "Meet in a café near school"),
        Step("Sessions for {mum} on grooming, phones and what to say when {child} comes home",
             "voluntary_sector", "parent",
             "{mum} asked “are you hurt?” first and not “where were you?”, and {child} noticed.",
             "See {mum} and {dad} together at home"),
        Step("Serve a child abduction warning notice on the driver of the silver car", "police",
             "network", "The car has not been seen at the school gate since.",
             "Ask licensing to look at the driver's badge"),
        Step("Appointment at the young people's sexual health clinic", "sexual_health", "child",
             "{child} went with the school nurse and knows how to go back on {his} own.",
             "Outreach nurse to see {child} at school"),
        Step("Support around the video interview, with one officer throughout", "police", "child",
             "{child} gave {his} interview with {his} worker next door and slept that night.",
             "Pause until {child} is ready and review each month"),
    ),
    ("Early help in Year 7 after bullying. {child} spent that summer mostly online.",),
)  # fmt: skip

_CRIMINAL = Trouble(
    "criminal_exploitation", "physical abuse", ("child criminal exploitation", "going missing"),
    ("police", "youth_justice", "voluntary_sector", "sexual_health"), ("police", "school"),
    (
        "{child} was stopped at the station with two phones and a ticket to the coast that {he} "
        "could "
        "not explain. {He} said that {he} owes somebody. {His} hand was bruised.",
        "{child} has new trainers and much less to say. A grey car waits outside on Fridays. {mum} "
        "found a second phone under the mattress.",
    ),
    (
        "Somebody pays for {child}'s phone and says that {he} owes them.",
        "{child} has been away for two nights and came back hungry and bruised.",
        "{mum} is afraid of the people who come to the door.",
    ),
    (
        ("{child} is at home at night and is not made to travel",
         "Two nights away in a month, found with tickets",
         "Nights at home, and {child}'s own account"),
        ("{child} is free of the debt that is being held over {him}",
         "{child} says that {he} owes four hundred pounds",
         "What {child} says, and police intelligence"),
        ("{mum} knows whom to ring at any hour and is believed",
         "Waited until the morning to report",
         "Time from leaving to report"),
    ),
    (
        Step("Mentor through the boxing gym, twice a week", "voluntary_sector", "child",
             "{child} trains twice a week and asked whether {his} mentor could come on Friday too.",
             "Try a mentor who has been through it himself"),
        Step("Share the number plate of the grey car and who holds the second phone", "police",
             "network", "Officers spoke to the driver, and the car has not come back.",
             "Ask the neighbourhood team to be there on Fridays"),
        Step("Sessions for {mum} on debt bondage and on keeping {child} talking", "youth_justice",
             "parent", "{mum} rang the same hour when {child} did not come home. {He} was found at "
             "eleven.", "Sessions at {mum}'s work at lunchtime"),
        Step("Decide on a referral to the national mechanism and tell {child} what it means",
             "social_care", "child", "A positive decision came, and {child} knows that {he} is "
             "seen as "
             "somebody who was used.", "Send further evidence with police"),
        Step("Timetable that keeps {child} in the building at lunch", "school", "child",
             "{child} helps in the workshop at lunch and says that it is all right.",
             "Find a placement at the motor workshop"),
    ),
    ("{child}'s grandfather, with whom {he} spent every weekend, died when {he} was nine. School "
    "says "
     "that things changed from then.",),
)  # fmt: skip

TROUBLES: Final = {
    trouble.name: trouble
    for trouble in (
        _ABUSE, _NEGLECT, _MIND, _DRINK, _HURT, _DISABLED, _CONFLICT, _PREGNANCY, _SEXUAL, _CRIMINAL
    )
}  # fmt: skip
"""Every trouble by name."""

SHARED_STEPS: Final = (
    Step("Health check and immunisations brought up to date", "gp", "child",
         "{child} has had {his} jabs and the ear infection is treated.",
         "Nurse to ring {mum} with a new time"),
    Step("Ask {child} each week how things are and pass on worries the same day", "school", "child",
         "{child} told {his} key adult about the weekend, and it was passed on before lunch.",
         "Change the day and the adult to those {child} prefers"),
    Step("Speak with {dad} about what he wants for {child}", "social_care", "parent",
         "{dad} was heard and now comes to the meetings. {child} knows that he was asked.",
         "Write to {dad} and ring in the evening"),
    Step("Draw a family map with {child} of who helps", "social_care", "child",
         "{child} put {his} grandmother in the middle, and she has been asked to help.",
         "Do it with {child} at school"),
    Step("Family meeting to agree who helps when things get hard", "social_care", "network",
         "The grandmother and an uncle each took a day, and {child} helped write the list.",
         "Hold it at the grandmother's house"),
    Step("Check entitlement to benefits and the travel pass", "early_help", "parent",
         "There is more money for food, and {child} can get to {his} club.",
         "Advice worker to go with {mum} to the appointment"),
    Step("Hearing and eyesight test", "school_nursing", "child",
         "{child} has glasses and sits at the front. {He} reads aloud now.",
         "Test at the clinic in place of school"),
    Step("Reading help three times a week", "school", "child",
         "{child} has moved up two book bands and told everybody.",
         "Reading with a volunteer at the library"),
    Step("Swimming on Saturdays, with the pass from the council", "early_help", "child",
         "{child} can swim a width and sleeps well on Saturdays.",
         "Football in place of swimming"),
    Step("Agree a bedtime routine and a chart on the wall", "early_help", "parent",
         "{child} is asleep by eight on most nights and filled in the chart {him}self.",
         "Try a shorter routine for two weeks"),
    Step("Drama club on Thursdays, with a lift from the neighbour", "school", "child",
         "{child} has a part in the play and learns it aloud at breakfast.",
         "Art club, which {child} can walk to"),
    Step("Read through the plan with {child} and put it into {his} own "
    "words", "social_care", "child",
         "{child} crossed out two words {he} did not like, and they were changed.",
         "Do it with {his} key adult"),
    Step("Visit the housing office with {mum} about the arrears", "early_help", "parent",
         "A payment was agreed that {mum} can keep to, and {child} need not move.",
         "Ring the office together from home"),
    Step("Agree with {dad} when he sees {child}, and write it down", "social_care", "parent",
         "{dad} came each Sunday as agreed, and {child} knows when to expect him.",
         "Agree on a shorter time at the grandmother's"),
    Step("Check on sleep and tiredness at the next clinic", "school_nursing", "child",
         "{child} sleeps nine hours and is awake in the afternoon.",
         "Sleep diary kept by {child} and {mum}"),
    Step("Speech and language check at school", "school", "child",
         "{child} has a word book and uses it; fewer fights at break.",
         "Check at the clinic in the holidays"),
    Step("A weekly hour for {mum} at the women's group", "voluntary_sector", "parent",
         "{mum} goes each week and laughs about it at home; {child} noticed.",
         "Coffee with one volunteer first"),
    Step("Safe use of phone and games, looked at with {child} and {mum} "
    "together", "school", "parent",
         "The phone stays downstairs at night and {child} is less tired.",
         "Session at home with the family worker"),
)  # fmt: skip
"""Steps that fit most troubles."""

ADULT_STEPS: Final = (
    Step("Write down with {mum} who comes when in a bad week", "early_help", "parent",
         "In the bad week her sister came twice, and {child}'s days stayed the same.",
         "Ask her sister to write it with her"),
    Step("Ring {mum} on Fridays before the weekend begins", "social_care", "parent",
         "{mum} said on one Friday that she was worried, and the weekend went well for {child}.",
         "Ring on Thursdays, after work"),
    Step("Show {mum} and {dad} what calms {child}, and let them try it", "early_help", "parent",
         "{child} settled with {dad} for the first time.", "Film a good moment and watch it "
         "together"),
    Step("Register with a dentist and have a first check", "gp", "parent",
         "{child} has been seen and has a date for the next check.", "Ask the community dentist"),
    Step("Smoke alarm and stair gate checked by the fire service", "housing", "parent",
         "Both are fitted, and the stairs are safe for {child}.", "Landlord to fit them by Friday"),
    Step("Ask {dad}'s mother what she could do, and what she would not", "social_care", "network",
         "She takes {child} on Saturdays and told us honestly what is too much.",
         "Meet her together with {dad}"),
    Step("Advice session on debts and the prepayment meter", "early_help", "parent",
         "The meter is topped up, and the flat is warm for "
         "{child}.", "Adviser to come to the home"),
    Step("Agree with {mum} what she tells {child} about the meetings", "social_care", "parent",
         "{child} knew why people come, and stopped asking whether it is bad.",
         "Write it down for her in plain words"),
)  # fmt: skip
"""Steps with the adults, for a child of any age."""

EARLY_STEPS: Final = (
    Step("Weigh {child} and look at feeding at each visit", "health_visiting", "child",
         "{child} follows {his} line on the chart and feeds "
         "eagerly.", "Weekly weight at the clinic"),
    Step("Show {mum} and {dad} safe sleep, in the room where {child} sleeps", "health_visiting",
         "parent", "The cot is clear, and {child} sleeps on {his} back beside {mum}'s bed.",
         "Show it again with pictures"),
    Step("Stay and play on Thursdays with {mum}", "early_help", "child",
         "{child} crawls off to other children and looks back at {mum}.",
         "Home visits by the family worker"),
    Step("Two-year-old funding and a place for {child}", "early_help", "child",
         "{child} has settled in {his} group and brings home paintings.", "Try a childminder"),
)  # fmt: skip
"""Steps for babies and toddlers."""

UNBORN_STEPS: Final = (
    Step("Midwife to see {mum} at home each fortnight", "midwifery", "parent",
         "{mum} has missed no appointment since and knows what each scan showed.",
         "Midwife to ring {mum} the day before"),
    Step("Look at the damp in the bedroom and fit a smoke alarm", "housing", "parent",
         "The room for the baby is dry and warm.", "Landlord to see to it by Friday"),
    Step("Show {mum} and {dad} safe sleep, with a doll and the cot", "health_visiting", "parent",
         "{mum} and {dad} showed how the cot will stand, and said why.",
         "Show it again with pictures"),
    Step("Visit the birth ward with {mum}", "midwifery", "parent",
         "{mum} knows the ward and the midwife, and is less afraid.", "Go again with her sister"),
    Step("Write down with {mum} who comes when in a bad week", "early_help", "parent",
         "In the bad week her sister came twice, and {mum} kept every appointment.",
         "Ask her sister to write it with her"),
    Step("Agree who rings whom when labour begins", "social_care", "network",
         "{mum}'s sister has the list on her fridge and has tried each number.",
         "Give the list to the neighbour as well"),
    Step("Advice session on the maternity grant and the prepayment meter", "early_help", "parent",
         "The meter is topped up, and there is a pram.", "Adviser to come to the home"),
    Step("Parents' class on Wednesdays", "health_visiting", "parent",
         "{mum} and {dad} came to three of four and asked about crying.",
         "Class at the children's centre in the evening"),
)  # fmt: skip
"""Steps before a birth."""

MAP_STEPS: Final = (
    Step("Go through with {mum} and {dad} what to look for and what to write "
    "down", "police", "parent",
         "{dad} passed on a number plate, and {child} was home before ten.",
         "Officer to ring {mum} on Mondays"),
    Step("Help {mum} to set rules for the phone that {child} can live "
    "with", "voluntary_sector", "parent",
         "{child} hands in the phone at eleven and sleeps.", "Write the rules with {child} in the "
         "lead"),
    Step("Evening with {mum} about how adults groom, and that it is not {child}'s "
    "fault", "social_care",
         "parent", "{mum} told {child} that she believes {him}.", "Meet {mum} with her sister"),
    Step("Link {mum} with a mother who has been through it", "voluntary_sector", "parent",
         "{mum} rings her in place of shouting, and {child} comes home to quiet.",
         "Try the helpline's call-back"),
    Step("Plan with {mum} what happens in the first hour after {child} comes "
    "home", "school_nursing",
         "parent", "Food, bath, no questions: {child} talked the next morning.",
         "Write it on a card for the fridge"),
    Step("Visit the takeaway and the car park at weekends and report what is "
    "seen", "police", "network",
         "Two adults were moved on and are known by name now; {child} was not seen there.",
         "Ask licensing to inspect the takeaway"),
    Step("Take {child}'s account again with the officer {he} knows, when {he} is ready", "police",
         "child", "{child} gave an account at {his} own pace and chose who sat beside {him}.",
         "Leave it with {his} worker and ask again in a month"),
    Step("Lesson plan and a place to go at lunch, away from the gate", "school", "child",
         "{child} has not been picked up at lunch since.", "Move lunch to the arts block"),
    Step("Keep the family's phone list for nights by the door", "social_care", "parent",
         "{mum} rang the right number within the hour, and {child} was found.",
         "Give the list to the neighbour as well"),
    Step("Health drop-in on Tuesdays, with the nurse whom {child} has "
    "met", "school_nursing", "child",
         "{child} came twice on {his} own and asked about sleep.", "Text {child} first"),
    Step("Session on privacy settings and on people met online", "voluntary_sector", "child",
         "{child} blocked two accounts and showed {mum} how.", "Do it with {mum} present"),
    Step("Parents' group on Mondays about exploitation", "voluntary_sector", "parent",
         "{mum} said it helped that she is not the only one, and she sits with {child} in the "
         "evenings.",
         "Ring {mum} once a week in place of the group"),
    Step("Map who knows whom among the young people and the adults, and share "
    "it", "police", "network",
         "Three of {child}'s friends were offered help too, so {he} is not alone in it.",
         "Hold a mapping meeting with school"),
)  # fmt: skip
"""What meetings on exploitation agree on: prevention, protection, disruption, evidence."""

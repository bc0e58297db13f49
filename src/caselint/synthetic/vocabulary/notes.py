"""The words of visits, calls, meetings, supervision and assessments."""

from __future__ import annotations

from typing import Final

HOME: Final = (
    "The house was warm and there was washing on the line.",
    "There was food in the fridge and the kitchen had been cleaned.",
    "The hall is clear now. The back bedroom still smells of damp.",
    "The television was on loud; {mum} turned it down when I asked.",
    "I saw {child}'s room: bed made up, drawings on the wall, a night light.",
    "The kitchen was untidy, with last night's plates, and safe.",
    "The stair gate has been fitted since my last visit.",
    "It was cold in the front room. {mum} has put money on the meter until Friday.",
    "A new lock is on the front door.",
    "There were two cans on the windowsill. I asked {mum}, and she said that a friend had left "
    "them.",
    "The curtains were open and the windows had been cleaned.",
    "The dog was shut in the yard as we had agreed.",
)  # fmt: skip
PARENTS: Final = (
    "{mum} said that the week had been hard but better than the one before.",
    "{mum} spoke about her own childhood for the first time and was tearful.",
    "I asked {mum} what she would do if {dad} came to the door. She went through the plan in "
    "order.",
    "{dad} was there and held back at first. He asked what would have to change, and I told him.",
    "{dad} rang while I was there. I told him when I could meet him and he agreed to Thursday.",
    "{mum} was angry about the last meeting: she felt talked about. I said that I would raise it.",
    "{mum} showed me the letter from the clinic. She has kept all three appointments.",
    "{mum} said that {dad} has been seeing {child} on Sundays at the grandmother's house.",
    "I met {dad} on his own at the office. He wants to be asked, not told.",
    "{mum} was short with me and said that she had not slept. I stayed with that before we went "
    "on.",
    "{mum} and {dad} disagreed about bedtime in front of me and settled it without raised voices.",
    "{dad} said that he had not known how much {child} hears. He was quiet for some time.",
    "I praised {mum} for getting {child} up and dressed every morning this week.",
    "{mum} said the money had run out on Tuesday. I gave her a voucher and rang the advice line.",
)  # fmt: skip
THINKING: Final = (
    "It is better than a month ago, and too early to say whether it will last.",
    "What {mum} says fits with what the others tell me.",
    "I am not sure that I have understood what evenings are like; I will come at teatime next "
    "time.",
    "{child} looked at {mum} before answering. I want to hear {him} without that.",
    "I had expected to find {him} withdrawn, and I was wrong.",
    "I will check the account of the weekend with others who saw {child} then.",
    "There is a gap between what {dad} says and what {child} shows, and I will name it to both.",
    "The change is small and it is real: {he} slept in {his} own bed on five nights of seven.",
    "{mum} did this by herself, without any of us asking.",
    "I left with a question about money that I did not ask. Next time.",
)  # fmt: skip
NEXT: Final = (
    "Next visit in the week after next, at teatime.",
    "I told {child} when I am coming again, and wrote it on the calendar in the kitchen.",
    "I will ring the school today and {mum} on Friday.",
    "{child} has my number. We put it in {his} phone together.",
    "I am to bring the photos next time, as I promised.",
    "Next time {child} chooses where we go.",
)  # fmt: skip
NOBODY_IN: Final = (
    "The lights were on and nobody came to the door. {mum} texted that {child} was in the bath; "
    "we moved it "
    "to Thursday.",
    "{dad} opened and said that {child} and {mum} were at the clinic, which the clinic confirmed.",
    "I waited for half an hour at {school}; {child} had gone home with a headache.",
    "{mum} had written down the wrong day. She was upset about it and offered tomorrow.",
    "The lift was out and so was the family. Card under the door, and {mum} rang at five.",
    "No reply at the door; curtains closed. I left a card and rang {mum}, who said that they were "
    "at the "
    "shops. New time agreed.",
    "{mum} answered and said that {child} was at a friend's. I did not see {him}. We agreed on "
    "another day.",
    "Nobody home. A neighbour said that they had gone out with the grandmother. Text sent, and "
    "answered "
    "within the hour.",
    "Unannounced visit at eight: lights off, no answer. I rang, and arranged to come back this "
    "week.",
)  # fmt: skip
CALLS: Final = {
    "school": (
        "{who} rang: {child} has been in every day this week and ate lunch with two friends.",
        "Rang {who}. Attendance is up. {child} fell asleep in the afternoon on Monday.",
        "{who} says that {child} asked to stay behind and help on Friday, which is new.",
        "{who} passed on that {child} was upset after the weekend and told her why. I will see "
        "{him} tomorrow.",
        "Told {who} when the next meeting is and what we will ask of school.",
        "{who} asked whether {mum} may come to the assembly. Yes.",
        "{who} noticed that {child} had new shoes and walked in smiling.",
    ),
    "health_visiting": (
        "{who} weighed {child} today: on {his} line. {mum} asked about weaning.",
        "Rang {who} to say what was agreed. She will visit with me next week.",
        "{who} saw {child} at clinic and had no new worry. {mum} talked about sleep.",
        "{who} says that {child} is a little behind with words; referral made, {mum} agreed.",
    ),
    "gp": (
        "The surgery confirms that {child} was brought on Tuesday and the ear has healed.",
        "Asked the surgery for {child}'s summary and told them of the plan.",
        "The GP rang back: {mum} has collected her prescription each month.",
        "Told the GP about the weekend; he will see {mum} on Thursday.",
    ),
    "police": (
        "No calls to the address since the last meeting, {who} says.",
        "{who} rang about a call on Saturday: shouting, nobody hurt, {child} at {his} nan's.",
        "Told {who} what was agreed and who is to be rung at night.",
        "{who} will attend the next meeting and bring the log.",
    ),
    "other": (
        "{who} says that the appointments have been kept, and that {mum} is thinking about what "
        "comes next.",
        "Rang {who} with the date of the meeting and what we hope to hear.",
        "{who} is worried about missed sessions, two in a row. We agreed on a joint visit.",
        "{who} sent the summary I had asked for. It says the same as {mum} does.",
        "Told {who} what {child} said about Sundays, with {his} agreement.",
        "{who} has a space from Monday. {mum} has been told and is pleased.",
    ),
}  # fmt: skip
CALLS_BEFORE_BIRTH: Final = (
    "{who} says that the appointments have been kept and that {mum} asks good questions.",
    "Rang {who} with the date of the meeting and what we hope to hear.",
    "{who} saw {mum} on Tuesday and had no new worry. They talked about sleep.",
    "Told {who} what was agreed and who is to be rung at night.",
    "{who} sent the summary I had asked for. It says the same as {mum} does.",
    "{who} asked whether {dad} will be at the birth. {mum} has not decided.",
)  # fmt: skip
VIEWS: Final = (
    "{who} reported that {child} is more settled than a month ago and is still tired on Mondays.",
    "{who} spoke of good days and bad days, and of how proud {child} was of {his} certificate.",
    "{who} was worried that progress depends on {mum} not being let down by us.",
    "{who} had seen {child} twice and described how {he} was with {mum}.",
    "{who} said that the risk is lower than it was and not gone.",
    "{who} asked that we do not change the plan before the summer.",
    "{who} described what had changed for {child} and what had not: mornings yes, evenings no.",
    "{who} brought {child}'s own words and read them out.",
    "{who} wanted to know who rings whom at night, and it was agreed.",
    "{who} felt that {dad} should be in the room next time. All agreed.",
)  # fmt: skip
MEETING: Final = (
    "We began with what {child} wants the meeting to know.",
    "{mum} spoke first. She found it easier than the last time.",
    "Progress was told for each goal; what has not moved was named.",
    "{dad} came and said what he can offer.",
    "The group looked at what would make us more worried and who would notice first.",
    "It was agreed to keep the pace of visits as it is.",
    "The photograph of the bedroom went round; {mum} was proud of it.",
    "There was disagreement about Sundays, and the chair wrote down both views.",
)  # fmt: skip
REFLECTION: Final = (
    "We asked what we would see if we were wrong about {mum}. We would see {child} tired again, "
    "and we do not.",
    "{child} pulls the worker towards rescuing. We talked about how that may make it harder to "
    "hear {mum}.",
    "What is life like for {child} on a Sunday? We do not know, and that is where to look next.",
    "We noticed that we speak about {dad} only as a risk. He has not been asked what he hopes for.",
    "The worker felt relieved after the visit, and wondered whose relief that was.",
    "Another way of seeing it: {child} is not withdrawn but watchful, and has good reason to be.",
    "We may be giving weight to clean floors. What has changed between {child} and {mum}?",
    "The worker finds it hard to ask about money. We practised the question.",
    "We tested the idea that school sees the same child as we do. It does in the mornings only.",
    "If nothing changed for a year, would this be good enough for {child}? Not yet, because of "
    "the nights.",
)  # fmt: skip
GUIDANCE: Final = (
    "See {child} at a different time of day, since all visits have been after school.",
    "Meet {dad} alone before the next meeting, because he has only been seen with {mum}.",
    "Ask the grandmother for her account, as {child} spends two nights there.",
    "Bring the chronology to the next session so that we can look for the pattern in the weekends.",
    "Keep visits at the same pace until there are two quiet months, because change is recent.",
    "Prepare {child} for the meeting so that {his} words are {his} own.",
    "Check the account of the last weekend with police and school before we rely on it.",
    "Plan the ending now, so that {child} knows it before it comes.",
)  # fmt: skip
DECISIONS: Final = (
    ("Continue with the plan as it is", "Progress is real and recent; two more months are needed "
    "to see it last."),
    ("Bring the next meeting forward by a week", "The grandmother goes into hospital and the plan "
    "leans on her."),
    ("Fund four more weeks of support at weekends", "Weekends are when {child} is most worried, "
    "and {mum} uses the help."),
    ("Unannounced visits at teatime, one a month", "What happens in the evening is known only "
    "from {mum}."),
    ("Ask for a legal planning meeting if nights do not "
    "improve", "{child} cannot wait longer than one school term."),
    ("Offer a second session of direct work each month", "{child} speaks more freely each time."),
)  # fmt: skip
OVERSIGHT_STEPS: Final = (
    ("Arrange a joint visit with the health visitor", "The joint visit took place and both saw "
    "{child} at ease with {mum}."),
    ("Write to {dad} with two times to choose from", "{dad} chose the Thursday and came."),
    ("Bring the chronology up to date and read it before the "
    "meeting", "The pattern in the weekends was put to the meeting, and {child}'s Sundays "
    "changed."),
    ("Ask the grandmother what she sees on Sundays", "She told us about the quiet car journeys, "
    "and {child} was asked about them."),
    ("Speak with {child} about how the meeting went for "
    "{him}", "{child} said it was too long, and the next one was shorter."),
    ("Check the sleeping arrangements again at the next "
    "visit", "{child} has {his} own bed and was proud of it."),
    ("Find out from school who {child} eats lunch with", "Two friends were named and {child} has "
    "been to tea with one."),
    ("Ask {mum} what help she would have wanted a year ago", "{mum} named evenings, and support "
    "was moved to evenings for {child}'s sake."),
    ("Agree with police who rings whom at night", "The night numbers were used once, and {child} "
    "was at {his} nan's within the hour."),
    ("Look at the family map with {child} once more", "{child} added {his} uncle, who now takes "
    "{him} to football."),
    ("Go through the report with {mum} before it is sent", "{mum} corrected two dates, and "
    "{child}'s view was put first."),
    ("Take {child}'s drawing to the review, with {his} "
    "leave", "The drawing was shown, and {child} was asked which part matters."),
)  # fmt: skip
ANALYSIS: Final = (
    "What worries us is not one night but the pattern: {child} has learned to listen out. It "
    "shows at "
    "school as tiredness and at home as being good.",
    "{mum} knows what has to change and has begun. What holds her back is fear, and being alone "
    "with it.",
    "{dad} has not been asked before what he wants for {child}. He can be part of the answer if "
    "he accepts "
    "what has happened.",
    "{child} has people: a grandmother, a teacher, a friend. The plan should lean on them and not "
    "only on us.",
    "For {child} this means that {he} cannot rely on evenings. {He} needs them to be the same "
    "each night.",
    "The history matters: what helped two years ago ended too soon, and nobody looked back.",
    "We do not know what {dad} drinks, nor where he stays during the week; we have asked and will "
    "check.",
    "Both parents can change if help comes in the evening and from somebody they choose.",
)  # fmt: skip
IDENTITY: Final = (
    "{child} describes {him}self as {ethnicity}. At home that means food, music and an aunt who "
    "rings "
    "each Sunday; at school {he} has been asked where {he} is “really” from, and hates it.",
    "The family's {ethnicity} background matters to {mum}; for {child} it is mostly {his} "
    "grandmother's "
    "stories and cooking, which are also where {he} feels safe.",
    "We talked with {mum} about how the family does things and about faith. Because of Sundays at "
    "church or "
    "mosque or with relatives, {child} has adults outside home who notice {him}.",
    "{child} said that {he} is “just normal” and that being {ethnicity} is about {his} family "
    "being loud in a "
    "good way. Support should not fall on days that matter to them.",
)  # fmt: skip
CHILD_VIEW_PLAN: Final = (
    "“I want the shouting to stop and I want to stay with my mum.”",
    "“I want everybody to stop asking the same thing.”",
    "“I want to see my dad but not at night.”",
    "“I want my own bed, and for Mum to be less tired.”",
    "“I want to go back to football.”",
    "“I'd like one person to tell me what is happening.”",
    "“I want it to be like at Nan's.”",
)  # fmt: skip
BABY_VIEW_PLAN: Final = (
    "{child} needs to be picked up when {he} cries, fed when {he} is hungry and to sleep "
    "somewhere safe.",
    "Watching {child} with {mum}, we think {he} would ask for quiet, for {his} mother's face and "
    "for milk on time.",
    "{child} turns to {mum} and is soothed by her. {He} would want her to be well.",
)  # fmt: skip
CONTINGENCY: Final = (
    "If {child} is hurt or frightened at home again, {he} goes to {his} grandmother the same day "
    "and the "
    "social worker calls a strategy discussion.",
    "If {dad} comes to the house, {mum} rings 999 and then her sister; the social worker sees "
    "{child} the next "
    "day and brings the meeting forward.",
    "If {mum} cannot care for {child}, the grandmother moves in; if she cannot, a legal planning "
    "meeting is "
    "held within the week.",
    "If visits are missed twice, the manager decides within two days what happens next.",
)  # fmt: skip
CLOSING: Final = (
    "{child} has been safe for four months, sleeps well and says so. {mum} asks for help when she "
    "needs it. "
    "The grandmother and school know what to look for and whom to ring.",
    "What we worried about has changed and stayed changed: {child} is at school, eats, and is not "
    "afraid. The "
    "family hub stays in touch until summer.",
    "The goals are met by what {child}, school and health say, not only by what {mum} says. If "
    "evenings "
    "become hard again, {mum} rings the family hub, and school rings us.",
)  # fmt: skip
DELAYED: Final = (
    "The service moved the appointment by three weeks; {mum} has the new letter.",
    "The worker was ill. A colleague takes it over from Monday and has met {child}.",
    "The form was returned for a signature and has been sent again.",
    "{child} asked to wait until after half-term, and that was agreed.",
)  # fmt: skip

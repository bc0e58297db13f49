"""What children say and show, by age: the heart of a visit's record."""

from __future__ import annotations

from typing import Final

BABY_SEEN: Final = (
    "{child} was awake in {mum}'s arms and followed my face from one side to the other.",
    "{child} was lying on a mat, kicking, and turned to {mum}'s voice.",
    "{child} had just fed. {He} brought up a little milk and {mum} wiped {his} mouth and talked "
    "to {him}.",
    "{child} cried when I came in and settled within a minute on {mum}'s shoulder.",
    "{child} smiled at {mum} twice while she changed {him}. {His} skin was clear.",
    "{child} grasped my finger and held on. {mum} laughed and said {he} does that with everybody.",
    "{child} was awake in the sling and looked about. {He} startled at the door and then slept.",
    "{child} rolled to {his} side to reach a rattle. {dad} moved it a little further each time.",
    "{child} was in the bouncer, awake, watching the washing turn. {He} babbled when {mum} bent "
    "down.",
    "{child} was undressed for a bath while I was there. I saw no marks. {He} splashed and "
    "squealed.",
    "{child} took the whole bottle, looking at {mum} throughout.",
    "{child} reached both arms to {mum} when she came back into the room.",
)  # fmt: skip
TODDLER_SEEN: Final = (
    "{child} brought me a book, sat against my leg and pointed at the animals. {He} named the cow.",
    "{child} ran to {mum} when {he} fell over the step and let her rub {his} knee.",
    "{child} built a tower, knocked it down and looked at {mum} to see whether she laughed. She "
    "did.",
    "{child} would not come near me for ten minutes and then gave me a plastic egg.",
    "{child} ate a banana and half of {mum}'s toast. {He} asked for more by holding out {his} "
    "hand.",
    "{child} cried when {mum} left the room and stopped when she sang from the kitchen.",
    "{child} showed me {his} shoes and said “park”. {dad} got the coat.",
    "{child} put the doll to bed under a tea towel and said “ssh”.",
    "{child} hid behind the curtain, laughed, and did it again until {mum} found {him} each time.",
    "{child} pushed {his} car round my feet and told me “brum” and “stop”.",
    "{child} was pale and quiet today and lay on {mum}'s lap. {mum} had rung the surgery.",
    "{child} danced to the advert and clapped for {him}self.",
)  # fmt: skip
YOUNG_SAYS: Final = (
    "“I like it when {mum} does my hair and when there's pasta.”",
    "“At night I put my teddy by the door so I can hear.”",
    "“Nan's is best because the telly is big and nobody shouts.”",
    "“I told Miss and she wrote it in her book.”",
    "“My tummy hurts on Sundays.”",
    "“I want a bunk bed and I want to be on top.”",
    "“Daddy came and he brought a football but he was only there a little bit.”",
    "“When they shout I do this” – {he} put both hands over {his} ears.",
    "“I got a star for sitting nice. I took it home and {mum} put it on the fridge.”",
    "“I don't like the dark bit by the toilet.”",
    "“If I had a wand I'd make {mum} not tired.”",
    "“I'm not scared now. Before I was.”",
    "“I'm good at goalie. You can come and watch if you want.”",
    "“We had breakfast today. Toast and the brown stuff.”",
)  # fmt: skip
MIDDLE_SAYS: Final = (
    "“It's calmer since Dad moved out, but I miss him at bedtime.”",
    "“I'd rather talk while we're walking, not with everyone looking.”",
    "“I worry when I'm in maths because I don't know what's going on at home.”",
    "“Mum's tired a lot. I make the toast. I don't mind.”",
    "“Can you tell them I want to stay at my school?”",
    "“I don't want a meeting about me without me knowing what they're going to say.”",
    "“I slept okay. Better than last week. About a seven.”",
    "“I told Mrs Lacey because she doesn't make a big face.”",
    "“Everyone asks me the same thing. I already said.”",
    "“I want Nan to come to the next meeting.”",
    "“It was a good weekend. We did nothing. That's what was good.”",
    "“If it happens again I'm going to ring you, I've got the number in my phone.”",
    "“I'd like to see my dad with someone there.”",
    "“I don't like it when people write down that I'm angry. I was upset.”",
)  # fmt: skip
TEEN_SAYS: Final = (
    "“You can come, but don't come in my room with your lanyard on.”",
    "“I'm fine, honestly. I just don't like being asked in front of her.”",
    "“He's not what you lot think, but I haven't been going round there.”",
    "“I sleep better when my phone's downstairs. Don't tell Mum I said that.”",
    "“I want to do the mechanics course. Nobody's asked me that before.”",
    "“It's easier to talk in the car.”",
    "“I feel like there's ten people in my life and I've met two of them.”",
    "“I did say. I said it to the last one and then she left.”",
    "“I'm scared they'll know it was me who said it.”",
    "“Mum listens now, a bit. She turned the telly off.”",
    "“If I'd known you were going to ring school I'd have told you different.”",
    "“I want to see my brother on Saturdays, not in an office.”",
    "“College is alright. I've been in every day but one.”",
    "“I don't need rescuing, I need somewhere to go on Fridays.”",
    "“I liked that you came back when you said.”",
)  # fmt: skip
HOW_SEEN: Final = (
    "We sat in {his} room with the door shut while {mum} was downstairs.",
    "We walked to {place} and back.",
    "I met {him} at {school} in the quiet room.",
    "We played cards at the kitchen table while {mum} was out at the shop.",
    "{He} chose the garden step, out of earshot of the house.",
    "We drove to {place} for a hot chocolate.",
    "We used the three houses and {he} drew while {he} talked.",
    "We sat on the stairs, which is where {he} likes to talk.",
    "We did the feelings cards on {his} bedroom floor.",
    "{He} showed me {his} game and talked while {he} played.",
)  # fmt: skip
WITH_OTHERS: Final = (
    "We all sat in the front room. {child} talked about {his} week with {mum} beside {him}.",
    "{child} was there throughout and joined in now and then.",
    "{child} did {his} homework at the table while we talked, and answered over {his} shoulder.",
    "{child} stayed close to {mum} today and did not want to go to another room.",
    "{child} had a friend round, so I kept it short and said hello to them both.",
)  # fmt: skip
NOT_ALONE: Final = (
    "{child} did not want to be on {his} own today",
    "{child} was unwell and in bed, with {mum} beside {him}",
    "Joint visit with the health visitor at which the whole family was seen",
    "A friend was there; to be seen at school this week",
    "{child} asked for {his} grandmother to stay in the room",
)  # fmt: skip
TOOLS: Final = (
    "three houses", "feelings cards", "wishes and feelings sheet", "ecomap", "helping hand",
    "life map", "my week in pictures", "worry jar", "scaling from one to ten", "family drawing",
)  # fmt: skip
SAID_AFTER: Final = (
    "{He} looked out of the window while {he} said it.",
    "Then {he} asked when I come again.",
    "{He} laughed and changed the subject.",
    "{He} said it twice, so that I would write it down.",
    "{He} asked me not to say it in front of everybody.",
    "{He} had thought about it since the last time.",
    "{He} wanted {mum} to know that, and to hear it from {him}.",
    "{He} shrugged, and then talked about it for ten minutes.",
    "{He} pulled {his} sleeves over {his} hands.",
    "I asked what would make it better; {he} said a quiet evening.",
    "{He} told me this without my asking.",
    "I read it back to {him}, and {he} changed one word.",
    "{He} was tired and we stopped there.",
    "{He} was livelier than the last time.",
    "{He} showed me a message on {his} tablet to explain.",
    "Afterwards {he} was hungry and ate two apples.",
    "{He} whispered it.",
    "{He} said that {he} had told {his} grandmother too.",
)  # fmt: skip
"""How the child said it."""
SHOWED_AFTER: Final = (
    "{mum} noticed before I did.",
    "{He} looked well and was dressed for the weather.",
    "I saw no marks on face, arms or legs.",
    "{mum} spoke to {him} all the while.",
    "{dad} watched and smiled.",
    "{He} was warm, and {his} nappy was dry.",
    "It lasted a good while before {he} lost interest.",
    "This is new since the last time.",
    "{mum} waited for {him} and did not hurry.",
    "{He} smelled of soap and milk.",
    "{He} looked to {mum} first, and then to me.",
    "The room was quiet, and so was {he}.",
    "{mum} said that {he} had slept for six hours.",
    "I stayed for the feed to see how it went.",
)  # fmt: skip
"""What else was seen of a small child."""

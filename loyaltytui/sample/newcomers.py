"""The sample's story with those who bought once or are about to: dairies, breweries, steel, water.

How it is told lives in `telling`, how to read it is said in `customers`.
"""

from __future__ import annotations

NEWCOMERS = """
-409 10:00 lee call: hot-water pump howls through the canteen wall
    opening: the works council wrote him a letter about the noise
    > sound measurement by {-395}
-396 09:30 lee visit 2h: 86 dB at the wall, resonance in the pipe kept: sound measurement
    surprise: two brackets and a rubber mat, cost him nothing
-380 15:00 lee call 10m: 71 dB, canteen is happy point: quiet first, efficiency second
-290 11:20 lee meeting: wants the next pump quiet from the start
    pitched: measured at your wall, not on our bench role: influences, head office buys
-201 10:10 lee call: head office asks for a lifetime sum > lifetime sum for the canteen pump
    by {-190}
-193 16:20 lee email: lifetime sum, five pages down to one kept: lifetime sum
-140 13:00 lee email: head office ordered bought: 11.500,00 EUR one quiet hot-water pump
-120 09:00 lee visit 3h: new pump in delivered: signal: asked us to specify the next two
    goal: head of utilities for both plants
-35 14:00 lee call: measured 68 dB himself, new bearing settles in still ~{0} is the pump quiet?

-349 09:00 "山田 花子", mori meeting 2h: 酒蔵見学, mash pumps bruise the rice
    opening: broken grains cost them a grade > lobe pump sample curves by {-335}
-337 18:00 山田 email: curves sent, in kPa as she asked kept: sample curves
-280 08:30 山田, mori visit 5h: trial with rice from last season
    pitched: not one broken grain in a hundred signal: Mori came to watch with the toji
-210 10:00 mori call: budget year starts in spring, decision then role: decides with the family
-205 09:20 山田 email: notes of the trial in both languages
    personal: put her name first on the trial report, she speaks at the brewers' day
-140 11:00 山田 call: first pump ordered bought: JPY 1,450,000 lobe pump for the mash
    core: delivered before the first mash trend: breweries share one maintenance crew
-68 09:40 mori meeting: 本当に静か, he says, for the first time
-10 10:30 山田 call: second line next year, wants the same seal > seal drawing with CIP details
    by {13} tech: cleaning without caustic

-438 11:00 chiara, paolo meeting 2h: descaling pumps, 160 bar and tired
    opening: one spare for six pumps > price of a second spare by {-431}
-431 17:00 chiara email: price sent kept: second spare
-398 10:00 chiara call: too dear, she says, too early, I say
    rival: Brandt & Ohm holds the frame contract; they answer at night
-390 09:30 paolo visit: plungers scored, water too hard > water analysis by {-376}
-377 14:10 paolo email: analysis says softener kept: water analysis
    surprise: sent him to a softener firm, not to us
-296 13:00 chiara meeting: second spare on the budget
    > written hold of the old price by {-282}
-281 10:45 chiara call: budget froze, she asked me to drop the price hold
    released: hold of
-205 16:30 chiara call 10m: last year's pump came back scored from Brandt & Ohm
    signal: asked for our repair price > repair price, fixed, by {-200}
-201 12:00 chiara email: fixed price sent kept: repair price
-166 08:00 chiara, paolo visit 3h: repaired pump back in
    bought: 7,250 EUR repair of a descaling pump
    delivered:
    core: back in nine days, 40 hours run without a drop
-140 10:20 paolo call: would take us for all six point: the man who answers at night
-77 11:30 chiara meeting 1h15: night number explained, she tried it that evening
    test: her call at 23:00 rang four times; picked up, met well
-21 09:30 chiara call: frame contract ends next summer
    pitched: six pumps, one fixed price each, a voice at night
    > frame contract proposal by {2} < copy of the tender rules by {-13}
-9 16:40 chiara email: rules are here, 84 pages kept: tender rules

-330 09:00 יעל call: brine pumps, duplex is not enough
    opening: pitting after 14 months > corrosion table by {-320}
-318 11:30 יעל email: table two days late, lab had a queue kept: corrosion table
-270 10:00 יעל meeting: super duplex is out of reach point: what a year costs, not what a pump costs
    > price per running year by {-256}
-240 09:10 יעל call: never sent the yearly price, she chose somebody else's duplex
    problem: the yearly price was never sent
    broke: running year rival: Novaflux was two weeks faster, that was all
-239 17:00 יעל email: apologised, sent her the table for nothing sorry: fixed:
    madegood: her corrosion table, for nothing
-80 12:20 יעל call 25m: duplex pits again, told me so herself
    trend: brine gets saltier each year as they recover more
    ask: would a test loop with our casing help?

-200 10:00 ليلى voicemail: left my number with the switchboard
-198 15:30 ليلى call: acid plant on paper still, 24 pumps
    opening: tender in a year, wants nobody surprised
    > reference list for phosphoric acid by {-188}
-189 09:20 ليلى email: list sent, two that went wrong are on it kept: reference list
-130 08:45 ليلى meeting 2h: asked about the two that went wrong signal: called both references
    test: hard questions for an hour; answered all but one
-128 16:00 ليلى email: the last answer, elastomer was ours to check
    pitched: we tell you what fails before the tender does
-30 11:10 ليلى call 30m: basic design starts role: writes the specification, tender board decides
    goal: first plant without a sump pump in the pit
    ~{5} ask how the kick-off went

-459 10:00 nora visit 2h: chocolate at 45 degrees, jackets leak
    opening: each leak is a batch of 400 kg > jacket with welded seams, price by {-449}
-450 15:15 nora email: price sent kept: jacket
-441 09:40 ben call 10m: buys from the list, we are not on it
-438 11:10 ben email: asked to be listed < supplier form by {-424}
-420 10:05 ben call: form came, four days late kept: supplier form
-395 13:00 nora meeting: trial jacket approved bought: 9,400 GBP trial jacket
    pitched: no batch lost to a jacket, or we pay the cocoa
-352 07:30 nora visit 4h: jacket in, no leak core: 20 batches, dry floor delivered:
    signal: asked for the next five
    > welding certificates by {-345}
-340 17:45 nora email: certificates five days late, welder was on leave kept: welding cert
-260 10:30 nora call: auditor liked the certificates point: paper before steel
-199 10:00 ben call 15m: asks 5% for nothing role: buys, never decides
-140 09:00 nora visit 3h: five jackets done bought: 44,000 GBP five jackets delivered:
    core: line ran through the season without a stop
-88 14:10 nora meeting: contract for the whole hall > hall contract, two variants, by {-74}
-75 11:30 nora email: two variants sent kept: hall contract
-60 10:40 nora call: takes the small variant first fit: the biscuit hall next door
-32 09:15 nora call 20m: fine, no news, season starts background: runs the village brass band
"""

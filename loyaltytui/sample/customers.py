"""The sample's story with those who have bought for long: Northwind, Calder Mills, Solana and more.

How it is told lives in `telling`. Each entry is a day counted from today, a time and a log line;
`{-537}` is such a day, typed as it would have been then; lines set in belong to the one above.
A day marked `!` may be a Sunday: a flood does not wait.
"""

from __future__ import annotations

CUSTOMERS = """
-541 10:15 priya visit 2h: toured the acid hall, four single-seal pumps, two weeping into trays
    opening: every unplanned stop of the dosing line costs them a tanker
    background: came up through maintenance, still carries a torch on her keyring
    > send the leak log template by {-537}
-537 17:40 priya email: template, with one page on how to read it kept: leak log
-521 09:30 priya call 20m: nine drips in the log already, she laughs about it
    pitched: a seal that warns before it leaks, in her words "sleep on Sundays"
    < she sends the pump curves by {-514}
-512 14:05 priya email: curves came two days late, two pumps run far off their best point
    kept: pump curves
    surprise: told her one pump only needs its impeller trimmed, nothing for us to sell there
-498 11:00 priya, daniel meeting 1h30: price and terms, Daniel wants three offers as always
    signal: brought her buyer to the second meeting > quote for two double-seal pumps by {-491}
-491 16:20 priya email: quote is out kept: quote for two
-470 10:40 priya call: the board said yes to both pumps > order confirmation with the delivery week
    by {-466} bought: 31,400 EUR two double-seal pumps
-467 09:05 priya email: confirmation sent, week and all kept: order confirmation
-421 13:15 ewa, priya visit: Ewa starts as reliability engineer, walked her through the seal pots
    role: uses them daily, Priya listens to her
    tech: vibration sensors on every pump above 15 kW within two years
-388 07:30 priya, ewa visit 4h: both pumps started up, her whole crew watched delivered:
    core: commissioned on the planned day, no rework > vibration baseline report by {-378}
-380 15:10 priya email: baseline report, in before its day kept: baseline
-352! 18:50 priya call 10m: one gasket short, start-up is at six > bring one myself tomorrow
    problem: a gasket missing from the spares box sorry:
-351! 06:20 priya visit 30m: brought the gasket, line was back before eight kept: bring one fixed:
    extra: drove the gasket over on my own time, she told her whole morning meeting, noticed
-300 11:30 ewa call: wants her people to swap cartridges alone
    > half a day of seal training by {-280}
-281 13:00 ewa visit 4h: trained six fitters on cartridge swaps kept: seal training
    personal: let her present the last hour, she wants to lead a team one day
-262 10:00 daniel call 15m: payment terms, he asks for 60 days ask: which supplier gave him 60?
-233 09:40 priya meeting: half-year review, not one stop caused by a pump
    confirmed: not one tanker lost since they run
    goal: plant of the year, the group jury visits next summer
    > one page of uptime figures for the jury by {-219}
-221 17:15 priya email: uptime page, her colours and logo kept: uptime figures
    news: spare cartridges now ship the same day until two o'clock
-170 16:00 ewa call: bearing temperature creeping up on the north pump > look at it myself by {-168}
-168 08:00 ewa visit 2h: it was the grease, a different tin than in the manual kept: look at it
    test: she asked straight out whether it was our fault, I said I did not know yet; met well
    bought: 4,800 EUR spare cartridges delivered:
-118 18:05 priya call {-119} 16:10: service contract runs out soon, she wants to keep Petra on it
    > renewal options on one page by {-111}
-111 11:20 priya email: three options, no fourth hidden kept: renewal options
-70 10:10 daniel meeting 45m: compared our spares list with theirs, his was two years old
    > clean spares list by {-62} point: one invoice a month, not one a parcel
-63 12:30 daniel email: list sent kept: spares list
-46 15:00 priya call: likes option two, finance asks why not the cheap one > quote for option two
    by {-39}
-40 16:45 priya email: quote for option two sent kept: quote for option two
-20 13:20 ewa call: north pump quiet and cool since the grease fit: the new neutralisation line
-18 09:45 priya call: renewing, price worry > send revised quote by {-3} < she sends PO {14} ~3w
    ask: who signs above 50k?

-528 09:00 tom call 25m: refiner feed pumps eat a packing a month, he is tired of it
    opening: two fitters spend every Monday repacking
    < photos of the stuffing boxes by {-521}
-522 12:10 tom message: photos came, shafts are scored kept: photos
    > sleeve drawing with our packing ring by {-515}
-511 17:30 tom email: sleeve drawing, four days late because of me, said so kept: sleeve drawing
-496 10:20 tom visit 3h: fitted a trial sleeve with his men
    pitched: an hour every quarter instead of a day every month
    > count the drips again by {-466}
-466 08:40 tom visit 1h: three drips an hour, was a puddle kept: count the drips
    signal: asked what the other nine would cost
-437 11:15 tom meeting: nine sleeves approved, fitted at the summer stop
    bought: €16.2k nine shaft sleeves
    point: spares on the shelf, not a promise of spares
-402 14:00 tom call: summer stop moved a week > tell Idris the new dates in 3 working days
-400 09:10 tom message: Idris knows, he takes his holiday later kept: tell Idris
-371 07:00 tom visit 5h: nine sleeves in, two shifts, one bruised thumb
    core: nine pumps done inside the stop > as-built list by {-364} via Idris delivered:
-360 10:30 tom email: list is there now, Idris was ill, should have told Tom kept: as-built
-300 13:30 tom, ruth meeting: Ruth wants to see what a year of stops costs
    role: uses, Ruth pays > cost of stops on one page by {-286}
-288 15:20 tom, ruth email: one page, his own numbers kept: cost of stops
-228 09:30 tom voicemail: no answer, stock pump was on my mind
-226 11:40 tom call: stock pump runs hot only on broke
    background: restores a narrow boat with his son
-173 10:00 tom visit 2h: throttled the stock pump together, 20 degrees cooler
    surprise: found him 11 kW he was burning for nothing
-119 16:10 tom call: 11 kW showed up on the bill
    personal: wrote it up so he could show it to his boss
-75 13:45 tom meeting: asked about a contract for the whole wet end
    rival: Kestrel offers a free check every month; their fitters know paper better than ours
    > wet end contract, draft by {-54}
-56 17:00 tom email: draft sent kept: wet end contract
-50 11:10 ruth call 20m: likes leasing better than buying
    trend: every mill she knows is freezing capex
-27 10:50 tom visit: went through the draft line by line
    < his list of critical pumps by {-13}
-12 09:20 tom call: list is here, 31 pumps kept: critical pumps
-6 14:40 tom call: Ruth will lease if our side explains how > intro to CFO {0}

-501 10:00 ana call: evaporator pumps cavitate on hot days
    opening: loses an hour of milk whenever it happens > suction calculation by {-491}
-492 16:00 ana email: suction side is 80 cm short, nothing a new pump would fix kept: suction calc
    surprise: talked her out of two new pumps
-460 09:15 ana visit 3h: raised the feed tank, noise is gone
    pitched: one visit a quarter, findings on one page, no surprises at audit
-445 14:30 ana call: has shown the page to her director
    signal: asked for a contract for all 40 pumps
-400 11:00 ana meeting 2h: contract signed, first round next month
    bought: 18,000 USD service contract, first year delivered:
    role: decides alone up to a year's contract
-380 08:10 iker, ana visit 4h: first round with Iker, two seals swapped
    role: Iker guards the gate, nobody touches his line unasked
-296 09:00 ana, iker visit: second round, all green core: audit passed, our page was in the folder
    confirmed: the auditor stopped asking about the pumps
-204 10:30 ana, iker visit 3h: third round, lobe pump scored
    > quote for a new rotor pair by {-197}
-190 15:30 ana email: rotor quote a week late, price list had changed, owned up kept: rotor pair
-188 09:50 ana call: she is fine with it, once test: late quote, told her before she asked; met well
-104 13:00 ana meeting 1h: contract renewed for a second year
    bought: 18,900 USD service contract, second year delivered:
    goal: wants the Fresno plant to look like hers ~{-14} quarterly review
-90 07:45 iker visit 2h: new rotors in, he timed us fit: his brother's cheese plant up the valley

-515 10:30 grace visit 3h: eleven pump stations, no two alike
    opening: call-outs at night cost her more than the pumps
    > list of who holds which spare by {-501}
-503 17:20 grace email: list done, four stations have nothing kept: who holds
-488 09:00 owen visit 4h: rode along on his round
    background: 31 years in the job, knows every valve by its sound
    surprise: labelled his spare parts shelf while we waited for the tide
-470 11:00 grace meeting: spare pool for all eleven stations
    qualify: need yes, budget yes, decides yes, timing unknown
    pitched: any station back in four hours, from one shelf signal: asked for the contract text
    > contract text for the pool by {-456}
-458 16:30 grace email: contract text sent kept: contract text
-425 10:15 grace call: pool approved by the board role: decides, the board nods
    bought: 46,000 GBP spare pool for eleven stations
-391 08:30 owen visit 5h: pool stocked, shelf labelled core: eleven stations covered two weeks early
    delivered:
-330! 23:10 owen call 30m: station six flooded, pump lost > replacement on site tomorrow
-329! 06:40 owen visit 3h: replacement in, running before breakfast kept: replacement
    test: first night call, four hours promised; three and a half needed
-327 09:30 grace call: she heard about it from the mayor
    confirmed: a flooded station was a story of one night, not of a week
-270 14:00 grace meeting 2h: year two, wants condition reports bought: 22,000 GBP condition reports
    delivered:
    > inspection plan for all stations by {-250} trend: fines for spills will be public next year
-242 11:30 grace email: plan went out on the new day kept: inspection plan
-196 10:00 grace, owen visit 4h: first three stations inspected
    rival: Novaflux sells the sensors with the reports, prettier than ours
-150 13:10 owen call: station two rattles again ask: does he want to train his successor with us?
-108 09:20 grace call: sensors, she compares > sensor trial at two stations by {-87}
-89 15:40 grace visit: trial sensors in at two and six kept: sensor trial
    confirmed: she plans her week by the reports now
    reference: asked, for the utility up the coast reference: yes
-63 10:10 rosa, grace meeting: Rosa will read the sensor data
    background: sails, wrote her thesis on pump noise
-31 16:00 grace call 20m: asked me to keep something to myself
    background: may leave after the merger, has an offer from the ministry *
-11 11:45 grace meeting 1h: sensors stay
    > condition report station nine by {-6} via Petra < the merger timetable by {12}

-479 10:00 zoe, jurgen visit 3h: plating shop, filter pumps eaten by chromic acid
    opening: a pump lasts seven months here > material table for chromic acid by {-470}
-471 08:30 zoe email: table sent, with what fails too kept: material table
-452 14:20 jurgen call: his own idea, a flushed seal from the water line
    surprise: drew his idea up properly and put his name on it > sketch with measures by {-445}
-446 16:10 jurgen, zoe email: sketch sent kept: sketch
-410 09:30 zoe meeting: orders one to try pitched: three years out of a pump, or we take it back
    bought: 6,900 EUR one filter pump, to try delivered:
-300 11:00 zoe call: still running after eight months, a house record
    confirmed: the first pump she has stopped listening for
    signal: brought her uncle along
    > offer for the other five by {-290}
-291 17:30 zoe email: offer sent kept: other five
-235 10:40 zoe visit 2h: five pumps in core: swapped over one weekend, no batch lost
    bought: 33,500 EUR five filter pumps delivered:
-131 12:00 jurgen call 15m: wants to know what we do about nickel
    tech: everything moves to trivalent
-84 09:00 zoe call: hands over to her daughter in three years
    goal: a shop without hexavalent by then
    ask: may we bring a visitor from Marchetti?
-28 15:20 zoe visit: visitor is welcome, Jürgen will show him round > three dates for the visit
    by {-21} confirmed: five pumps, no batch lost reference: yes
    < her safety rules for visitors by {-18}
-22 10:10 zoe email: three dates sent kept: three dates
-17 09:40 zoe message: rules came a day late, two pages kept: safety rules
"""

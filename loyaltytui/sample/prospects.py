"""The sample's story with those still to be won, or left in peace, and the dates that were moved.

How it is told lives in `telling`, how to read it is said in `customers`.
"""

from __future__ import annotations

PROSPECTS = """
-401 10:00 tremblay, kayla visit 3h: liquor pumps, marc plans and Kayla measures
    opening: winter stops because seals freeze > heat tracing sketch by {-391}
-393 16:00 tremblay email: sketch sent kept: heat tracing
-340 09:30 tremblay call: mill may close one line > spare kit list by {-330}
-336 10:15 tremblay call 5m: line closes, he asked me to forget the kit list released: spare kit
-250 11:00 kayla call: she measured our trial pump for a month
    signal: sent her own figures unasked background: climbs, two dogs
-60 13:30 tremblay call: second line stays open after all trend: mills move to bark boilers
    qualify: need yes, budget no, decides unknown

-152 12:00 kayla message: new job at Ironwood, took my number with her
    personal: wrote her a reference when she applied
-148 09:00 diego, kayla visit 2h: ethanol, everything explosion-proof
    opening: two transfer pumps without a spare
-120 10:30 kayla call: needs zone papers first > zone papers for the transfer pumps next fri
-112 15:00 kayla email: zone papers sent kept: zone papers
    pitched: the papers come with the pump, not after it
-96 08:30 diego visit 1h: showed his shift how to prime by hand, "like a bicycle" he says
-40 11:20 kayla call: bring a pump on trial signal: asked for a trial for the night shift
    > trial pump on site in 4 weeks via Jonas
-14 09:00 kayla visit 2h: trial pump runs, Jonas stayed for the start kept: trial pump
-9 13:50 kayla, +"Tess Moran @ Ironwood Biofuels" meeting 45m: Tess signs, wants figures
    role: Kayla influences, Tess decides < suction figures for the night shift by {0} ~3w

-261 10:00 "søren ødegård", mia visit 4h: well-boat, fish pumps and scale loss
    opening: one percent less scale loss pays a pump a year
    > scale count method by {-247}
-249 12:00 ødegård email: method sent, from the vet school kept: scale count
-200 09:00 ødegård call: vet school agrees with the method tech: pumping without a pump, by airlift
    signal: named us to his board
-143 11:00 mia meeting 1h30: terms, NDA first of all role: pays and guards the gate
    point: one contract for all boats < NDA draft by {-129}
-127 10:30 mia email: draft came, two days late kept: NDA draft
-84 15:10 ødegård visit 3h: season over, boat in dock > skid layout for the dock by {-66}
-58 16:00 ødegård email: layout sent, on the day we agreed anew kept: skid layout
-12 09:30 mia, ødegård meeting 1h: go for a trial on one boat
    pitched: count the scales with us, pay if it is fewer < signed NDA by {-1}
-11 08:50 ødegård call 15m: wants the trial before the smolt arrive
    > dates for the trial skid by {4}

-400 15:00 declan call: quarry water, pumps full of grit
    opening: a pump a year, every year > rubber-lined pump, price by {-386}
-387 09:10 declan email: price sent kept: rubber-lined
-350 08:00 declan visit 2h: too dear for a pit that closes in three years
    surprise: showed him how to lift the strainer instead
-243 10:45 declan call 10m: strainer helps, same pump since
    verdict: park, the pit closes first, until {-66}
    signal: recommended us to the pit next door
-65 16:20 declan call: bought spares from our shop himself ~{-1} are the spares in?

-370 10:00 penrose visit: press pump from his grandfather, still turns
    background: sells the farm when the right buyer comes
    > gasket cut from the old one by {-360} bought: 240 GBP press gasket, cut to measure
-362 13:00 penrose visit 20m: gasket in, paid in cider kept: gasket
    extra: cut the gasket in our workshop, he phoned the next day to say it holds, noticed
    delivered:
-206 12:30 penrose call: retires, asks for no more calls, and means it kindly
    lost: he retires and the press goes with the farm

-389 17:00 henrik meeting 2h: writes specifications for half the coast
    opening: nobody tells him what became of his specifications
-270 12:15 henrik call 30m: told him how Calder turned out
    personal: found him a reader for his pump book trend: owners want one number a pump, not ten
-130 18:00 henrik message: his book is out, bought three
-41 13:00 henrik call: named us to a starch plant up north fit: his municipal clients
    referred: "noor van dijk"

-290 10:00 camille, hugo meeting 2h: water loop, everything documented twice
    opening: a missing certificate stops a batch > document list for a seal change by {-276}
-278 14:30 camille email: list sent kept: document list
-215 09:45 camille visit 3h: qualification of the first seal
    pitched: papers on your desk before the part is at your door
    core: first seal qualified without a finding
-160 11:00 hugo call: wants a price list, not a conversation bought: 5,600 EUR seal set delivered:
    role: Camille decides, Hugo orders
-101 10:20 hugo call 15m: ordered the second set signal: came back by himself
    bought: 5,600 EUR second seal set delivered: problem: his price list was a year old
    sorry: fixed: sent the new one while we spoke
-55 13:15 camille call: auditor is due > trace of every elastomer by {-41}
-43 17:50 camille email: trace sent, she found one gap before the auditor did kept: every elastomer
    ask: what do the other sites use?
-8 15:45 camille call: audit passed > validation certificates for the new seals by {-1}
    goal: the site that trains the others
-6 11:00 hugo voicemail: about the third set

-240 09:30 łukasz, żak visit 3h: cooling water, five pumps, three ages
    opening: pumps are a ninth of their power bill
    > power sum for all five by {-226}
-228 15:00 wiśniewski, żak email: power sum, her tariff and his hours kept: power sum
-176 10:00 żak call: subsidy for pumps above class four trend: the grid price by the hour
-110 12:30 wiśniewski meeting 1h: first two pumps through the subsidy
    signal: put our power sum into his application
    < subsidy number eom
-91 10:00 wiśniewski call 5m: number is there kept: subsidy number
-75 09:20 żak call 15m: measured 14% less already pitched: you pay us from what you save
-5 13:40 łukasz call: subsidy office wants a delivery week > tell him the delivery week by {0}
    problem: the second pump came with its paint scratched

-180 11:00 arjun meeting 1h: met at the pump day, withering fans and a wash pump
    opening: wash pump stands in salt air
    > sketch of a raised base by {-166}
-167 12:20 arjun email: sketch sent kept: raised base
-93 10:30 arjun call 40m: base is cast, wants the pump before the monsoon
    signal: poured concrete on our sketch rival: Kestrel gives two years of guarantee, we give one
-22 09:00 arjun call: second garden next door asks too < drawings of the wash tank by {-8}
    pitched: a pump you can rinse with a hose

-96 10:00 noor, joost meeting 2h: starch slurry, joost had a bad year with seals
    opening: 30 seal changes a year, each two men for a shift
    > change log of their seals, sorted, by {-75}
-77 11:20 noor email: log sorted, 19 of 30 on two pumps kept: change log
    surprise: told them the other ten pumps are fine as they are
-52 14:00 joost, noor visit 4h: fitted one flushed seal each on the two
    pitched: two seals a year on those two, counted together
-15 10:10 noor call 30m: not one change since
    signal: asked for the same on the spare pumps ~{1} how did her board meeting go?

-45 16:30 +"Kim Ode @ Vale" meeting 20m: met at the fair, two slurry pumps and a smile
    opening: runs a kaolin plant with four people > leaflet on wear plates +3d ~6w
-43 09:30 ode email: leaflet sent, thanked for her patience at the stand kept: leaflet
    ~{3} call about the wear plates

-20 14:15 lucía call: juice pumps, pips in the valves > quote for a pip trap by {-12}
-13 16:20 lucía email: quote sent, a day early kept: pip trap
-311 12:00 lucía meeting: harvest is over, time to talk
    opening: a valve a week in the season point: nobody on site at night
-25 10:00 lucía call 15m: asks what others do with the pips
    < sample of this year's pulp by {5}
"""

MOVES = (
    (-256, "Grace Adeyemi", "inspection plan", -241),
    (-62, "Søren Ødegård", "skid layout", -58),
    (-21, "Chiara D'Amico", "tender rules", -9),
    (-8, "山田 花子", "seal drawing", 20),
)
"""The day a new date was agreed, with whom, for which promise, and the new day.

Grace was asked before the plan was due; Søren only after the layout was.
"""

"""Swedish words that say nothing about which figure is meant."""

STOP_WORDS = frozenset(
    """
    alla allt att av ha har hade de dem den denna dess dessa det detta dig din du där då efter ej ett en er från
    för före genom ha han hans hon hos hur här i in inför innan inom inte intill jag kan kommer kunna man med
    medan mellan men mot mycket ni nu när någon något några och också om oss på sedan sig sin sina sitt ska skall
    skulle som så samt till under upp ur utan ut utifrån vad var vara varit vara vars vi via vid vilka vilken
    vilket vår våra vårt är än även åt över eller dvs bl.a etc mm m.m s.k sk t.ex tex ex ca bland annat bara
    endast ännu redan dels både varav därav där därför således dock finns fanns blir blev bli blivit gör gjort
    göra få får fått fick ge ger gett ligger låg legat står stått per vare själv själva ske sker skett
    """.split()
)

# Every sentence about results may have these; they do not tell one row of a table from another.
GENERIC = tuple(
    """
    resultat utfall budget budgeten budgeterat budgeterad budgeterade prognos prognosen årsprognos
    helårsprognos prognostiserar prognostiseras prognosticerat prognosticerad prognostiserat avvikelse
    avvikelsen avvikelser budgetavvikelse prognosavvikelse period perioden år året helår helåret augusti
    sista delår område området områden områdets områdena verksamhet verksamheten verksamheter verksamheterna
    enhet enheten enheter enheterna belopp beloppet summa total totalt totala helt hel hela helhet helheten
    jämfört jämförelse jämföras föregående samma förra tidigare motsvarande motsvarar högre lägre bättre
    sämre större mindre ökat ökar ökade ökning ökningen minskat minskar minskade minskning minskningen
    positiv positiva positivt negativ negativa negativt överskott underskott överskottet underskottet över
    under plus minus redovisar redovisas redovisat visar visas uppgår uppgick
    beräknas beräknad förväntas väntas väntar förväntar medan hittills kvar egen ingår siffra siffran uppgift kommentar månader fjol bedöms bedömer landar blir innebär inklusive exklusive inkl exkl
    rullat rullade rullande driftsresultat driftresultat driftsprognos driftprognos läge läget stor stora
    störst största del delen främst framför allt miljon miljoner kronor krona tusen procent procentenhet
    procentenheter mnkr tkr mkr kr skillnad differens slut slutet värde värdet nivå nivån mål målet andel
    andelen antal antalet snitt snittet genomsnitt genomsnittet indikator indikatorn mätning mätningen
    resultatet utfallet anser upplever uppger svarar ofta alltid nuläge nuläget idag ligger ligga därmed sig
    vår våra totalkostnad inräknat första andra tredje senaste ny nya ökas minskas drift rapport rapporten
    relativt utgångsvärde ändå halvår halvåret halvårsskiftet
    drygt dryga knappt knappa nästan närmare cirka omkring ungefär strax uppemot minst högst lägst maximalt nå når nått
    uppnå uppnår
    """.split()
)

"""What people put on shopping lists, and pairs that are one thing. Used to tell "Milch und Eier" (two) from "Fisch und Pommes" (one)."""

#: Lists whose entries are single things to get.
SHOPPING_LISTS = frozenset(
    "einkauf einkäufe einkaufen einkaufs shopping supermarkt lebensmittel drogerie baumarkt apotheke markt rewe edeka aldi lidl dm rossmann ikea pack packen".split()
)

#: Joined by "und" (or "&") they stay one thing: (word before, word after).
PAIRS: frozenset[tuple[str, ...]] = frozenset(
    tuple(pair.split("-"))
    for pair in """salz-pfeffer essig-öl pfeffer-salz brot-butter fisch-chips fisch-pommes käse-wein gin-tonic kaffee-kuchen tom-jerry max-moritz
    hänsel-gretel müller-söhne vor-nachteile auf-ab hin-her mama-papa oma-opa messer-gabel nadel-faden h-m c-a
    spaghetti-hackbällchen schwarz-weiß blut-leberwurst""".split()
)

ITEMS = frozenset(
    item.replace("_", " ")
    for item in """milch hafermilch mandelmilch sojamilch ei eier brot brötchen toast toastbrot butter margarine käse frischkäse quark joghurt sahne schmand
    schlagsahne eis reis nudeln spaghetti mehl zucker puderzucker salz pfeffer öl olivenöl sonnenblumenöl essig honig marmelade nutella müsli haferflocken
    cornflakes kaffee kaffeebohnen tee saft orangensaft apfelsaft cola limo limonade wasser mineralwasser sprudel bier wein rotwein weißwein sekt wodka äpfel apfel
    bananen banane orangen orange trauben weintrauben zitronen zitrone limetten erdbeeren himbeeren blaubeeren heidelbeeren pfirsiche birnen pflaumen melone
    wassermelone ananas mango kiwi kiwis avocado avocados kirschen karotten möhren kartoffeln süßkartoffeln zwiebeln zwiebel knoblauch ingwer tomaten tomate gurke
    gurken salat spinat brokkoli blumenkohl kohl rotkohl sellerie mais erbsen bohnen linsen kichererbsen pilze champignons paprika zucchini kürbis aubergine
    spargel rucola basilikum petersilie schnittlauch hähnchen hühnchen hack hackfleisch rindfleisch steak schinken speck pute wurst würstchen bratwurst salami fisch
    lachs thunfisch garnelen tofu hummus chips cracker kekse schokolade gummibärchen bonbons nüsse mandeln walnüsse erdnüsse rosinen croissants brezeln kuchen
    ketchup senf mayo mayonnaise sojasoße tomatensoße pesto suppe pizza tiefkühlpizza ahornsirup zimt vanille hefe backpulver natron katzenfutter hundefutter
    katzenstreu windeln feuchttücher klopapier toilettenpapier küchenrolle taschentücher servietten müllbeutel müllsäcke seife spülmittel spülmaschinentabs shampoo
    duschgel zahnpasta zahnbürste zahnbürsten zahnseide deo creme sonnencreme rasierer waschmittel weichspüler schwämme alufolie frischhaltefolie batterien
    glühbirnen kerzen streichhölzer vitamine aspirin ibuprofen pflaster schuhe socken briefmarken umschläge stifte papier druckerpapier kaugummi blumen
    feta mozzarella parmesan gouda mandarinen radieschen lauch porree""".split()
)

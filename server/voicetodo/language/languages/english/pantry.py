"""What people put on shopping lists, and pairs that are one thing. Used to tell "milk and eggs" (two) from "mac and cheese" (one)."""

#: Lists whose entries are single things to get.
SHOPPING_LISTS = frozenset(
    "groceries grocery shopping supermarket market store food costco walmart target aldi lidl pharmacy drugstore hardware packing".split()
)

#: Joined by "and" (or "&") they stay one thing: (word before, word after).
PAIRS = frozenset(
    tuple(pair.split("-"))
    for pair in """mac-cheese macaroni-cheese salt-pepper salt-vinegar fish-chips peanut-jelly butter-jelly ham-cheese bacon-eggs ham-eggs
    gin-tonic rum-coke oil-vinegar bread-butter cookies-cream strawberries-cream half-half franks-beans pork-beans rice-beans beans-rice sweet-sour
    spaghetti-meatballs cream-onion chips-salsa chips-dip biscuits-gravy surf-turf black-white head-shoulders ben-jerry ben-jerrys ben-jerry's
    johnson-johnson arm-hammer m-m tom-jerry bed-breakfast bed-bath lost-found pros-cons terms-conditions q-a r-d rock-roll back-forth
    up-down wash-fold cut-paste copy-paste drag-drop nuts-bolts pen-paper mom-dad mum-dad romeo-juliet sales-marketing research-development
    dolce-gabbana procter-gamble barnes-noble h-m b-b crate-barrel""".split()
)

ITEMS = frozenset(
    item.replace("_", " ")
    for item in """milk oat_milk almond_milk soy_milk coconut_milk eggs egg bread butter cheese cream_cheese cottage_cheese yogurt yoghurt cream sour_cream
    whipped_cream ice_cream rice pasta noodles spaghetti flour sugar brown_sugar salt pepper oil olive_oil vinegar honey jam jelly
    peanut_butter cereal oatmeal oats granola coffee coffee_beans tea green_tea juice orange_juice apple_juice soda pop water sparkling_water beer wine
    red_wine white_wine vodka whiskey gin rum apples apple bananas banana oranges orange grapes lemons lemon limes lime strawberries blueberries
    raspberries berries peaches pears plums melon watermelon pineapple mango mangos kiwi avocado avocados cherries carrots carrot potatoes potato
    sweet_potatoes onions onion red_onions garlic ginger tomatoes tomato cucumber cucumbers lettuce spinach kale broccoli cauliflower cabbage celery corn peas
    beans green_beans black_beans lentils chickpeas mushrooms peppers bell_peppers zucchini squash pumpkin eggplant asparagus basil parsley cilantro mint
    chicken chicken_breast beef ground_beef steak pork bacon ham turkey sausage sausages hot_dogs fish salmon tuna shrimp tofu hummus salsa chips crisps
    crackers cookies biscuits chocolate candy popcorn nuts almonds walnuts peanuts raisins bagels buns tortillas muffins donuts cake pie croissants
    ketchup mustard mayo mayonnaise soy_sauce hot_sauce tomato_sauce salad soup pizza frozen_pizza syrup maple_syrup cinnamon vanilla yeast
    baking_soda baking_powder cat_food dog_food cat_litter diapers nappies wipes toilet_paper paper_towels tissues napkins trash_bags garbage_bags soap dish_soap
    hand_soap shampoo conditioner toothpaste toothbrush toothbrushes floss deodorant lotion sunscreen razors detergent laundry_detergent bleach sponges foil
    aluminum_foil plastic_wrap batteries light_bulbs candles matches vitamins aspirin ibuprofen bandages shoes socks jeans stamps envelopes pens pencils paper
    sandwich_bags kleenex gum ice fries tampons pads flowers onion_rings margarine feta mozzarella parmesan cheddar""".split()
)

#: After an ingredient these are one thing with it ("chicken soup", "apple pie").
MADE = frozenset(
    """soup pie cake sauce salad pizza chips crisps crackers cookies biscuits juice noodles muffins candy syrup popcorn bagels
    buns donuts paste powder stock broth seeds flakes bars jam jelly dip spread puree rolls wings thighs breast breasts legs
    sandwich sandwiches burgers bread ice""".split()
)
#: What things are made of; "milk bread" is two things.
INGREDIENTS = frozenset(
    item
    for item in ITEMS
    if not item.endswith("s")
    and item not in set("milk bread water beer wine soda juice butter tea coffee salt soup pizza pasta".split())
)

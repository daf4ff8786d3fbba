import { words } from "./word-lists.ts";

/**
 * A compound whose hyphen changes nothing, in the way in which it is compared: in one word, or in two. Closed lists: a hyphen in
 * any other word may change what is said, as in small-arms, re-form or un-ionized.
 * @param lower a word with hyphens, in lower case
 * @returns undefined for a word of no list
 */
export function withoutHyphen(lower: string): string | undefined {
  const joined = lower.replaceAll("-", "");
  if ([joined, ...ENDINGS.map((ending) => joined.replace(ending, ""))].some((word) => CLOSED.has(word))) return joined;
  return OPEN.has(lower) ? lower.replaceAll("-", " ") : undefined;
}

const ENDINGS = [/s$/, /d$/, /ed$/, /ing$/];

/** Written in one word, or with a hyphen. A plural of one is one, too. */
const CLOSED: ReadonlySet<string> = new Set(
  words(`cooperate cooperation cooperative cooperatively cooperating coordinate coordination coordinating coordinator coexist coexistence coeducation
    coeducational coauthor cofounder coworker copilot codiscoverer preexist preexisting preeminent preeminence reenter reentry reelect
    reelection reestablish reexamine reunite reuse reopen rebuild rebuilt reappear reappearance antislavery antiwar anticlerical
    antibody antiaircraft nonprofit nonviolent nonviolence nonfiction nonstop nonmetal multinational multiethnic multicolored
    multilingual semiarid semicircle semicircular semifinal semiconductor subtropical subspecies subcontinent subdivision
    postwar prewar midday midnight midwinter midsummer midpoint midcentury interwar intercontinental
    socioeconomic psychosocial geopolitical biodiversity hydroelectric hydropower photosynthesis thermonuclear microorganism
    supernatural superhuman underwater underground overseas overland online offline offshore onshore inshore upstream downstream
    uphill downhill upriver downriver email website webpage database software hardware network lifespan lifetime lifelong
    seaweed seashore seaside seabed seabird seafood seafloor seafarer seafaring seaport seawater seawall woodland woodlands
    woodcut woodwork woodcarving woodpecker farmland farmhouse farmyard farmworker grassland marshland moorland wetland wetlands
    heartland homeland hinterland parkland pastureland highland highlands lowland lowlands headland mainland motherland
    fatherland dryland riverbank riverbed riverside riverfront lakeside lakeshore roadside hillside hilltop mountainside
    mountaintop waterfall waterfront watershed waterway waterwheel watermill watercourse watercolor waterproof waterline
    groundwater rainwater rainfall rainforest snowfall snowmelt snowstorm sandstorm thunderstorm hailstone sandstone limestone
    limewood gravestone tombstone milestone millstone cornerstone keystone cobblestone flagstone gemstone headstone
    bloodstream bloodshed birthplace birthday birthrate homeowner landowner landholder landlord landlady landmark landmass
    landslide landscape shipbuilding shipbuilder shipyard shipwreck shipowner shoreline coastline skyline airline airport
    airplane aircraft airship airstrip airspace railroad railway tramway tramline roadway driveway gateway doorway hallway
    pathway stairway causeway highway motorway freeway runway footpath footbridge drawbridge footprint foothill foothold
    footnote footwear horseback horsepower horseshoe horseman ironwork ironworks ironclad steelworks metalwork stonework
    stonemason brickwork brickmaker brickyard glasswork glassmaker glassware silversmith goldsmith blacksmith coppersmith
    locksmith tinsmith silkworm earthworm tapeworm bookshop bookseller bookkeeper bookkeeping bookbinder bookstore notebook
    textbook handbook cookbook workbook logbook schoolbook storybook workshop workplace workforce workload workman workbench
    craftsman craftsmanship handmade homemade handwritten handwriting handicraft handcart handloom hardwood softwood driftwood
    firewood brushwood plywood fireplace fireproof firearm firefighter firestorm gunpowder gunboat gunfire gunsmith lighthouse
    warehouse storehouse farmhand boathouse greenhouse glasshouse workhouse almshouse courthouse schoolhouse statehouse
    poorhouse townhouse clubhouse powerhouse icehouse bathhouse coffeehouse teahouse longhouse roundhouse slaughterhouse
    townsfolk townspeople tribespeople salespeople salesman spokesman spokesperson chairman chairperson fisherman statesman
    businessman businesswoman businesspeople policeman policewoman schoolteacher schoolboy schoolgirl schoolroom classroom
    courtroom bedroom bathroom newsroom ballroom storeroom newspaper newsprint newsreel wallpaper sandpaper
    battlefield minefield cornfield wheatfield coalfield goldfield oilfield airfield battleground playground campground
    background foreground fairground showground graveyard vineyard courtyard churchyard junkyard dockyard barnyard
    backyard sunlight sunrise sunset sunshine moonlight daylight starlight candlelight floodlight spotlight streetlight
    daytime nighttime wartime peacetime springtime summertime wintertime lunchtime bedtime weekday weekend workday
    holiday timetable timeline deadline headline pipeline borderline guideline bloodline northeast northwest southeast
    southwest northeastern northwestern southeastern southwestern northbound southbound eastbound westbound
    worldwide nationwide countrywide statewide citywide widespread longstanding longtime groundbreaking outspoken
    breakdown breakthrough breakwater takeover turnover turnout turnpike shutdown lockdown countdown
    viewpoint standpoint checkpoint pinpoint stronghold household threshold shareholder stockholder stakeholder
    stockbroker stockpile marketplace supermarket cattleman livestock beekeeper beekeeping beehive beeswax
    shopkeeper innkeeper housekeeper gatekeeper goalkeeper gamekeeper peacekeeper peacekeeping
    toothbrush toothache headache backache stomachache eyewitness eyesight eyelid fingerprint fingernail
    gravedigger lawmaker lawmaking policymaker policymaking filmmaker shoemaker watchmaker clockmaker dressmaker
    winemaker cheesemaker ropemaker papermaker papermaking toolmaker cabinetmaker matchmaker peacemaker
    winepress wineskin windmill windpipe windstorm sawmill sawdust treadmill gristmill
    fishpond fishhook fishmonger ironmonger cheesemonger swordfish shellfish starfish jellyfish crayfish
    butterfly dragonfly firefly grasshopper woodworm bookworm rattlesnake cobweb
    teapot teacup teaspoon tablespoon tablecloth buttermilk wholewheat oatmeal cornmeal
    saltwater freshwater wastewater floodwater floodplain floodgate spillway
    bypass byproduct bylaw bystander crossroad crossroads crosswind crossbow longbow longboat sailboat steamboat
    steamship rowboat lifeboat ferryboat ferryman boatman oarsman swordsman tradesman nobleman clergyman
    landfill landform seedbed flowerbed flowerpot riverboat streambed`),
);

/** Written in two words, or with a hyphen before a noun. */
const OPEN: ReadonlySet<string> = new Set(
  words(`long-term short-term medium-term near-term full-time part-time real-time long-lasting long-distance short-distance
    long-range short-range long-standing long-lived short-lived well-known little-known best-known well-established
    well-preserved well-documented well-defined well-educated well-paid well-developed large-scale small-scale full-scale
    middle-class working-class upper-class lower-class ruling-class high-quality low-quality high-speed low-speed high-pressure low-pressure
    high-temperature low-temperature high-resolution low-resolution high-energy low-energy high-altitude low-altitude
    high-income low-income middle-income high-level low-level high-ranking low-lying far-reaching far-off so-called
    nineteenth-century twentieth-century eighteenth-century seventeenth-century sixteenth-century fifteenth-century
    fourteenth-century thirteenth-century twelfth-century eleventh-century tenth-century twenty-first-century
    cold-war civil-war post-war pre-war world-war common-law civil-law deep-sea open-air open-source fossil-fuel
    salt-water fresh-water sea-level ground-level ice-age stone-age bronze-age iron-age middle-aged first-class second-class
    third-party two-party decision-making policy-making problem-solving record-breaking
    up-to-date state-of-the-art face-to-face day-to-day year-round up-and-coming out-of-date
    ice-cream post-office high-school health-care child-care birth-rate death-rate growth-rate interest-rate
    vice-president vice-presidents attorney-general prime-minister trade-union labour-market labor-market free-trade
    carbon-dioxide greenhouse-gas climate-change natural-gas civil-rights human-rights foreign-policy`),
);

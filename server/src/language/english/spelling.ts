import { type Replacement, replaced, words } from "./word-lists.ts";
import { WORDS as FUNCTION_WORDS } from "./words.ts";

/**
 * One spelling for an English word that has several: American for British, the right one for a common misspelling, without
 * accents where a loan word is written either way. Closed lists of our own: words that are merely alike stay as they are.
 * @param word letters alone, in any case
 * @returns the word in its one spelling, with the capital that it had
 */
export function plainSpelling(word: string): string {
  const lower = word.toLowerCase();
  if (lower === word) return spelled(lower);
  const [first, rest] = [word[0]!, word.slice(1)];
  // Capitals within a word make it an abbreviation or a name, and some names differ by nothing but such a letter.
  if (rest !== rest.toLowerCase() || NAMES.has(lower) || mayBeMisspelledName(lower)) return word;
  const plain = spelled(lower);
  return first === lower[0] ? plain : plain[0]!.toUpperCase() + plain.slice(1);
}

/** The Labor Party is another country's than the Labour Party; Gray and Grey are two people; Tyre and Mold are towns. */
const NAMES: ReadonlySet<string> = new Set(
  words(`labor labour gray grey grays greys tire tyre tires tyres curb kerb arbor arbour armor armour honor honour mold mould molds
    moulds plow plough checkers chequers checker chequer check cheque dike dyke dikes dykes ax axe louver louvre prolog prologue
    saber sabre math maths vender vendor jail gaol moult molt wool racket racquet whiz whizz denise denize louise louize`),
);

/** Sargent is a painter and Freind a physician: a word with a capital is a misspelling only of a name, a day, or a small word. */
function mayBeMisspelledName(lower: string): boolean {
  const meant = MISSPELLED.get(lower);
  return meant !== undefined && meant === meant.toLowerCase() && !FUNCTION_WORDS.isFunctionWord(meant);
}

function spelled(lower: string): string {
  if (lower.length < 3 || lower.length > LONGEST) return lower;
  const known = WORDS.get(lower);
  if (known !== undefined) return known;
  const bare = PLAIN_LETTERS.test(lower) ? lower : withoutAccents(lower);
  return WORDS.get(bare) ?? american(bare);
}

const LONGEST = 30;
const PLAIN_LETTERS = /^[a-z]+$/;

/** A loan word that is written without its accents as well; any other keeps them: a résumé is not to resume. */
function withoutAccents(lower: string): string {
  const bare = lower.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("œ", "oe").replaceAll("æ", "ae");
  return ACCENTED.has(bare) || bare.includes("oe") || bare.includes("ae") ? bare : lower;
}

const ACCENTED: ReadonlySet<string> = new Set(
  words(`facade facades cafe cafes naive naively naivete role roles elite elites decor fiance fiancee fiances crepe crepes
    protege proteges cliche cliches cliched melee soiree souffle entree entrees debut debuts premiere premieres regime regimes
    cooperate cooperation coordinate coordinates coordination zoology reenter preeminent debacle detente seance sauteed saute
    matinee negligee puree pinata jalapeno senor senora vis-a-vis deja blase canape canapes consomme creche eclair emigre
    emigres habitue passe risque roue touche uber doppelganger smorgasbord tete fete fetes pied-a-terre raison manege
    hacienda jardiniere portiere voila aperitif denouement depot depots etude etudes flambe garcon apercu`),
);

/** A British spelling as an American one, by its stem and whatever follows that. */
function american(lower: string): string {
  // No word has two of these endings, and most have none.
  const word = replaced(replaced(lower, ENDINGS), STEMS);
  return WORDS.get(word) ?? word.replace(LOST_E, "$1ed");
}

/** A past tense that lost its e, in a word too long to be another one then, as "cared" is a card. */
const LOST_E = /^([a-z]{4,26}[bcfgkmpstvxz]|[a-z]{3,24}(?:sh|ch|th|ll|ss|ck))d$/;

const ISE = /^([a-z]{3,24})is(e|es|ed|er|ers|ing|ation|ations|ational|able)$/;
/** A prise is no prize. */
const NOT_ISE = /^(?:re)?(?:ap|as|en|com|em)?(?:pr|mai|ass)ise?/;
const LYSE = /^([a-z]{2,20})lys(e|ed|er|ers|ing)$/;
const OUR =
  /^((?:un|dis|mis|be|out|multi|tri|over|ill)?(?:arb|ard|arm|behavi|cand|clam|col|demean|endeav|enam|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav|savi|splend|succ|tum|val|vap|vig|pall|discol|dishon))our(?=[a-z]{0,12}$)/;
const RE =
  /^((?:centi|milli|kilo|deci|nano|micro|hecto|deca|amphi|epi|con|spectro)?(?:cent|theat|met|lit|fib|calib|sab|somb|spect|lust|meag|och|scept|sepulch|mit|goit|philt|nit|louv|accout|reconnoit|manoeuv|maneuv))re(s|d|ing)?$/;
const DOUBLED_L =
  /^((?:un|re|mis|out|dis)?(?:travel|cancel|label|level|model|signal|counsel|quarrel|marvel|fuel|dial|tunnel|channel|equal|rival|total|bevel|chisel|enamel|funnel|grovel|jewel|libel|panel|pedal|pencil|pummel|ravel|revel|shovel|shrivel|snivel|spiral|stencil|swivel|towel|trowel|weasel|yodel|duel|cudgel|dishevel|drivel|gambol|gravel|initial|kennel|laurel|medal|barrel|carol|empanel|impanel|imperil|victual|tassel|trammel|remodel|parcel|hovel|bowel|apparel|crystal|sequel))l(ed|ing|er|ers|or|ors|ist|ists|ation|ations|ous|ously|ings|y|ery)$/;
const DOUBLED_OTHER =
  /^(focus|bias|benefit|worship|kidnap|target|profit|budget|combat|leaflet|ballot|carpet|pivot|rivet|gossip|gallop|develop|envelop)(?:s|t|p)(ed|ing|er|ers)$/;

const ENDINGS: readonly Replacement[] = [
  [ISE, (match, stem, ending) => (NOT_ISE.test(match) ? match : `${stem}iz${ending}`)],
  [LYSE, "$1lyz$2"],
  [OUR, "$1or"],
  [RE, (_, stem, ending = "") => `${stem}er${ending === "d" ? "ed" : ending}`],
  [DOUBLED_L, "$1$2"],
  [DOUBLED_OTHER, "$1$2"],
];

/** Letters that differ wherever they are in a word of the family. */
const STEMS: readonly Replacement[] = [
  [/^an?aesth/, "anesth"],
  [/^aesth/, "esth"],
  [/^archaeo/, "archeo"],
  [/^palaeo/, "paleo"],
  [/^haem(?=s?$)/, "heme"],
  [/^haem(?!e?s?$)/, "hem"],
  // Pedology is about soils.
  [/^paed(?!olog)/, "ped"],
  [/^gynaec/, "gynec"],
  [/^orthopaed/, "orthoped"],
  [/^oesoph/, "esoph"],
  [/^oestr/, "estr"],
  [/^oedem/, "edem"],
  [/^foet/, "fet"],
  [/^faec/, "fec"],
  [/^aeon/, "eon"],
  [/^caesium$/, "cesium"],
  [/^homoeo/, "homeo"],
  [/^amoeb/, "ameb"],
  [/^coeliac/, "celiac"],
  [/^hyaena/, "hyena"],
  [/^encyclopaed/, "encycloped"],
  [/^mediaev/, "mediev"],
  [/^manoeuv/, "maneuv"],
  [/^diarrhoe/, "diarrhe"],
  [/^aeroplane/, "airplane"],
  [/^(an|leuk|septic|ur|tox|hyperglyc|hypoglyc|isch)aemi/, "$1emi"],
  [/^sulph/, "sulf"],
  [/^(bi|di|thio|poly|hydro)sulph/, "$1sulf"],
  [/^(snow)?plough/, "$1plow"],
  [/^mould/, "mold"],
  [/^moult/, "molt"],
  [/^smould/, "smold"],
  [/^sceptic/, "skeptic"],
  [/^gaol/, "jail"],
  [/^(kilo|centi|milli|micro)?gramme(s?)$/, "$1gram$2"],
  [/^(cata|dia|ana|mono|pro|epi|trave|peda|dema|syna)logue/, "$1log"],
  [/^(pedag|demag|synag)ogue/, "$1og"],
  [/^(li|mo|lo|si|sa|gi|u|ha|unsha|sha|unmo|a|ti)(k|v|z|l|s|t|m)eabl/, "$1$2abl"],
  [/^(ful)fil(?=s?$|ment)/, "$1fill"],
  [/^(in|di)stil(?=s?$|ment)/, "$1still"],
  [/^(en)rol(?=s?$|ment)/, "$1roll"],
  [/^(en)thral(?=s?$)/, "$1thrall"],
  [/^appal(?=s?$)/, "appall"],
  [/^instal(?=s?$|ment)/, "install"],
  [/^skilful/, "skillful"],
  [/^wilful/, "willful"],
  [/^wooll(?=en)/, "wool"],
  [/^(judg|acknowledg|abridg|lodg|fledg)ement/, "$1ment"],
  [/^(conn|infl|refl|gen[eu]fl)exion/, "$1ection"],
  [/^enquir/, "inquir"],
  [/^artefact/, "artifact"],
  [/^orientat(?=ed$|ing$|es?$)/, "orient"],
  [/^pyjama/, "pajama"],
  [/^cheque/, "check"],
  [/^cypher/, "cipher"],
  [/^czar/, "tsar"],
  [/^tzar/, "tsar"],
];

/** The first word of each row is written for the others. */
const VARIANTS = `gray grey;grays greys;grayish greyish;center centre;defense defence;defenses defences;offense offence;
  offenses offences;license licence;licenses licences;pretense pretence;practice practise;practices practises;
  practiced practised;practicing practising;program programme;programs programmes;aluminum aluminium;tire tyre;tires tyres;
  curb kerb;curbs kerbs;cozy cosy;ax axe;dike dyke;dikes dykes;disk disc;disks discs;math maths;aging ageing;toward towards;
  afterward afterwards;among amongst;while whilst;amid amidst;learned learnt;burned burnt;dreamed dreamt;leaped leapt;
  leaned leant;spoiled spoilt;spilled spilt;yogurt yoghurt yoghourt;omelet omelette;omelets omelettes;mustache moustache;
  mustaches moustaches;carcass carcase;chili chilli;doughnut donut;doughnuts donuts;hiccup hiccough;racket racquet;swap swop;
  jewelry jewellery;councilor councillor;councilors councillors;counselor counsellor;counselors counsellors;marvelous marvellous;tranquility tranquillity;specialty speciality;specialties specialities;
  furor furore;gypsy gipsy;gypsies gipsies;skeptic sceptic;plow plough;checker chequer;checkered chequered;draftsman draughtsman;
  caldron cauldron;glycerin glycerine;gelatin gelatine;ketchup catsup;czar tsar tzar;mollusk mollusc;mollusks molluscs;paralyze paralyse;wagon waggon;wagons waggons;guerrilla guerilla;guerrillas guerillas;hemoglobin haemoglobin;
  bannister banister;bannisters banisters;phony phoney;pricey pricy;adviser advisor;advisers advisors;adapter adaptor;adapters adaptors;focuses focusses;
  medieval mediaeval;realize realise;sulfur sulphur;naught nought;dispatch despatch;
  dispatched despatched;dispatches despatches;grandad granddad;hurray hooray;inquiry enquiry;inquiries enquiries;
  liquefy liquify;liquefied liquified;nosy nosey;raccoon racoon;raccoons racoons;vendor vender;vendors venders;
  whiz whizz;willful wilful;woolen woollen;installment instalment;installments instalments;enrollment enrolment;
  fulfillment fulfilment;airplane aeroplane;airplanes aeroplanes;archeology archaeology;ameba amoeba;esthetic aesthetic;
  ocher ochre;somber sombre;meager meagre;luster lustre;maneuver manoeuvre;maneuvers manoeuvres;maneuvered manoeuvred;
  maneuvering manoeuvring;barreled barrelled;kidnapped kidnaped;worshiped worshipped;
  likable likeable;sizable sizeable;movable moveable;usable useable;livable liveable;salable saleable;
  prolog prologue;cigaret cigarette;halyard halliard;okay ok`;

/** Common misspellings, each after the word that was meant. None of them is a word. */
const MISSPELLINGS = `separate seperate;separately seperately;separated seperated;separation seperation;separating seperating;occurred occured ocurred occurrd;
  occurring occuring ocurring;occurrence occurence occurance occurrance;occurrences occurences occurances;wooden wodden woden woodden;covered coverd coverred;stretched strecthed streched stretchd;
  polished polishd pollished;accommodate accomodate acommodate;accommodated accomodated;accommodation accomodation acommodation;
  achieve acheive;achieved acheived;achievement acheivement;achieves acheives;across accross;address adress;addresses adresses;addressed adressed;
  aggressive agressive;aggression agression;apparent apparant aparent;apparently apparantly;appearance appearence apperance;argument arguement;arguments arguements;
  assassination assasination;assassin assasin;assassinated assasinated;basically basicly;beginning begining beggining;beginnings beginings;belief beleif;believe beleive belive;
  believed beleived belived;believes beleives belives;between betwen beetween bewteen;business bussiness buisness busines;businesses bussinesses buisnesses;calendar calandar;
  Caribbean Carribean;cemetery cemetary;cemeteries cemetaries;changeable changable;chief cheif;chiefs cheifs;colleague collegue;colleagues collegues;coming comming;
  commission comission commision;committee commitee comittee committe;committees commitees committes;commitment committment;committed commited comitted;completely completly;
  conscience concience;conscious concious;consensus concensus;consistent consistant;continuous continous;continuously continously;controversial contraversial;
  controversy contraversy;convenient convienient;criticism critisism;curiosity curiousity;deceive decieve;definite definate definit;definitely definately definatly definitly;
  dependent;describe discribe;described discribed;description discription;deliberation deliberaton;desperate desparate;develop;development developement;different diffrent diferent differnt;
  difference diffrence diference;differences diffrences;difficult dificult diffcult;difficulty dificulty;dilemma dilemna;disappear dissapear disapear;disappeared dissapeared disapeared;
  disappoint dissapoint disapoint;disappointed dissapointed;discipline dicipline;disease desease diesease;ecstasy ecstacy;eighth eigth;eliminate elimate;embarrass embarass embarras;embarrassed embarassed;
  embarrassment embarassment;environment enviroment enviornment environement;environmental enviromental;equipment equiptment equipement;especially especialy expecially;exaggerate exagerate;exaggerated exagerated;
  excellent excelent exellent;existence existance;exist exsist;existed exsisted;experience experiance expirience;experiences experiances;experiment experiement;familiar familar;
  February Febuary;finally finaly;fluorescent flourescent;foreign foriegn foriegn;foreigners foriegners;foreseeable forseeable;forty fourty;forward foward;friend freind;friends freinds;further furthur;
  generally generaly;government goverment governement govenment;governments goverments;governor govenor;grammar grammer;grateful greatful;guarantee guarentee garantee;guaranteed guarenteed;guard gaurd;guards gaurds;guidance guidence;
  happened happend happenned;happening happenning;harass harrass;harassed harrassed;height heigth hieght;hierarchy heirarchy;humorous humourous;hygiene hygeine;hypocrisy hypocracy;
  ideally idealy;imitate immitate;immediately immediatly imediately immediatley;immediate imediate;important importent improtant;incidentally incidently;independent independant indepedent;independence independance indepedence;independently independantly;
  indispensable indispensible;inoculate innoculate;intelligence inteligence;interest intrest;interested intrested;interesting intresting;interrupt interupt;interrupted interupted;introduced intoduced introdued;
  irrelevant irrelevent;irresistible irresistable;island iland islnad;islands ilands;knowledge knowlege knowlegde;laboratory labratory;language langauge lanugage languge;languages langauges;
  length lenght legnth;liaison liason;library libary;libraries libaries;literature litrature literture;maintenance maintainance maintenence;maintain mantain;maintained mantained;
  manufacture manufature;medicine medecine;Mediterranean Mediteranean Mediterranian;millennium millenium;millennia millenia;miniature minature;minuscule miniscule;mischievous mischevious;misspell mispell;misspelled mispelled;
  mountain mountian moutain;mountains mountians moutains;necessary neccessary necesary neccesary;necessarily neccessarily;negotiate negociate;negotiated negociated;neighbor nieghbor neigbor;noticeable noticable;obstacle obsticle;
  occasion occassion ocasion;occasions occassions;occasionally occassionally occasionaly;official offical;officials officals;officially offically;often offen oftenn;opportunity oppurtunity oportunity;opposite oposite opposit;opponent oponent;
  original orginal origional;originally orginally;parallel paralell paralel parrallel;parliament parliment parlament;parliamentary parlimentary;particularly particulary;particular particluar;peculiar peculier;people poeple peolple;perceive percieve;perceived percieved;
  performance performence;permanent permanant;permanently permanantly;permissible permissable;persistent persistant;personnel personell personel;phenomenon phenomonon;physical phisical pysical;piece peice;pieces peices;
  pilgrimage pilgrimmage;planned plannd;playwright playwrite;population populaton popluation;Portuguese Portugese;possess posess;possessed posessed;possession posession possesion;possibility possiblity;possible possable posible;possibly possibily;
  potato potatoe;preceding preceeding;preferred prefered;prejudice predjudice;presence presense;prevalent prevelant;primitive primative;privilege priviledge privelege;privileges priviledges;probably probaly probabaly;procedure proceedure;
  process proccess;produced produecd;professional proffesional profesional;professor proffesor professer;prominent prominant;pronunciation pronounciation;propaganda propoganda;psychology phychology;publicly publically;
  quantity quanity;quarantine quarentine;really realy;rebellion rebelion;receive recieve;received recieved;receives recieves;receiving recieving;receipt reciept;recognize reconize;recommend recomend reccomend;recommended recomended reccomended;
  reference referance;referred refered;referring refering;religious religous;remember rember remeber;remembered remeberd;repetition repitition;representative representitive;resistance resistence;resources resourses;restaurant restaraunt restarant;
  rhythm rythm rhythem;sacrifice sacrafice;sacrilegious sacreligious;scarcity scarsity;schedule schedual;secretary secretery;seize sieze;seized siezed;sergeant sargent;settlement setlement;several severel sevral;
  shepherd sheperd;siege seige;similar similiar simular;similarly similiarly;sincerely sincerly;soldier soilder;soldiers soilders;sophisticated sophisicated;sovereign soveriegn soverign;sovereignty soverignty;special speical specail;
  speech speach;speeches speaches;strategy stratagy;strength strenght strenth;strengths strenghts;studied studed studyed;studying studing;subtly subtley;succeed succede;succeeded succeded;success sucess succes;successful succesful sucessful successfull;successfully succesfully sucessfully;
  successor succesor sucessor;sufficient sufficent;supersede supercede;superseded superceded;suppress supress;suppressed supressed;surprise suprise surprize;surprised suprised;surprising suprising;surround suround;surrounded surounded;survey survay;
  technique tecnique;temperature temprature temperture tempature;temperatures tempratures;temporary temporay tempory;tendency tendancy;territory teritory territorry;territories teritories;the teh hte;their thier;therefore therfore;
  thought thougth thougt;thousand thousend;threshold threshhold;through thorugh throgh;throughout throughtout;together togather togehter;tomorrow tommorrow tommorow tomorow;tobacco tabacco;tongue tounge;tragedy tradgedy;
  transferred transfered;transferring transfering;tried tryed;truly truely;twelfth twelth;tyranny tyrany;unanimous unanimus;unfortunately unfortunatly;until untill;upon uppon;usually usualy;vacuum vaccum vacume;valley vally;valleys vallies;
  vegetable vegatable;vehicle vehical vehicule;vicious vicous;village villige vilage;villages villiges vilages;villain villian;visible visable;volcano volcanoe;water watre wtaer;weird wierd;which wich whcih;while whlie;whole hwole;
  withdrawal withdrawl;witnessed witnesed;writing writting;written writen;yacht yatch;year yaer;years yaers;yield yeild;yields yeilds;yielded yeilded;
  about abuot;after aftre;also aslo;and adn;because becuase becasue beacuse;before befroe beofre;building buidling bulding;buildings buidlings buldings;built biult bulit;called caled calld;century centruy centuary;centuries centuaries;
  children childern chidlren;city ctiy;could coudl;country coutnry contry;countries coutnries contries;destroyed destoryed;during durring druing;early eralry;enough enought;every evrey;first frist;found foudn;
  harbor habor;have ahve;history histroy hisotry;hundred hunderd;large larg;later latre;little littel;made maed;many mnay;month mounth;months mounths;most msot;other ohter;part aprt;river rvier;rivers rviers;second secnod;
  should shoudl;small samll smal;some soem;stone stoen;their thier;there tehre;these thsee;they tehy;third thrid;this tihs;town twon;towns twons;under udner;used usedd;were weer wre;what waht;when wehn;where wehre;with wiht iwth;work owrk;world wrold;would woudl wuold`;

/** Each misspelling with the word that was meant, which has its capital if it is always written with one. */
const MISSPELLED: ReadonlyMap<string, string> = new Map(rowsOf(MISSPELLINGS));

const WORDS: ReadonlyMap<string, string> = new Map(
  [...rowsOf(VARIANTS), ...MISSPELLED].map(([other, plain]) => [other, plain.toLowerCase()]),
);

function rowsOf(list: string): readonly (readonly [string, string])[] {
  return list.split(";").flatMap((line) => {
    const [plain, ...others] = words(line);
    return others.map((other) => [other.toLowerCase(), plain!] as const);
  });
}

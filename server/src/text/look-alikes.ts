/**
 * A text in which letters that look the same are the same: Cyrillic and Greek letters, small capitals and the digits that stand for
 * letters become those of the Latin alphabet. Only to be compared with another text that was treated likewise: case, accents and
 * invisible characters are gone, too.
 */
export function looksLike(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, "")
    .replace(/[^\0-\x7f]/gu, (letter) => CAPITALS.get(letter) ?? letter)
    .toLowerCase()
    .replace(/[^\0-\x7f]/gu, (letter) => LETTERS.get(letter) ?? letter);
  // In a word a digit may stand for a letter; numbers stay apart from words.
  const words = plain.replace(/[\p{L}\p{N}|]+/gu, (word) =>
    /\p{L}/u.test(word) ? word.replace(/[0134578|l]/g, (sign) => IN_WORDS.get(sign)!) : word,
  );
  // “Mueller” is how “Müller” is typed, whose marks are gone.
  return words.replace(/(?<=[aou])e/g, "");
}

/** Pairs of a letter that looks like a Latin one, and that one (from the confusables of UTS #39, those of alphabets in use). */
function pairs(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .trim()
      .split(/\s+/)
      .map((pair) => {
        const [letter = "", ...latin] = pair;
        return [letter, latin.join("")];
      }),
  );
}

/** Greek, Cherokee and Lisu capitals; in lower case, Greek ones look like others. */
const CAPITALS = pairs(`
  ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϹC ͿJ
  ꓮA ꓐB ꓚC ꓓD ꓰE ꓝF ꓖG ꓧH ꓲI ꓙJ ꓗK ꓡL ꓟM ꓠN ꓳO ꓑP ꓣR ꓢS ꓔT ꓴU ꓦV ꓪW ꓫX ꓬY ꓜZ
  ᎪA ᏴB ᏟC ᎠD ᎬE ᏀG ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᎡR ᏚS ᎢT ᏙV ᎳW ᏃZ
`);

const LETTERS = pairs(`
  аa вb еe зe иn іi јj кk мm нh оo рp сc тt уy хx ѕs ԁd ԛq ԝw һh ӏl гr пn ьb ԍg
  αa βb εe ηn ιi κk νv οo ρp τt υu χx γy ωw σo ςs ϲc ϳj
  օo ոn սu հh ցg զq
  ᴀa ʙb ᴄc ᴅd ᴇe ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ɑa ɡg ıi ȷj
  øo łl đd ħh ŧt ßss æa œo þth ðd ǀl ⅼl
`);

const IN_WORDS = new Map([
  ["0", "o"],
  ["1", "i"],
  ["3", "e"],
  ["4", "a"],
  ["5", "s"],
  ["7", "t"],
  ["8", "b"],
  ["|", "i"],
  ["l", "i"],
]);

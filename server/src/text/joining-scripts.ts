/**
 * A letter or mark of a script in which invisible characters may matter: joiners and non-joiners (U+200C, U+200D) choose the
 * form of letters, zero-width spaces show where words end, direction marks order them (The Unicode Standard, chapters 9,
 * 12-16 and 23.2). All scripts but those of Europe and East Asia, whose words are the same without.
 */
export const JOINING_LETTER =
  /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Common}\p{Script=Inherited}])[\p{L}\p{M}]/u;

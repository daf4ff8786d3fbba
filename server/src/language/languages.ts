import { english } from "./english/english.ts";
import type { Language } from "./language.ts";

/** Every language that something is known of. To add one, add its folder and a line here. */
const LANGUAGES: readonly [Language, ...Language[]] = [english];

/** The language of whatever says nothing of its own. */
export const DEFAULT_LANGUAGE: Language = LANGUAGES[0];

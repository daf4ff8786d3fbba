import type { Defense } from "./list.mjs";

export function findMarks(root: string): readonly { readonly name: string; readonly file: string }[];

export function switchOff(file: string, text: string, name: string, defense: Defense): string;

export function guardOf(files: readonly string[], defense: Defense): string;

export function filesIn(root: string, ...folders: readonly string[]): readonly string[];

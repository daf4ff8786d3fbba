import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensOptions } from "vscode-languageserver";
import { TOKEN_MODIFIERS, TOKEN_TYPES, type Token } from "../features/semantic-tokens.ts";
import { type TextLines, toPositions } from "./documents.ts";

export const SEMANTIC_TOKENS: SemanticTokensOptions = {
  legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
  full: true,
  range: true,
};

/** Tokens in the numbers of the protocol; none of them reaches over a line's end. */
export function toSemanticTokens(lines: TextLines, tokens: readonly Token[]): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { range, type, modifiers } of tokens) {
    const { start, end } = toPositions(lines, range);
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    builder.push(start.line, start.character, end.character - start.character, TOKEN_TYPES.indexOf(type), bits);
  }
  return builder.build();
}

import type { Language } from "../language.ts";

export const LABELS: Language["labels"] = {
  "key-term": ["key term", "key terms"],
  takeaway: ["takeaway"],
  bridge: ["bridge", "next"],
};

/** What the host gives for the page of a preview. */
export interface PageParts {
  /** Where the host serves files from, as a content security policy names it. */
  readonly cspSource: string;
  /** Whether pictures from the web may be loaded. */
  readonly webPictures?: boolean;
  /** The addresses of the style sheet and the script. */
  readonly style: string;
  readonly script: string;
  /** A text of the page in the editor's language. */
  readonly translated: (text: string) => string;
}

/**
 * The page of a preview before it shows anything, as HTML. Its policy lets one script run, and load nothing but pictures,
 * fonts and styles that the host serves; whatever the host gives, it stays within its attribute, and adds no directive.
 */
export function previewPage({ cspSource, webPictures, style, script, translated }: PageParts): string {
  const key = nonce();
  const source = cspSource
    .split(/\s+/)
    // defense: policy-of-servers
    .filter((each) => SOURCE.test(each))
    .join(" ");
  const policy = [
    "default-src 'none'",
    `img-src ${source} data:${webPictures ? " https:" : ""}`,
    `media-src ${source}`,
    /* defense: one-script-a-page */ `script-src 'nonce-${key}'`,
    `style-src ${source} 'nonce-${key}'`,
    `font-src ${source}`,
    ...["base-uri", "form-action", "frame-src", "object-src", "connect-src"].map((name) => `${name} 'none'`),
  ].join("; ");
  const t = (text: string) => escaped(translated(text));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(style)}">
</head>
<body>
<header class="bar">
<button id="back" title="${t("Back")}" aria-label="${t("Back")}" disabled>←</button>
<button id="forward" title="${t("Forward")}" aria-label="${t("Forward")}" disabled>→</button>
<select id="view" aria-label="${t("What is shown")}">
<option value="station">${t("Station")}</option>
<option value="path">${t("Whole path")}</option>
<option value="map">${t("Map of the path")}</option>
<option value="committed">${t("Changes since the last commit")}</option>
<option value="staged">${t("Changes that are not staged")}</option>
</select>
<button id="review" title="${t("Show verification")}" aria-pressed="false" hidden>${t("Review")}</button>
<button id="marks" title="${t("Show findings")}" data-error="${t("Error")}" data-warning="${t("Warning")}" data-information="${t("Note")}" data-hint="${t("Hint")}" aria-pressed="true">${t("Findings")}</button>
<select id="reader" aria-label="${t("Read as")}" data-everyone="${t("As its writer")}" data-up-to="${t("Reader at Station {0}: {1}")}" hidden></select>
</header>
<main></main>
<script nonce="${key}" src="${escaped(script)}"></script>
</body>
</html>`;
}

/** A name that nobody can guess. */
export function nonce(): string {
  return Array.from(/* defense: new-key-for-each-page */ crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/**
 * A server, perhaps with all that are below it or a folder of it (on the web, that of the extension); no words such as
 * 'unsafe-inline', and not every server that there is.
 */
const SOURCE = /^[a-z][a-z0-9+.-]*:\/\/(?:\*\.)?[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:\/[\w.~%/-]*)?$/i;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

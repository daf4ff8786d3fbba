// What somebody could write into a station to have it run, fetched, followed or shown where it should not be.

/** Addresses that must never be followed, as the browser reads them. */
export const ADDRESSES = {
  javascript: (js) => `javascript:${js}`,
  "javascript in odd case": (js) => `JaVaScRiPt:${js}`,
  "javascript with a tab": (js) => `java\tscript:${js}`,
  "javascript with a line end": (js) => `java\nscript:${js}`,
  "javascript after a space": (js) => ` javascript:${js}`,
  "javascript after a control character": (js) => `\u0001javascript:${js}`,
  "javascript with a tab before the colon": (js) => `javascript\t:${js}`,
  "a page as data": (js) => `data:text/html,<script>${js}</script>`,
  "a page as data, in base 64": (js) => `data:text/html;base64,${btoa(`<script>${js}</script>`)}`,
  "a drawing as data": (js) =>
    `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><script>${js}</script></svg>`,
  "a command": () => "command:stationmasterAttacks.run?%5B1%5D",
  "a command of the workbench": () => "command:_workbench.downloadResource",
  vscode: () => "vscode://stationmaster.stationmaster/run",
  "vscode-insiders": () => "vscode-insiders://stationmaster.stationmaster/run",
  "a file": () => "file:///etc/passwd",
  "a blob": () => "blob:https://example.org/5f7a1b6e-0000-4000-8000-000000000000",
  vbscript: () => "vbscript:msgbox(1)",
  "ms-msdt": () => "ms-msdt:/id PCWDiagnostic",
  "search-ms": () => "search-ms:query=x&crumb=location:example.org",
  "another host": (_, hit) => hit.replace(/^http:/, ""),
  "another host, with backslashes": (_, hit) => hit.replace(/^http:\/\//, "\\\\"),
  "another host, a tab before": (_, hit) => hit.replace(/^http:/, "\t"),
};

/** HTML that does harm as it stands, or once its link or button is clicked. */
const HTML = {
  script: ({ js }) => `<script>${js}</script>`,
  "script from elsewhere": ({ hit }) => `<script src="${hit}"></script>`,
  module: ({ hit }) => `<script type="module">import "${hit}"</script>`,
  "img onerror": ({ js }) => `<img src="x:" onerror="${js}">`,
  "img onerror without spaces": ({ js }) => `<img/src="x:"/onerror="${js}">`,
  "img onerror, unclosed": ({ js }) => `<img src="x:" onerror="${js}" `,
  "img onerror after 300 elements": ({ js }) => `${"<div>".repeat(300)}<img src="x:" onerror="${js}">`,
  "a dialog": () => `<img src="x:" onerror="alert(1)">`,
  "svg onload": ({ js }) => `<svg onload="${js}"></svg>`,
  "svg script": ({ js }) => `<svg><script>${js}</script></svg>`,
  "svg foreignObject": ({ js }) => `<svg><foreignObject><img src="x:" onerror="${js}"></foreignObject></svg>`,
  "svg link": ({ js }) =>
    `<svg width="99" height="30"><a xlink:href="javascript:${js}"><text y="20">go</text></a></svg>`,
  "svg image": ({ hit }) => `<svg><image href="${hit}"/></svg>`,
  "svg filter image": ({ hit }) =>
    `<svg><filter id="f"><feImage href="${hit}"/></filter><rect filter="url(#f)" width="9" height="9"/></svg>`,
  "style onload": ({ js }) => `<style onload="${js}">b{}</style>`,
  "body onpageshow": ({ js }) => `<body onpageshow="${js}">`,
  "details ontoggle": ({ js }) => `<details open ontoggle="${js}">x</details>`,
  "input onfocus": ({ js }) => `<input autofocus onfocus="${js}">`,
  "source onerror": ({ js }) => `<video><source src="x:" onerror="${js}"></video>`,
  marquee: () => `<marquee scrollamount="50"><b>x</b></marquee>`,
  "animation event": ({ js }) =>
    `<style>@keyframes p{to{left:1px}}</style><b style="animation:p 1s" onanimationstart="${js}">x</b>`,
  "iframe srcdoc": ({ js }) => `<iframe srcdoc="&lt;script&gt;${js}&lt;/script&gt;"></iframe>`,
  "iframe src": ({ hit }) => `<iframe src="${hit}"></iframe>`,
  "iframe javascript": ({ js }) => `<iframe src="javascript:${js}"></iframe>`,
  object: ({ hit }) => `<object data="${hit}"></object>`,
  embed: ({ hit }) => `<embed src="${hit}">`,
  "meta refresh": ({ hit }) => `<meta http-equiv="refresh" content="0;url=${hit}">`,
  "base and a picture": ({ hit }) => `<base href="${hit}/"><img src="x.png">`,
  "base and a link": ({ hit }) => `<base href="${hit}/"><a href="x">go</a>`,
  form: ({ hit }) => `<form action="${hit}"><button>go</button></form>`,
  formaction: ({ hit }) => `<form><input type="submit" formaction="${hit}" value="go"></form>`,
  "image button": ({ hit }) => `<input type="image" src="${hit}">`,
  "image button with formaction": ({ hit }) => `<form><input type="image" alt="go" formaction="${hit}"></form>`,
  "link in a map": ({ hit }) =>
    `<map name="m"><area shape="default" href="${hit}"></map><img usemap="#m" width="50" height="50" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`,
  "link to the top": ({ hit }) => `<a target="_top" href="${hit}">go</a>`,
  ping: ({ hit }) => `<a href="#x" ping="${hit}">go</a>`,
  img: ({ hit }) => `<img src="${hit}">`,
  "img of another host": ({ hit }) => `<img src="${hit.replace(/^http:/, "")}">`,
  "img srcset": ({ hit }) => `<img srcset="${hit} 1x">`,
  picture: ({ hit }) => `<picture><source srcset="${hit}"><img></picture>`,
  "video poster": ({ hit }) => `<video poster="${hit}"></video>`,
  audio: ({ hit }) => `<audio src="${hit}" autoplay></audio>`,
  "style attribute": ({ hit }) => `<b style="background:url(${hit})">x</b>`,
  "style import": ({ hit }) => `<style>@import "${hit}";</style>`,
  "style url": ({ hit }) => `<style>main{background:url(${hit})}</style>`,
  "style font": ({ hit }) => `<style>@font-face{font-family:x;src:url(${hit})}main{font-family:x}</style>x`,
  "link stylesheet": ({ hit }) => `<link rel="stylesheet" href="${hit}">`,
  "link prefetch": ({ hit }) => `<link rel="prefetch" href="${hit}">`,
  "link preload": ({ hit }) => `<link rel="preload" as="image" href="${hit}">`,
  "link modulepreload": ({ hit }) => `<link rel="modulepreload" href="${hit}">`,
  "shadow root": ({ hit }) => `<div><template shadowrootmode="open"><img src="${hit}"></template></div>`,
  noscript: ({ js }) =>
    `<noscript><p title="</noscript><img src='x:' onerror=&quot;${js}&quot;>"></noscript>`.replaceAll("&quot;", '"'),
  "way out of other elements": ({ js }) =>
    `</title></style></textarea></script></p></div><img src="x:" onerror="${js}">`,
  "way out of a comment": ({ js }) => `<!--><img src="x:" onerror="${js}">-->`,
  CDATA: ({ js }) => `<![CDATA[><img src="x:" onerror="${js}">]]>`,
  "mutation in math": ({ js }) =>
    `<form><math><mtext></form><form><mglyph><style></math><img src="x:" onerror="${js}"></style></mglyph></form></mtext></math></form>`,
  "mutation in svg": ({ js }) =>
    `<svg></p><style><a id="</style><img src='x:' onerror=&quot;${js}&quot;>">`.replaceAll("&quot;", '"'),
  "names of the document": ({ names }) => names.map((name) => `<img name="${name}">`).join(""),
  "ids of the page": ({ ids }) => `<form>${ids.map((id) => `<b id="${id}"></b>`).join("")}</form>`,
  "names within a form": () =>
    `<form class="s" data-s="0"><input name="dataset"><input name="closest"><input name="getBoundingClientRect"></form>`,
  overlay: () => `<div style="position:fixed;inset:0;z-index:2147483647;background:#fff">x</div>`,
  "dialog over the page": () => `<dialog open style="position:fixed;inset:0;width:100%;height:100%">x</dialog>`,
  "huge font": () => `<b style="font-size:1000000px">x</b>`,
  "wide element": () => `<div style="width:1000000px">x</div>`,
  autofocus: () => `<input autofocus>`,
};

/** How a mutation comes about: the text is read as HTML twice. */
const TWICE = new Set(["mutation in math"]);

/**
 * All vectors: their names, the HTML, and the address if it is one of a link.
 * @param canary where a request shows that something got through
 * @param own `names` is what the page's script reads of the document, `ids` are those of the page's own elements
 */
export function vectorsFor(canary, own) {
  const parts = (name) => {
    const hit = `${canary}/hit/${encodeURIComponent(name).replaceAll("%20", "-").replaceAll("%2C", "")}`;
    const js = `console.log('pwned /hit/');try{top.__pwned=1}catch{};new Image().src='${hit}'`;
    return { hit, js, ...own };
  };
  const links = Object.entries(ADDRESSES).map(([kind, address]) => {
    const name = `link to ${kind}`;
    const { hit, js } = parts(name);
    const url = address(js, hit);
    return { name, url, html: `<a href="${attribute(url)}">go</a>`, twice: false };
  });
  const html = Object.entries(HTML).map(([name, make]) => ({ name, html: make(parts(name)), twice: TWICE.has(name) }));
  return [...html, ...links];
}

function attribute(text) {
  return text.replace(/[&"<>\u0000- ]/g, (character) => `&#${character.charCodeAt(0)};`);
}
